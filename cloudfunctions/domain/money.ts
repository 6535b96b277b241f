/** Money is whole fen inside and a decimal string of yuan outside. */

/** `"4800.00"` for 480000 fen. */
export function formatYuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

/** Fen of a decimal string of yuan with at most two decimals and nine digits before them, else `null`. */
export function parseYuan(text: string): number | null {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text)
  if (found === null) return null
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** `numerator / denominator` rounded half up, for whole numbers from 0 whose double stays a safe integer. */
export function divideHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** A rate in ten-thousandths as the answer prints it: `"0.7000"`. */
export function formatRate(tenThousandths: number): string {
  return `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`
}
