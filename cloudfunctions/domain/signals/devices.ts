import { compareBy, compareCodePoints } from '../order'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedDay } from './marked-day'
import { grouped, type SeenTap, spanUpTo } from './seen'
import { type DeviceOfMany, type ManyDevices, MOST_SEEN, type SeenAt } from './signal'

/**
 * One device for several people, over all classes: many people at all, or some who used it on several days each. R6
 * flags who shares one within a class-day; this looks across days and classes.
 * Worked, with 5 people, or 3 on 2 days each, within 30 days: on 2024-06-20 T1 taps with the phone D. T1, T2 and T3 did
 * on 06-19 and 06-20: 3 people regularly, a sign. A couple, T1 and T2, that shares D for weeks, and T3 who borrowed it
 * on 06-12 alone: 2 regularly of 3 people, none.
 */
export function devicesOfMany(
  day: MarkedDay,
  history: History,
  rule: RuleOf<'device-of-many'>,
): DeviceOfMany[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  return distinct(day.taps.map(({ deviceId }) => deviceId)).flatMap(deviceId => {
    const taps = history.tapsWith(deviceId, span)
    const people = [...grouped(taps, ({ person }) => person).values()]
    const regularly = people.filter(used => datesIn(used) >= rule.regularDays.value).length
    if (people.length < rule.people.value && regularly < rule.regularPeople.value) return []
    return {
      kind: 'device-of-many',
      deviceId,
      people: people.length,
      regularly,
      withinDays: rule.withinDays.value,
      seen: seenIn(taps),
    }
  })
}

/**
 * Several devices for one person within some days. Who gets a new phone has two; who borrows one when it is lost has
 * three.
 * Worked, with 4 within 14 days: T1 used A until 2024-06-10, then B, and a friend's C on 06-12: 3, none. On 06-20 with D:
 * 4 of 06-07 to 06-20, a sign. On 06-24 with D, A was last used 15 days ago, counting both: 3, none.
 */
export function peopleOfManyDevices(
  day: MarkedDay,
  history: History,
  rule: RuleOf<'many-devices'>,
): ManyDevices[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  const here = new Map(day.taps.filter(tap => tap.deviceId !== null).map(tap => [tap.person, tap.traineeId]))
  const inOrder = [...here].sort(([a], [b]) => compareCodePoints(a, b))
  return inOrder.flatMap(([person, traineeId]) => {
    const latest = latestByDevice(history.tapsOf(person, span))
    if (latest.length < rule.devices.value) return []
    return {
      kind: 'many-devices',
      traineeId,
      devices: latest.length,
      withinDays: rule.withinDays.value,
      seen: latest.slice(0, MOST_SEEN),
    }
  })
}

function latestByDevice(taps: readonly SeenTap[]): ManyDevices['seen'] {
  const latest = new Map<string, SeenTap>()
  for (const tap of taps) {
    if (tap.deviceId === null) continue
    const known = latest.get(tap.deviceId)
    if (known === undefined || isLater(tap, known)) latest.set(tap.deviceId, tap)
  }
  return [...latest]
    .map(([deviceId, { classId, date, traineeId }]) => ({ classId, date, traineeId, deviceId }))
    .sort((a, b) => compareCodePoints(b.date, a.date) || compareCodePoints(a.deviceId, b.deviceId))
}

function isLater(a: SeenTap, b: SeenTap): boolean {
  return a.date === b.date ? compareCodePoints(a.classId, b.classId) < 0 : a.date > b.date
}

function datesIn(taps: readonly SeenTap[]): number {
  return new Set(taps.map(({ day }) => day)).size
}

const byPlace = compareBy<SeenAt>(
  at => at.classId,
  at => at.traineeId,
)

/** Each trainee on each date once, the latest first. */
function seenIn(taps: readonly SeenTap[]): SeenAt[] {
  const once = new Map(
    taps.map(({ classId, date, traineeId }) => [
      JSON.stringify([classId, date, traineeId]),
      { classId, date, traineeId },
    ]),
  )
  return [...once.values()]
    .sort((a, b) => compareCodePoints(b.date, a.date) || byPlace(a, b))
    .slice(0, MOST_SEEN)
}

/** In code-point order, so that what is said follows from no order of events. */
function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter(value => value !== null))].sort(compareCodePoints)
}
