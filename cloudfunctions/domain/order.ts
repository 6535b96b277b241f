/**
 * Code-point order. JavaScript compares UTF-16 units, which puts U+10000 and above (surrogates, D800-DFFF) before
 * U+E000 to U+FFFF; the units are moved so that they compare as the code points would.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** By the first key that differs; texts in code-point order, numbers as numbers. */
export function compareBy<T>(...keys: readonly ((row: T) => string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compareKeys(key(a), key(b))
      if (order !== 0) return order
    }
    return 0
  }
}

function compareKeys(x: string | number, y: string | number): number {
  return typeof x === 'number' && typeof y === 'number' ? x - y : compareCodePoints(String(x), String(y))
}
