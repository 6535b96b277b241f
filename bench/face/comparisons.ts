import { directionOf, likeness } from '../../cloudfunctions/adapters/face-embedded/models/features'
import { isComparable } from './manifest'
import { seeded, shuffled } from './random'
import type { Looked } from './read-set'

/** How often two people, or one and the same, were compared, and how often they were taken for one. */
export interface Tally {
  readonly one: number
  readonly other: number
  compared: number
  accepted: number
}

export interface Comparisons {
  readonly people: number
  readonly tallies: readonly Tally[]
}

/** A picture for comparing; null: no face was found, so whoever it shows is turned away. */
interface Face {
  readonly person: number
  readonly session: string
  readonly numbers: Float32Array | null
}

const SPLITS = 20

/**
 * Every choice of what is enrolled is compared with every other picture, but for those of the same sitting.
 *
 * @param photos how many are enrolled together: 1 each in turn; more: drawn anew in each of twenty splits
 */
export function compare(looked: readonly Looked[], photos: number, threshold: number): Comparisons {
  const faces = facesOf(looked)
  const people = new Set(faces.map(face => face.person)).size
  const tallies = new Map<number, Tally>()
  for (const enrolled of photos === 1 ? oneByOne(faces) : inSplits(faces, photos)) {
    const template = directionOf(enrolled.map(face => face.numbers!))
    for (const probe of faces) {
      if (isOfSitting(probe, enrolled)) continue
      const tally = tallyOf(tallies, enrolled[0]!.person, probe.person)
      tally.compared += 1
      if (probe.numbers && likeness(template, probe.numbers) >= threshold) tally.accepted += 1
    }
  }
  return { people, tallies: [...tallies.values()] }
}

function facesOf(looked: readonly Looked[]): readonly Face[] {
  const places = new Map<string, number>()
  return looked
    .filter(({ of }) => isComparable(of))
    .map(({ of, reading }) => {
      if (!places.has(of.identity)) places.set(of.identity, places.size)
      const numbers = reading.picture?.face?.numbers ?? null
      return { person: places.get(of.identity)!, session: of.session, numbers }
    })
}

function oneByOne(faces: readonly Face[]): readonly (readonly Face[])[] {
  return faces.filter(face => face.numbers).map(face => [face])
}

function inSplits(faces: readonly Face[], photos: number): readonly (readonly Face[])[] {
  const random = seeded(20_261_123)
  return sittingsOf(faces)
    .filter(sitting => sitting.length >= photos && hasOthers(faces, sitting, photos))
    .flatMap(sitting => Array.from({ length: SPLITS }, () => shuffled(sitting, random).slice(0, photos)))
}

/** Pictures of one person, of one sitting where that is said. */
function sittingsOf(faces: readonly Face[]): readonly (readonly Face[])[] {
  const sittings = new Map<string, Face[]>()
  for (const face of faces) {
    if (!face.numbers) continue
    const key = `${face.person} ${face.session}`
    sittings.set(key, [...(sittings.get(key) ?? []), face])
  }
  return [...sittings.values()]
}

/** Somebody all of whose pictures would be enrolled has none left to be compared. */
function hasOthers(faces: readonly Face[], sitting: readonly Face[], photos: number): boolean {
  const { person, session } = sitting[0]!
  if (session === '') return sitting.length > photos
  return faces.some(face => face.person === person && face.session !== session)
}

function isOfSitting(probe: Face, enrolled: readonly Face[]): boolean {
  if (enrolled.includes(probe)) return true
  const [{ person, session } = probe] = enrolled
  return session !== '' && probe.person === person && probe.session === session
}

function tallyOf(tallies: Map<number, Tally>, one: number, other: number): Tally {
  const key = one * 1_000_000 + other
  let tally = tallies.get(key)
  if (tally === undefined) {
    tally = { one, other, compared: 0, accepted: 0 }
    tallies.set(key, tally)
  }
  return tally
}
