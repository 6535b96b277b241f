import { parametersOn } from '../../cloudfunctions/adapters/face-embedded/parameters'
import { gate } from '../../cloudfunctions/adapters/face-embedded/verdict/gates'
import { dateOf } from '../../cloudfunctions/domain/time'
import { compare } from './comparisons'
import { type Rate, rateOf } from './limits'
import { isComparable } from './manifest'
import type { Looked } from './read-set'

/** Those in force today. */
const PARAMETERS = parametersOn(dateOf(Date.now()))

/** False accepts and false rejects of each group, and of which pictures another would have been asked for. */
export function tellAccuracy(looked: readonly Looked[]): void {
  const groups = [...new Set(looked.filter(({ of }) => isComparable(of)).map(({ of }) => of.group))]
  for (const group of groups) {
    const all = looked.filter(({ of }) => of.group === group)
    const faces = all.filter(({ of }) => isComparable(of))
    console.log(
      `\n${group}: ${faces.length} pictures of ${new Set(faces.map(({ of }) => of.identity)).size} people`,
    )
    tellGates(faces)
    tellRates('three photos', faces, 3, PARAMETERS.likeness.frames.accept)
    tellRates('one photo', faces, 1, PARAMETERS.likeness['id-photo'].accept)
  }
}

/** The rates below count these pictures too: in a check-in their takers would be asked for better ones. */
function tellGates(faces: readonly Looked[]): void {
  const faults = new Map<string, number>()
  for (const { reading } of faces) {
    const { fault } = gate(reading, PARAMETERS.check)
    if (fault !== null) faults.set(fault, (faults.get(fault) ?? 0) + 1)
  }
  const told = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ')
  console.log(`  another picture asked for: ${told || 'none'}`)
}

function tellRates(name: string, faces: readonly Looked[], photos: number, threshold: number): void {
  const { people, tallies } = compare(faces, photos, threshold / 10_000)
  const genuine = tallies.filter(tally => tally.one === tally.other)
  const impostors = tallies.filter(tally => tally.one !== tally.other)
  if (genuine.length === 0 || impostors.length === 0) return console.log(`  ${name}: too few pictures`)
  const accepts = rateOf(genuine, people)
  const rejects = { ...accepts, share: 1 - accepts.share, low: 1 - accepts.high, high: 1 - accepts.low }
  const enrolled = new Set(genuine.map(tally => tally.one)).size
  console.log(`  ${name}, ${enrolled} people enrolled, threshold ${threshold / 10_000}`)
  console.log(`    true accepts  ${told(accepts)}`)
  console.log(`    false rejects ${told(rejects)}`)
  console.log(`    false accepts ${told(rateOf(impostors, people))}`)
}

function told({ share, low, high, compared }: Rate): string {
  return `${percent(share)} [${percent(low)} to ${percent(high)}] of ${compared}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(3)} %`
}
