import type { SignalFigures } from './figures'
import { daysBack } from './look'
import type { Signal, SignalKind } from './signal'

type Of<K extends SignalKind> = Extract<Signal, { readonly kind: K }>

/** What a sign of a class-day is about: two of a kind about the same are one sign, seen with more or less of it. */
const SUBJECTS: { readonly [K in SignalKind]: (signal: Of<K>) => readonly string[] } = {
  'device-of-many': ({ deviceId }) => [deviceId],
  'many-devices': ({ traineeId }) => [traineeId],
  'same-picture': ({ checkId, other }) => [checkId, other.checkId],
  'virtual-camera': ({ checkId }) => [checkId],
  'strange-frames': ({ checkId }) => [checkId],
  'even-frame-times': ({ traineeId, everyMs }) => [traineeId, String(everyMs)],
  'same-coordinates': ({ among, traineeIds, latitude, longitude }) =>
    among === 'days' ? traineeIds : [`${latitude},${longitude}`],
  'outside-china': ({ attemptId }) => [attemptId],
  'impossible-speed': ({ from, to }) => [from.attemptId, to.attemptId],
  'even-gaps': ({ of }) => [of],
  'same-seconds': ({ of }) => [of],
  'without-face': () => [],
}

function subjectOf<K extends SignalKind>(signal: Of<K>): string {
  const subject: (signal: Of<K>) => readonly string[] = SUBJECTS[signal.kind as K]
  return JSON.stringify([signal.kind, ...subject(signal)])
}

/**
 * What stands of a class-day that was looked at again. Of a rule all of whose days are kept, what was found now. Of one
 * that looks farther back than anything is kept, what was found before stays, for that it is not found again says
 * nothing, and what is new comes beside it.
 * Worked, with 60 days for the same picture and 30 for phones, and 40 days kept up to the class-day: before, two pictures
 * were the same and a phone was of many; now neither: the pictures stay, the phone goes.
 * @param keptDays so many days up to the class-day, it included, are kept
 */
export function standing(
  before: readonly Signal[],
  found: readonly Signal[],
  keptDays: number,
  figures: SignalFigures,
): Signal[] {
  const stays = before.filter(({ kind }) => daysBack(kind, figures) > keptDays)
  const known = new Set(stays.map(subjectOf))
  const all = [...stays, ...found.filter(signal => !known.has(subjectOf(signal)))]
  return Object.keys(SUBJECTS).flatMap(kind => all.filter(signal => signal.kind === kind))
}
