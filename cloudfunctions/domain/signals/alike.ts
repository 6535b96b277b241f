import { NO_LOOKS } from '../evidence/face'

/** A picture's looks: 64 bits as two numbers of 32. */
export interface Looks {
  readonly high: number
  readonly low: number
}

const LOOKS = /^[0-9a-f]{16}$/i

/** Null: not 64 bits in hex, or of a picture that shows nothing. */
export function looksOf(hex: string): Looks | null {
  if (hex === NO_LOOKS || !LOOKS.test(hex)) return null
  return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8), 16) }
}

/**
 * How many of the 64 bits differ (Hamming).
 * Worked: `…0f` and `…0c` differ in two bits.
 */
export function bitsApart(a: Looks, b: Looks): number {
  return ones(a.high ^ b.high) + ones(a.low ^ b.low)
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Two looks that are fewer bits apart than there are bands agree in all bits of at least one of them. */
export const BANDS = 3

/** The three bands of 22, 21 and 21 bits, each a number that no other band has. */
export function bandsOf({ high, low }: Looks): readonly [number, number, number] {
  const first = high >>> 10
  const second = ((high & 0x3ff) << 11) | (low >>> 21)
  const third = low & 0x1fffff
  return [first, 0x400000 + second, 0x600000 + third]
}
