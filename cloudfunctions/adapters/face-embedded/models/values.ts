/** As the detector and the features were trained. */
export function centre(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - 127) / 128
}

/** @param at of one pixel in three planes of `area` pixels each */
export function greyAt(planes: Float32Array, at: number, area: number): number {
  return 0.299 * planes[at]! + 0.587 * planes[at + area]! + 0.114 * planes[at + 2 * area]!
}

export function softmax(values: Float32Array): readonly number[] {
  const most = values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  const powers = Array.from(values, value => Math.exp(value - most))
  const sum = powers.reduce((one, other) => one + other, 0)
  return powers.map(power => power / sum)
}
