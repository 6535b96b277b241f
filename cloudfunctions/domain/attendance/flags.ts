import type { TraineeDayFlag, TraineeDayStatus } from '../model'

/** Flags and notes of a trainee-day as bits, in the code-point order of their codes. */
export const ABSENT = 1
export const LATE = 2
export const LEFT_EARLY = 4
export const MISSING_END = 8
export const MISSING_START = 16
export const NO_LOCATION = 32
export const OUTSIDE_SITE = 64
export const SHARED_DEVICE = 128
export const WITNESSED_FLAG = 256

const CODES: readonly TraineeDayFlag[] = [
  'absent',
  'late',
  'left-early',
  'missing-end',
  'missing-start',
  'no-location',
  'outside-site',
  'shared-device',
  'witnessed',
]

/** R6, R7: those that need a reviewer. `late` and `left-early` are notes, since the hours already say it. */
const NEEDS_REVIEW = MISSING_END | MISSING_START | NO_LOCATION | OUTSIDE_SITE | SHARED_DEVICE | WITNESSED_FLAG

const LISTS = Array.from({ length: 512 }, (_, bits) => CODES.filter((_code, bit) => bits & (1 << bit)))

export function flagCodes(bits: number): readonly TraineeDayFlag[] {
  return LISTS[bits]!
}

/** R9, before any decision. */
export function statusFound(bits: number): TraineeDayStatus {
  if (bits & ABSENT) return 'absent'
  return bits & NEEDS_REVIEW ? 'flagged' : 'clean'
}
