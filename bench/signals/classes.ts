import type { Instant, Location } from '../../cloudfunctions/domain/model'
import type { MarkedCheck, MarkedDay, MarkedTap } from '../../cloudfunctions/domain/signals/marked-day'
import { dateText, dayNumber, instantOf, SECOND } from '../../cloudfunctions/domain/time'
import { clipOf } from './looks'
import { near, newPerson, type Person, SUPPOSED } from './people'
import type { Random } from './random'

export const DAYS = 20
const FIRST_DATE = '2026-03-02'
const CHANGCHUN = { latitude: 43.88, longitude: 125.32 }

/** How a class's people come to the door, and how they go. */
const MANNERS = ['scattered', 'queue', 'told', 'bell'] as const
type Manner = (typeof MANNERS)[number]

/** A class, as what happens in it is made of. */
export interface OrdinaryClass {
  readonly id: string
  readonly people: readonly Person[]
  readonly centre: Location
  readonly manner: Manner
  readonly waits: number
  readonly isOnline: boolean
  /** What the network gives in its room; another room, or another network, now and then. */
  fixes: readonly Location[]
}

export function newClass(id: string, random: Random): OrdinaryClass {
  const centre = near(CHANGCHUN, 8_000, 6, random)
  const [least, most] = SUPPOSED.peopleAClass
  const size = least + random.whole(most - least + 1)
  const isOlder = random.happens(SUPPOSED.olderClasses)
  const without = isOlder ? SUPPOSED.withoutFaceOlder : SUPPOSED.withoutFace
  const people = Array.from({ length: size }, (_, i) => newPerson(`${id}-${i}`, without, centre, random))
  for (const [i, person] of people.entries()) {
    if (i > 0 && random.happens(SUPPOSED.couples)) person.phone = people[i - 1]!.phone
  }
  return {
    id,
    people,
    centre,
    manner: random.one(MANNERS),
    waits: random.happens(SUPPOSED.badReception) ? SUPPOSED.waitsThere : SUPPOSED.waitsElsewhere,
    isOnline: random.happens(SUPPOSED.onlineClasses),
    fixes: newFixes(centre, random),
  }
}

/** A class's day, as nothing but ordinary. @param n from 0; five days a week */
export function dayOf(one: OrdinaryClass, n: number, random: Random): MarkedDay {
  const date = dateText(dayNumber(FIRST_DATE) + Math.floor(n / 5) * 7 + (n % 5))
  const [firstStart, lastEnd] = [instantOf(date, '08:30'), instantOf(date, '16:40')]
  if (n % 5 === 0) one.fixes = newFixes(one.centre, random)
  const allOnline = one.isOnline && random.happens(SUPPOSED.onlineDays)
  const faces = !random.happens(SUPPOSED.daysWithoutFace)
  const here = one.people.filter(() => !random.happens(SUPPOSED.absent))
  const buses = [0, 1].map(() => firstStart - (12 * 60 + random.normal() * 90) * SECOND)
  const taps: MarkedTap[] = []
  const checks: MarkedCheck[] = []
  const starts = arrivals(one, here, firstStart, buses, random)
  for (const [i, person] of here.entries()) {
    if (random.happens(SUPPOSED.newPhone)) person.phone = `phone ${random.hex16()}`
    const isBorrowed = random.happens(SUPPOSED.borrows)
    const deviceId = isBorrowed ? here[random.whole(here.length)]!.phone : person.phone
    const moments: [MarkedTap['kind'], Instant][] = [['start', starts[i]!]]
    if (!random.happens(SUPPOSED.forgetsEnd)) moments.push(['end', departure(one, person, lastEnd, random)])
    for (const [kind, at] of moments) {
      const attemptId = `${person.id} ${date} ${kind}`
      const isLate = random.happens(one.waits)
      const byFace = person.byFace && faces && !isLate
      const who = { traineeId: person.id, person: person.id }
      const location = placeOf(one, person, allOnline, random)
      const way = isLate ? 'late' : byFace ? 'face' : 'without'
      taps.push({ ...who, attemptId, kind, at, deviceId, location, way })
      if (byFace) checks.push(...checksOf(person, attemptId, at, deviceId, random))
    }
  }
  return { classId: one.id, date, firstStart, lastEnd, allOnline, taps, checks }
}

function newFixes(centre: Location, random: Random): Location[] {
  return Array.from({ length: SUPPOSED.fixesARoom }, () => near(centre, 30, 6, random))
}

/** When each of them taps, in whole milliseconds. */
function arrivals(
  { manner }: OrdinaryClass,
  here: readonly Person[],
  firstStart: Instant,
  buses: readonly Instant[],
  random: Random,
): Instant[] {
  const own = here.map(person => {
    const late = random.happens(SUPPOSED.late) ? random.between(600, 2_400) : 0
    if (person.bus !== null) return buses[person.bus]! + random.skewed(60, 0.6) * SECOND + late * SECOND
    if (manner === 'told') return firstStart + (random.skewed(20, 0.7) - 120 + late) * SECOND
    return firstStart - (person.comes + random.normal() * person.regularity - late) * SECOND
  })
  return (manner === 'queue' ? queued(own, random) : own).map(Math.round)
}

/** One after the other at the door, each some seconds; who comes when nobody waits goes at once. */
function queued(wanted: readonly Instant[], random: Random): Instant[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!)
  const at = [...wanted]
  let free = Number.NEGATIVE_INFINITY
  for (const i of order) {
    at[i] = Math.max(wanted[i]!, free)
    free = at[i]! + random.skewed(9, 0.35) * SECOND
  }
  return at
}

function departure({ manner }: OrdinaryClass, person: Person, lastEnd: Instant, random: Random): Instant {
  const seconds =
    manner === 'bell' || manner === 'told'
      ? random.skewed(person.goes, 0.4)
      : random.skewed(person.goes * 4, 0.7) - 60
  return Math.round(lastEnd + seconds * SECOND)
}

function placeOf(one: OrdinaryClass, person: Person, atHome: boolean, random: Random): Location | null {
  if (person.place === 'refused') return null
  if (atHome) return person.home
  if (random.happens(SUPPOSED.farFix)) return near(one.centre, 500_000, 6, random)
  if (random.happens(SUPPOSED.badFix)) return near(one.centre, 15_000, 6, random)
  const byNetwork =
    person.place === 'network-only' || (person.place === 'network' && random.happens(SUPPOSED.networkTaps))
  if (!byNetwork) return near(one.centre, 15, person.decimals, random)
  const place = random.happens(SUPPOSED.likeliestFix) ? 0 : random.whole(one.fixes.length)
  return one.fixes[place] ?? one.centre
}

function checksOf(
  { id, looks, isSlow, camera }: Person,
  attemptId: string,
  at: Instant,
  deviceId: string,
  random: Random,
): MarkedCheck[] {
  const count = random.happens(SUPPOSED.secondCheck) ? 2 : 1
  return Array.from({ length: count }, (_, i) => ({
    traineeId: id,
    person: id,
    checkId: `${attemptId} ${i}`,
    at: at - (count - i) * 5 * SECOND,
    deviceId,
    camera,
    frames: clipOf(looks, random, isSlow),
  }))
}
