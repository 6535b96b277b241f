import type { RoomCodes } from '../../../cloudfunctions/contract/face'

export interface CodeNow {
  readonly code: string
  /** Whole seconds that it still stands, from 1. */
  readonly secondsLeft: number
  /** Of its quarter of a minute, from 0 to 1. */
  readonly left: number
  /** Until when codes are at hand without another question. */
  readonly until: number
}

/**
 * The code of a moment of the server's clock, of those that were handed out; null: none of them is of now.
 * Worked: slots of 15 s; at 08:21:00.000 the slot of 08:21:00 with 15 s left; at 08:21:14.001 still, with 1 s left.
 */
export function codeNow(codes: RoomCodes['codes'], now: number): CodeNow | null {
  const slot = codes.find(({ from, to }) => from <= now && now < to)
  const last = codes.at(-1)
  if (slot === undefined || last === undefined) return null
  return {
    code: slot.code,
    secondsLeft: Math.ceil((slot.to - now) / 1000),
    left: (slot.to - now) / (slot.to - slot.from),
    until: last.to,
  }
}

/** `123456` as `123 456`: what is read out and typed. */
export const inHalves = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`
