import type { Camera, Instant, Interval } from '../model'
import { grown, IdTable } from './id-table'

/** All clips by column, in the order of their coming. */
export class RecordingTable {
  /** Cameras by their key, see {@link cameraKey}. */
  readonly cameras = new IdTable(64)
  #camera: Int32Array
  #start: Float64Array
  #end: Float64Array
  #size = 0

  constructor(expected = 64) {
    this.#camera = new Int32Array(expected)
    this.#start = new Float64Array(expected)
    this.#end = new Float64Array(expected)
  }

  get size(): number {
    return this.#size
  }

  add(camera: number, start: Instant, end: Instant): void {
    if (this.#size === this.#camera.length) {
      this.#camera = grown(this.#camera, this.#size * 2)
      this.#start = grown(this.#start, this.#size * 2)
      this.#end = grown(this.#end, this.#size * 2)
    }
    this.#camera[this.#size] = camera
    this.#start[this.#size] = start
    this.#end[this.#size] = end
    this.#size += 1
  }

  /** The clips of each camera, in the order of their coming: one pass to count, one to place. */
  byCamera(): (camera: number) => Interval[] {
    const begin = new Int32Array(this.cameras.size + 2)
    for (let row = 0; row < this.#size; row++) begin[this.#camera[row]! + 2]! += 1
    for (let camera = 2; camera < begin.length; camera++) begin[camera]! += begin[camera - 1]!
    const rows = new Int32Array(this.#size)
    for (let row = 0; row < this.#size; row++) rows[begin[this.#camera[row]! + 1]!++] = row
    return camera => {
      const clips: Interval[] = []
      for (let i = begin[camera]!; i < begin[camera + 1]!; i++) {
        clips.push({ start: this.#start[rows[i]!]!, end: this.#end[rows[i]!]! })
      }
      return clips
    }
  }
}

/** Serial and channel in one text; no serial holds a NUL. */
export function cameraKey(camera: Camera): string {
  return `${camera.deviceSerial}\0${camera.channelNo}`
}
