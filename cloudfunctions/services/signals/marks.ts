import type { DateText } from '../../domain/model'
import type { MarkedCheck, MarkedDay, MarkedTap, Who } from '../../domain/signals/marked-day'
import { dateOf } from '../../domain/time'
import { put } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import type { TraineeRecord } from '../documents/classes'
import { read } from '../documents/read'
import { SIGNAL_MARKS, type SignalMarks } from '../documents/signals'
import { attemptsOf, type FaceJudged, type TraineeDayStream, timeOf } from '../documents/trainee-days'
import { type DayEvidence, faceHolds } from '../evidence'
import { datesOver, daysAfter } from '../face/terms'
import { dayOn } from '../schedule'
import type { Server } from '../server'
import { canonicalJson } from '../streams/chain'
import { packFrames, unpackFrames } from './frames'

/**
 * Keeps by what the signs of a class-day are looked for; they are then waited for. Where nothing has changed of it, and
 * for a date whose term is over, nothing is written.
 */
export async function keepMarks(
  { store, clock }: Pick<Server, 'store' | 'clock'>,
  evidence: DayEvidence,
): Promise<void> {
  if (evidence.date < marksKeptFrom({ clock })) return
  const marked = markedDayOf(evidence)
  if (marked === null) return
  const id = classDayId(marked.classId, marked.date)
  const checks = marked.checks.map(check => ({ ...check, frames: packFrames(check.frames) }))
  const marks: SignalMarks = { ...marked, id, checks, waiting: 1 }
  const kept = await read(store, SIGNAL_MARKS, id)
  if (kept !== null && canonicalJson({ ...kept, waiting: 1 }) === canonicalJson(marks)) return
  await store.commit([put(SIGNAL_MARKS, marks)])
}

/** The first date of which, and of all after which, marks may be kept today. */
export function marksKeptFrom({ clock }: Pick<Server, 'clock'>): DateText {
  const over = datesOver('signal-marks', dateOf(clock.now())).map(({ to }) => to)
  return daysAfter(
    over.reduce((latest, to) => (to > latest ? to : latest)),
    1,
  )
}

export function markedDayIn({ id: _, waiting: __, checks, ...day }: SignalMarks): MarkedDay {
  return { ...day, checks: checks.map(check => ({ ...check, frames: unpackFrames(check.frames) })) }
}

/** Null: the class has no lesson on that date. */
function markedDayOf({ record, date, trainees, traineeDays }: DayEvidence): MarkedDay | null {
  const plan = dayOn(record.training, date)
  if (plan === null) return null
  const persons = new Map(trainees.map(trainee => [trainee.id, personOf(trainee)]))
  const who = (traineeId: string): Who => ({ traineeId, person: persons.get(traineeId) ?? traineeId })
  const { firstStart, lastEnd, allOnline } = plan
  return {
    classId: record.id,
    date,
    firstStart,
    lastEnd,
    allOnline,
    taps: traineeDays.flatMap(stream => tapsOf(stream, who(stream.traineeId))),
    checks: traineeDays.flatMap(stream => checksOf(stream, who(stream.traineeId))),
  }
}

/** By the fingerprint of the ID number, which is the same in every class; without one, each is somebody else. */
function personOf({ id, idNumberIndex }: TraineeRecord): string {
  return idNumberIndex === '' ? id : idNumberIndex
}

function tapsOf(stream: TraineeDayStream, who: Who): MarkedTap[] {
  return attemptsOf(stream)
    .filter(({ refusal }) => refusal === null)
    .map(attempt => ({
      ...who,
      attemptId: attempt.attemptId,
      kind: attempt.kind,
      at: timeOf(attempt),
      deviceId: attempt.deviceId,
      location: attempt.location,
      way: attempt.tappedAt !== null ? 'late' : faceHolds(attempt) ? 'face' : 'without',
    }))
}

/** Those of which the server saw frames, or the phone named its camera; each once. */
function checksOf(stream: TraineeDayStream, who: Who): MarkedCheck[] {
  const devices = new Map(attemptsOf(stream).map(({ attemptId, deviceId }) => [attemptId, deviceId]))
  return [...judgedChecks(stream).values()].map(({ checkId, attemptId, at, figures, camera }) => ({
    ...who,
    checkId,
    at,
    deviceId: devices.get(attemptId) ?? null,
    camera: camera?.label ?? null,
    frames: figures?.marks ?? [],
  }))
}

/** Of a check that was judged again after an outage, what was judged by frames. */
function judgedChecks({ events }: TraineeDayStream): ReadonlyMap<string, FaceJudged> {
  const judged = new Map<string, FaceJudged>()
  for (const event of events) {
    if (event.type !== 'face-judged' || (event.figures === null && event.camera === null)) continue
    if (!judged.get(event.checkId)?.figures) judged.set(event.checkId, event)
  }
  return judged
}
