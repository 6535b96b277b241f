import type { Decision } from '../model'

/**
 * R9: of all decisions on one thing the latest by `at` stands; of two at one instant, the one given later. Earlier
 * ones stay in the evidence.
 *
 * @param keyOf what a decision is about; null: nothing that is evaluated
 */
export function standing(
  decisions: readonly Decision[],
  keyOf: (decision: Decision) => number | null,
): Map<number, Decision> {
  const latest = new Map<number, Decision>()
  for (const decision of decisions) {
    const key = keyOf(decision)
    if (key === null) continue
    const known = latest.get(key)
    if (known === undefined || decision.at >= known.at) latest.set(key, decision)
  }
  return latest
}
