import type { Tally } from './comparisons'
import { seeded } from './random'

/** A share with its 95 % limits. */
export interface Rate {
  readonly accepted: number
  readonly compared: number
  readonly share: number
  readonly low: number
  readonly high: number
}

const DRAWS = 1_000

/**
 * Comparisons of the same few people hang together, so people are drawn anew a thousand times, and the share is taken
 * each time; where that gives less than comparisons that don't hang together would (Wilson), their limits hold.
 */
export function rateOf(tallies: readonly Tally[], people: number): Rate {
  const accepted = sum(tallies, tally => tally.accepted)
  const compared = sum(tallies, tally => tally.compared)
  const random = seeded(7)
  const shares: number[] = []
  for (let draw = 0; draw < DRAWS; draw++) {
    const times = drawnPeople(people, random)
    const weight = ({ one, other }: Tally) => (one === other ? times[one]! : times[one]! * times[other]!)
    const all = sum(tallies, tally => weight(tally) * tally.compared)
    if (all > 0) shares.push(sum(tallies, tally => weight(tally) * tally.accepted) / all)
  }
  shares.sort((one, other) => one - other)
  const [low, high] = wilson(accepted, compared)
  return {
    accepted,
    compared,
    share: accepted / compared,
    low: Math.min(low, shares[Math.floor(shares.length * 0.025)] ?? low),
    high: Math.max(high, shares[Math.ceil(shares.length * 0.975) - 1] ?? high),
  }
}

function drawnPeople(people: number, random: () => number): Uint16Array {
  const times = new Uint16Array(people)
  for (let i = 0; i < people; i++) times[Math.floor(random() * people)]! += 1
  return times
}

/** Of shares near 0 and 1 too. */
export function wilson(hits: number, all: number): readonly [number, number] {
  const z = 1.96
  const share = hits / all
  const middle = share + z ** 2 / (2 * all)
  const half = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * all)) / all)
  return [
    Math.max(0, (middle - half) / (1 + z ** 2 / all)),
    Math.min(1, (middle + half) / (1 + z ** 2 / all)),
  ]
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
