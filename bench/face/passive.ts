import type { Looked } from './read-set'

/** How the passive score falls on people and on pictures of them: why it is a sign and no verdict. */
export function tellPassive(looked: readonly Looked[]): void {
  console.log('\npassive score: below 0.1, below 0.5, median')
  const kinds = new Map<string, number[]>()
  for (const { of, reading } of looked) {
    const face = reading.picture?.face
    if (!face) continue
    const kind = `${of.group} ${of.kind}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), face.passive])
  }
  for (const [kind, scores] of kinds) {
    const below = (cut: number) =>
      `${((100 * scores.filter(score => score < cut).length) / scores.length).toFixed(0)} %`
    const median = scores.sort((one, other) => one - other)[Math.floor(scores.length / 2)]!
    console.log(`  ${kind}: ${below(0.1)}, ${below(0.5)}, ${median.toFixed(2)} of ${scores.length}`)
  }
}
