import { distanceMeters } from '../geo'
import type { Location } from '../model'
import { compareBy, compareCodePoints } from '../order'
import { HOUR } from '../time'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedDay, MarkedTap } from './marked-day'
import { grouped, type SeenTap, spanUpTo } from './seen'
import type { ImpossibleSpeed, OutsideChina, SameCoordinates } from './signal'

type Located<T extends MarkedTap> = T & { readonly location: Location }

function isLocated<T extends MarkedTap>(tap: T): tap is Located<T> {
  return tap.location !== null
}

/** To the last digit: two numbers print the same exactly where they are the same. */
function placeOf({ location: { latitude, longitude } }: Located<MarkedTap>): string {
  return `${latitude},${longitude}`
}

/**
 * The same coordinates to the last digit, again and again: one person's on many dates, or many people's on one. A place
 * that a satellite gives never comes twice; one that a network gives may, indoors, for a part of the phones and taps.
 * Worked, with 8 dates or 6 people: T1 taps twice a day, and the last eight dates with a place, up to 2024-06-20, give
 * 43.886801, 125.324512 each time: a sign. One of the 16 taps 43.886802: none. Six people whose start and end are both at
 * one point: a sign. Five: none. Six of whom one was at another point at the end: none.
 */
export function sameCoordinates(
  day: MarkedDay,
  history: History,
  rule: RuleOf<'same-coordinates'>,
): SameCoordinates[] {
  if (day.allOnline) return []
  const here = day.taps.filter(isLocated)
  return [...ofManyPeople(day, here, rule), ...ofManyDates(day, history, here, rule)]
}

function ofManyPeople(
  { date }: MarkedDay,
  taps: readonly Located<MarkedTap>[],
  rule: RuleOf<'same-coordinates'>,
): SameCoordinates[] {
  const ownTaps = [...grouped(taps, ({ person }) => person).values()]
  const still = ownTaps.filter(own => own.length > 1 && new Set(own.map(placeOf)).size === 1).flat()
  return sortedByKey(grouped(still, placeOf)).flatMap(at => {
    const people = new Set(at.map(({ person }) => person)).size
    if (people < rule.people.value) return []
    return {
      kind: 'same-coordinates',
      among: 'people',
      ...at[0]!.location,
      traineeIds: traineesOf(at),
      dates: [date],
      taps: at.length,
    }
  })
}

function ofManyDates(
  day: MarkedDay,
  history: History,
  here: readonly Located<MarkedTap>[],
  rule: RuleOf<'same-coordinates'>,
): SameCoordinates[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  return sortedByKey(grouped(here, ({ person }) => person)).flatMap(([{ person, traineeId }]) => {
    const onsite = history.tapsOf(person, span).filter(tap => !tap.allOnline)
    const last = lastDates(onsite.filter(isLocated), rule.dates.value)
    if (last === null || new Set(last.map(placeOf)).size > 1) return []
    return {
      kind: 'same-coordinates',
      among: 'days',
      ...last[0]!.location,
      traineeIds: [traineeId],
      dates: datesOf(last),
      taps: last.length,
    }
  })
}

/** The taps of the last so many dates; null: there are not so many. */
function lastDates(taps: readonly Located<SeenTap>[], count: number): Located<SeenTap>[] | null {
  const days = [...new Set(taps.map(({ day }) => day))].sort((a, b) => b - a)
  const first = days[count - 1]
  return first === undefined ? null : taps.filter(({ day }) => day >= first)
}

/**
 * Worked, with 3° to 54° north and 73° to 136° east: 43.8868, 125.3245 (Changchun) is within. 0, 0 is not. 54.0 is,
 * 54.000001 is not. 35.2, 40.1 is not, and exchanged (40.1 north, 35.2 east) it isn't either; 80.5, 43.8 is not, but
 * 43.8 north, 80.5 east is: exchanged.
 */
