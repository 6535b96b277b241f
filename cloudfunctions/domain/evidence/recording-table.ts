import type { Camera, Instant, Interval } from '../model'
import { grown, IdTable } from './id-table'

/** A camera's clips: when they start and when they end, each in rising order for itself. */
export interface ClipColumns {
  readonly starts: Float64Array
  readonly ends: Float64Array
}

const LONGEST = 0xffff_ffff

const NO_CLIPS: ClipColumns = { starts: new Float64Array(0), ends: new Float64Array(0) }

/** All clips by column, in the order of their coming. */
export class RecordingTable {
  /** Cameras by their key, see {@link cameraKey}. */
  readonly cameras = new IdTable(64)
  /** Clips whose end is not after their start (R2), with the number of their camera; they stand here alone. */
  readonly backward: (Interval & { readonly camera: number })[] = []
  #camera: Int32Array
  #start: Float64Array
  /** How long each lasts: less than 49 days, whoever films longer stands in {@link #long}. */
  #length: Uint32Array
  readonly #long = new Map<number, number>()
  #size = 0

  constructor(expected = 64) {
    this.#camera = new Int32Array(expected)
    this.#start = new Float64Array(expected)
    this.#length = new Uint32Array(expected)
  }

  add(camera: number, start: Instant, end: Instant): void {
    if (end <= start) {
      this.backward.push({ camera, start, end })
      return
    }
    if (this.#size === this.#camera.length) {
      this.#camera = grown(this.#camera, this.#size * 2)
      this.#start = grown(this.#start, this.#size * 2)
      this.#length = grown(this.#length, this.#size * 2)
    }
    this.#camera[this.#size] = camera
    this.#start[this.#size] = start
    this.#length[this.#size] = end - start
    if (end - start > LONGEST) this.#long.set(this.#size, end - start)
    this.#size += 1
  }

  /** The clips of each camera: one pass to count, one to place. */
  byCamera(): (camera: Camera) => ClipColumns {
    const begin = new Int32Array(this.cameras.size + 2)
    for (let row = 0; row < this.#size; row++) begin[this.#camera[row]! + 2]! += 1
    for (let camera = 2; camera < begin.length; camera++) begin[camera]! += begin[camera - 1]!
    const rows = new Int32Array(this.#size)
    for (let row = 0; row < this.#size; row++) rows[begin[this.#camera[row]! + 1]!++] = row
    return camera => {
      const number = this.cameras.find(cameraKey(camera))
      return number === null ? NO_CLIPS : this.#sorted(rows.subarray(begin[number], begin[number + 1]))
    }
  }

  #sorted(rows: Int32Array): ClipColumns {
    const starts = new Float64Array(rows.length)
    const ends = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      starts[i] = this.#start[row]!
      ends[i] = starts[i]! + (this.#long.get(row) ?? this.#length[row]!)
    }
    return { starts: starts.sort(), ends: ends.sort() }
  }
}

/** Serial and channel in one text; no serial holds a NUL. */
export function cameraKey(camera: Camera): string {
  return `${camera.deviceSerial}\0${camera.channelNo}`
}
