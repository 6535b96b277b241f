import { evenFrameTimes, strangeFrames, virtualCameras } from './cameras'
import { devicesOfMany, peopleOfManyDevices } from './devices'
import { evenGaps, sameSeconds } from './evenness'
import type { SignalFigures } from './figures'
import type { History } from './history'
import type { MarkedDay } from './marked-day'
import { samePictures } from './pictures'
import { impossibleSpeeds, outsideChina, sameCoordinates } from './places'
import type { Signal } from './signal'
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
    ...virtualCameras(day),
    ...strangeFrames(day, rules['strange-frames']),
    ...evenFrameTimes(day, history, rules['even-frame-times']),
    ...sameCoordinates(day, history, rules['same-coordinates']),
    ...outsideChina(day),
    ...impossibleSpeeds(day, history, rules['impossible-speed']),
    ...evenGaps(day, rules['even-gaps']),
    ...sameSeconds(day, history, rules['same-seconds']),
    ...withoutFace(day, history, rules['without-face']),
  ]
}

/** So many days, the class-day's own included, the history must hold: what is older plays no part. */
export function mostDaysBack({ rules }: SignalFigures): number {
  return Math.max(
    ...Object.values(rules).map(rule => ('withinDays' in rule ? rule.withinDays.value : 1)),
    // The last class-days of a class: with two weeks without lessons among them.
    rules['same-seconds'].lastDays.value + 25,
  )
}