export function outsideChina(day: MarkedDay, rule: RuleOf<'outside-china'>): OutsideChina[] {
  return day.taps
    .filter(isLocated)
    .filter(({ location }) => !isInChina(location.latitude, location.longitude, rule))
    .sort(byId)
    .map(({ traineeId, attemptId, location: { latitude, longitude } }) => ({
      kind: 'outside-china',
      traineeId,
      attemptId,
      latitude,
      longitude,
      swapped: isInChina(longitude, latitude, rule),
    }))
}

function isInChina(latitude: number, longitude: number, rule: RuleOf<'outside-china'>): boolean {
  const { south, north, west, east } = rule
  return (
    south.value <= latitude && latitude <= north.value && west.value <= longitude && longitude <= east.value
  )
}

/**
 * Two taps, one after the other, of one person who can't have travelled so: faster than any train, and farther than a
 * bad fix of a phone mast is off.
 * Worked, with 400 km/h, 50 km and 2 days: Changchun at 08:20, Siping (113 km) at 08:36: 423 km/h, a sign; at 08:40 339
 * km/h, none. Changchun at 08:20 and a fix 30 km off a minute later: too near, none. Changchun at 00:01 on 2024-06-20 and
 * Siping at 23:50 the day before: a sign. Beijing on 06-18 and Changchun on 06-20, whatever lies between: not looked at.
 */
export function impossibleSpeeds(
  day: MarkedDay,
  history: History,
  rule: RuleOf<'impossible-speed'>,
): ImpossibleSpeed[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  const people = sortedByKey(grouped(day.taps.filter(isLocated), ({ person }) => person))
  return people.flatMap(([{ person }]) => {
    const taps = history.tapsOf(person, span).filter(isLocated).sort(byTime)
    return taps.slice(1).flatMap((to, i) => {
      const found = speed(taps[i]!, to, rule)
      const isOfThisDay = isOf(day, taps[i]!) || isOf(day, to)
      return found && isOfThisDay ? found : []
    })
  })
}

function speed(
  from: Located<SeenTap>,
  to: Located<SeenTap>,
  rule: RuleOf<'impossible-speed'>,
): ImpossibleSpeed | null {
  const meters = Math.round(distanceMeters(from.location, to.location))
  const ms = to.at - from.at
  if (meters < rule.leastMeters.value || meters * HOUR <= rule.kmPerHour.value * 1_000 * ms) return null
  return {
    kind: 'impossible-speed',
    traineeId: to.traineeId,
    from: momentOf(from),
    to: momentOf(to),
    meters,
    // Of two taps at one instant: as if a millisecond lay between them.
    kmPerHour: Math.floor((meters * HOUR) / (1_000 * Math.max(ms, 1))),
  }
}

function momentOf({ classId, date, traineeId, attemptId, at }: SeenTap): ImpossibleSpeed['from'] {
  return { classId, date, traineeId, attemptId, at }
}

function isOf({ classId, date }: MarkedDay, tap: SeenTap): boolean {
  return tap.classId === classId && tap.date === date
}

const byTime = compareBy<MarkedTap>(
  tap => tap.at,
  tap => tap.attemptId,
)
const byId = compareBy<MarkedTap>(tap => tap.attemptId)

function traineesOf(taps: readonly MarkedTap[]): string[] {
  return [...new Set(taps.map(({ traineeId }) => traineeId))].sort(compareCodePoints)
}

function datesOf(taps: readonly SeenTap[]): string[] {
  return [...new Set(taps.map(({ date }) => date))].sort(compareCodePoints)
}

/** Groups are never empty. */
function sortedByKey<T>(groups: ReadonlyMap<string, readonly T[]>): (readonly [T, ...T[]])[] {
  const inOrder = [...groups].sort(([a], [b]) => compareCodePoints(a, b))
  return inOrder.flatMap(([, [first, ...rest]]) => (first === undefined ? [] : [[first, ...rest] as const]))
}
