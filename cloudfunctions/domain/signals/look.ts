import { evenFrameTimes, strangeFrames, virtualCameras } from './cameras'
import { devicesOfMany, peopleOfManyDevices } from './devices'
import { evenGaps, sameSeconds } from './evenness'
import type { SignalFigures } from './figures'
import type { History } from './history'
import type { MarkedDay } from './marked-day'
import { samePictures } from './pictures'
import { impossibleSpeeds, outsideChina, sameCoordinates } from './places'
import type { Signal, SignalKind } from './signal'
import { withoutFace } from './without-face'

/**
 * The signs of one class-day, by what was seen up to its date, it included. Each is for a person to look at: nothing
 * else follows from it.
 * @param history of at least {@link mostDaysBack} days up to the day, all classes
 */
export function signalsOf(day: MarkedDay, history: History, { rules }: SignalFigures): Signal[] {
  const ofMany = devicesOfMany(day, history, rules['device-of-many'])
  const isOfMany = (deviceId: string) => ofMany.some(found => found.deviceId === deviceId)
  return [
    ...ofMany,
    ...peopleOfManyDevices(day, history, rules['many-devices']),
    ...samePictures(day, history, rules['same-picture'], isOfMany),
    ...virtualCameras(day, rules['virtual-camera']),
    ...strangeFrames(day, rules['strange-frames']),
    ...evenFrameTimes(day, history, rules['even-frame-times']),
    ...sameCoordinates(day, history, rules['same-coordinates']),
    ...outsideChina(day, rules['outside-china']),
    ...impossibleSpeeds(day, history, rules['impossible-speed']),
    ...evenGaps(day, rules['even-gaps']),
    ...sameSeconds(day, history, rules['same-seconds']),
    ...withoutFace(day, history, rules['without-face']),
  ]
}

/** With two weeks without lessons among the last class-days of a class, and the days between its lessons. */
const MORE_THAN_LESSON_DAYS = 25

/** So many days, the class-day's own included, a rule looks at. */
export function daysBack(kind: SignalKind, { rules }: SignalFigures): number {
  const rule = rules[kind]
  if ('lastDays' in rule) return rule.lastDays.value + MORE_THAN_LESSON_DAYS
  return 'withinDays' in rule ? rule.withinDays.value : 1
}

/** So many days, the class-day's own included, the history must hold: what is older plays no part. */
export function mostDaysBack(figures: SignalFigures): number {
  const kinds = Object.keys(figures.rules) as SignalKind[]
  return Math.max(...kinds.map(kind => daysBack(kind, figures)))
}
