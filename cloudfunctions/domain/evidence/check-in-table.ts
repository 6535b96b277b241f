import type { CheckIn, Instant, Location } from '../model'
import { grown, IdTable } from './id-table'

/** What of a check-in the rules look at, besides its instant, person, place and device. */
export const START = 1
/** It can count: witnessed, or by face with both `matched` and `live` (R6). */
export const COUNTS = 2
export const WITNESSED = 4
export const LOCATED = 8

/** A check-in with its texts interned: `trainee` and `device` are numbers of the tables', `device` -1 for none. */
export interface CheckInRow {
  readonly trainee: number
  readonly at: Instant
  readonly marks: number
  readonly location: Location | null
  readonly device: number
}

/**
 * All check-ins by column, because millions must fit in little memory and be judged in tens of nanoseconds each.
 * A row's number is the number of its id.
 */
export class CheckInTable {
  readonly ids: IdTable
  readonly devices: IdTable
  at: Float64Array
  trainee: Int32Array
  marks: Uint8Array
  device: Int32Array
  latitude: Float64Array
  longitude: Float64Array

  constructor(expected = 64) {
    this.ids = new IdTable(expected)
    this.devices = new IdTable(64)
    this.at = new Float64Array(expected)
    this.trainee = new Int32Array(expected)
    this.marks = new Uint8Array(expected)
    this.device = new Int32Array(expected)
    this.latitude = new Float64Array(expected)
    this.longitude = new Float64Array(expected)
  }

  get size(): number {
    return this.ids.size
  }

  /** Sets the row of an id that {@link IdTable.intern} has just numbered. */
  set(row: number, checkIn: CheckInRow): void {
    if (row >= this.at.length) this.#grow(this.at.length * 2)
    this.at[row] = checkIn.at
    this.trainee[row] = checkIn.trainee
    this.marks[row] = checkIn.marks
    this.device[row] = checkIn.device
    if (checkIn.location === null) return
    this.latitude[row] = checkIn.location.latitude
    this.longitude[row] = checkIn.location.longitude
  }

  #grow(length: number): void {
    this.at = grown(this.at, length)
    this.trainee = grown(this.trainee, length)
    this.marks = grown(this.marks, length)
    this.device = grown(this.device, length)
    this.latitude = grown(this.latitude, length)
    this.longitude = grown(this.longitude, length)
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
