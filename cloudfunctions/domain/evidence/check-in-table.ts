import type { OutsideTest } from '../geo'
import type { CheckIn, Instant, Location } from '../model'
import { grown, IdTable } from './id-table'

/** What of a check-in the rules look at, besides its instant, person and device. */
export const START = 1
/** It can count: witnessed, or by face with both `matched` and `live` (R6). */
export const COUNTS = 2
export const WITNESSED = 4
export const LOCATED = 8
/** Its place was held against the site when it came in, and its coordinates were not kept. */
const PLACED = 16
const OUTSIDE = 32

/** A check-in with its texts numbered: `trainee` in the dataset's table, `device` in this one's, -1 for none. */
export interface CheckInRow {
  readonly trainee: number
  readonly device: number
  readonly at: Instant
  readonly marks: number
  readonly location: Location | null
}

/**
 * All check-ins by column, because millions must fit in little memory and be judged in tens of nanoseconds each.
 * A row's number is the number of its id.
 */
export class CheckInTable {
  readonly ids: IdTable
  readonly devices = new IdTable(64)
  readonly #holders = new Holders()
  readonly #instants: Instants
  #holder: Int32Array
  #marks: Uint8Array
  #latitude: Float64Array
  #longitude: Float64Array

  /** @param expected how many rows are likely; room that stays empty takes no memory */
  constructor(expected = 64) {
    this.ids = new IdTable(expected)
    this.#instants = new Instants(expected)
    this.#holder = new Int32Array(expected)
    this.#marks = new Uint8Array(expected)
    this.#latitude = new Float64Array(expected)
    this.#longitude = new Float64Array(expected)
  }

  get size(): number {
    return this.ids.size
  }

  /**
   * Sets the row of an id that {@link IdTable.intern} has just numbered.
   *
   * @param outside the test of the class's site where it is known already: then the coordinates need not be kept;
   *   null for a class without a site, undefined while class or site are unknown
   */
  set(row: number, checkIn: CheckInRow, outside?: OutsideTest | null): void {
    if (row >= this.#holder.length) this.#grow(Math.ceil(this.#holder.length * 1.5))
    this.#instants.set(row, checkIn.at)
    this.#holder[row] = this.#holders.number(checkIn.trainee, checkIn.device)
    this.#marks[row] = checkIn.marks
    if (checkIn.location === null) return
    const { latitude, longitude } = checkIn.location
    if (outside === undefined) {
      this.#latitude[row] = latitude
      this.#longitude[row] = longitude
    } else this.#marks[row]! |= PLACED | (outside?.(latitude, longitude) ? OUTSIDE : 0)
  }

  at(row: number): Instant {
    return this.#instants.at(row)
  }

  marks(row: number): number {
    return this.#marks[row]!
  }

  /** The trainee's number. */
  trainee(row: number): number {
    return this.#holders.trainee(this.#holder[row]!)
  }

  /** The device's number, or -1. */
  device(row: number): number {
    return this.#holders.device(this.#holder[row]!)
  }

  /** Whether a located check-in was made outside the site that `outside` tests. */
  isOutside(row: number, outside: OutsideTest): boolean {
    if (this.#marks[row]! & PLACED) return (this.#marks[row]! & OUTSIDE) !== 0
    return outside(this.#latitude[row]!, this.#longitude[row]!)
  }

  /** Where a located check-in was made; null where the coordinates were not kept. */
  location(row: number): Location | null {
    const kept = (this.#marks[row]! & (LOCATED | PLACED)) === LOCATED
    return kept ? { latitude: this.#latitude[row]!, longitude: this.#longitude[row]! } : null
  }

  /** By instant, and of one instant by id. */
  comesBefore(row: number, other: number): boolean {
    const apart = this.at(row) - this.at(other)
    return apart < 0 || (apart === 0 && this.ids.compare(row, other) < 0)
  }

  #grow(length: number): void {
    this.#instants.grow(length)
    this.#holder = grown(this.#holder, length)
    this.#marks = grown(this.#marks, length)
    this.#latitude = grown(this.#latitude, length)
    this.#longitude = grown(this.#longitude, length)
  }
}

/** Instants in six bytes, of which two stay untouched where no milliseconds are given, as mostly. */
class Instants {
  #seconds: Uint32Array
  #millis: Uint16Array
  /** Instants before 1970 or after 2106. */
  readonly #far = new Map<number, Instant>()

  constructor(expected: number) {
    this.#seconds = new Uint32Array(expected)
    this.#millis = new Uint16Array(expected)
  }

  at(row: number): Instant {
    const seconds = this.#seconds[row]!
    return seconds === FAR ? this.#far.get(row)! : seconds * 1000 + this.#millis[row]!
  }

  set(row: number, at: Instant): void {
    const seconds = Math.floor(at / 1000)
    if (seconds < 0 || seconds >= FAR) {
      this.#seconds[row] = FAR
      this.#far.set(row, at)
      return
    }
    this.#seconds[row] = seconds
    const millis = at - seconds * 1000
    if (millis !== 0) this.#millis[row] = millis
  }

  grow(length: number): void {
    this.#seconds = grown(this.#seconds, length)
    this.#millis = grown(this.#millis, length)
  }
}

const FAR = 0xffff_ffff

/** Who checks in with which device, each pair once: people have one phone, so a row needs one number for both. */
class Holders {
  #trainees = new Int32Array(64)
  #devices = new Int32Array(64)
  #size = 0
  /** By trainee: the pair that came last, + 1. */
  #last = new Int32Array(64)
  /** Pairs of trainees who have come with several devices. */
  readonly #others = new Map<string, number>()

  trainee(pair: number): number {
    return this.#trainees[pair]!
  }

  device(pair: number): number {
    return this.#devices[pair]!
  }

  number(trainee: number, device: number): number {
    if (trainee >= this.#last.length) this.#last = grown(this.#last, trainee * 2)
    const last = this.#last[trainee]! - 1
    if (last >= 0 && this.#devices[last] === device) return last
    const pair = last < 0 ? this.#add(trainee, device) : this.#other(trainee, device, last)
    this.#last[trainee] = pair + 1
    return pair
  }

  #other(trainee: number, device: number, last: number): number {
    this.#others.set(`${trainee} ${this.#devices[last]}`, last)
    return this.#others.get(`${trainee} ${device}`) ?? this.#add(trainee, device)
  }

  #add(trainee: number, device: number): number {
    if (this.#size === this.#trainees.length) {
      this.#trainees = grown(this.#trainees, this.#size * 2)
      this.#devices = grown(this.#devices, this.#size * 2)
    }
    this.#trainees[this.#size] = trainee
    this.#devices[this.#size] = device
    return this.#size++
  }
}

/** R6: a face check-in counts only with `matched` and `live` both true; a witnessed one always does. */
export function marksOf(checkIn: Pick<CheckIn, 'kind' | 'method' | 'face' | 'location'>): number {
  const counts = checkIn.method === 'witnessed' || (checkIn.face?.matched === true && checkIn.face.live)
  return (
    (checkIn.kind === 'start' ? START : 0) |
    (counts ? COUNTS : 0) |
    (checkIn.method === 'witnessed' ? WITNESSED : 0) |
    (checkIn.location ? LOCATED : 0)
  )
}
