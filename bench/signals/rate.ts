/** So many of so many, with the limits between which the true share lies 95 times of 100 (Wilson). */
export interface Rate {
  readonly found: number
  readonly of: number
}

const Z = 1.959964

export function limitsOf({ found, of }: Rate): readonly [number, number] {
  if (of === 0) return [0, 1]
  const share = found / of
  const centre = share + Z ** 2 / (2 * of)
  const half = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  const least = found === 0 ? 0 : (centre - half) / (1 + Z ** 2 / of)
  return [least, found === of ? 1 : (centre + half) / (1 + Z ** 2 / of)]
}

/** e.g. `3/1200 = 0.25 %（0.09–0.73）`. */
export function inWords(rate: Rate): string {
  const [least, most] = limitsOf(rate)
  return `${rate.found}/${rate.of} = ${percent(rate.found / rate.of)} %（${percent(least)}–${percent(most)}）`
}

function percent(share: number): string {
  return (share * 100).toFixed(2)
}
