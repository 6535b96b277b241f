import type { MarkedCheck, MarkedDay, MarkedTap, Who } from '../../domain/signals/marked-day'
import { put, type Store } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import type { TraineeRecord } from '../documents/classes'
import { SIGNAL_MARKS, type SignalMarks } from '../documents/signals'
import { attemptsOf, type FaceJudged, type TraineeDayStream, timeOf } from '../documents/trainee-days'
import { type DayEvidence, faceHolds } from '../evidence'
import { dayOn } from '../schedule'
import { packFrames, unpackFrames } from './frames'

/** Keeps by what the signs of a class-day are looked for; they are then waited for. One write, and no question. */
export async function keepMarks(store: Store, evidence: DayEvidence): Promise<void> {
  const marked = markedDayOf(evidence)
  if (marked === null) return
  const checks = marked.checks.map(check => ({ ...check, frames: packFrames(check.frames) }))
  const id = classDayId(marked.classId, marked.date)
  await store.commit([put(SIGNAL_MARKS, { ...marked, id, checks, waiting: 1 })])
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
