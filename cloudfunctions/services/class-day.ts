import type {
  ClassDayDetail,
  DecisionView,
  Parsed,
  QuestionView,
  RollEntry,
  WitnessView,
} from '../contract/app'
import type { CheckInWays } from '../contract/face'
import type { DateText, Instant } from '../domain/model'
import { layStretches } from '../domain/recording/segments'
import { dateOf, MINUTE } from '../domain/time'
import type { StoreReader } from '../ports/store'
import { cameraViews } from './cameras'
import { classDayRow, traineeDayRows } from './class-day-row'
import type { Account } from './documents/accounts'
import { type ClassDayStream, decisionsIn } from './documents/class-days'
import { CLASSES, type ClassRecord } from './documents/classes'
import { JUDGED_DAYS, type JudgedDay } from './documents/judged-days'
import { read, readAll } from './documents/read'
import {
  type Attempt,
  attemptsOf,
  type TraineeDayStream,
  type Witnessing,
  witnessingsOf,
} from './documents/trainee-days'
import type { DayEvidence } from './evidence'
import { faceTriesOf, failedLookOf } from './face/tries'
import { judgedNow } from './judging/fresh'
import { sumOfWays } from './judging/ways'
import { type Outcome, refuse } from './outcome'
import { seesAllClasses } from './rights'
import { dayOn, planOf } from './schedule'
import type { Server } from './server'
import { signalsView } from './signals/view'
import { standingCheckIns } from './trainee'
import { checkInView, lessonViews } from './views'

export async function classDay(
  server: Server,
  actor: Account,
  { classId, date }: Parsed<'class-day'>,
): Promise<Outcome<'class-day'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const detail = await classDayDetail(server, actor, record, date)
  return detail ? { done: true, answer: detail } : refuse({ code: 'not-found', what: 'class-day' })
}

/** Null: the class has no lesson on that date. */
export async function classDayDetail(
  server: Server,
  reader: Pick<Account, 'role'>,
  record: ClassRecord,
  date: DateText,
): Promise<ClassDayDetail | null> {
  const plan = dayOn(record.training, date)
  if (plan === null) return null
  const { day, evidence } = await judgedNow(server.store, record, date)
  if (day === null) return null
  const { edition } = planOf(record.training)
  const now = server.clock.now()
  return {
    now,
    row: classDayRow(record, day, now),
    // Of a class they say what nobody in it is to be pressed with.
    waysSoFar: seesAllClasses(reader) ? await waysSoFar(server.store, day, now) : null,
    policy: day.policy,
    lessons: lessonViews(record, date),
    sessions: plan.sessions,
    cameras: await cameraViews(server, evidence, plan),
    pieces: day.pieces,
    segments: layStretches(day.pieces, edition.figures.minutesPerSegment.value * MINUTE),
    recording: day.recording,
    // A trainee may complain of the school: what was written is not for its people.
    trainees: traineeDayRows(evidence.trainees, day, now, seesAllClasses(reader)),
    attempts: evidence.traineeDays.flatMap(attemptViews),
    decisions: decisionViews(evidence.classDay),
    questions: questionViews(evidence.classDay),
    signals: seesAllClasses(reader) ? await signalsView(server, record.id, date) : null,
    revision: day.revision,
    decidableFrom: plan.window.end,
  }
}

/** Of the other days as they were judged last. */
async function waysSoFar(store: StoreReader, day: JudgedDay, now: Instant): Promise<CheckInWays> {
  const range = { index: 'byClass', equal: [day.classId], to: dateOf(now) }
  const others = (await readAll(store, JUDGED_DAYS, range)).filter(({ id }) => id !== day.id)
  return sumOfWays([day, ...others].map(({ ways }) => ways))
}

/** All taps of a trainee on the day, also those that were refused or that nobody has vouched for. */
function attemptViews(stream: TraineeDayStream): ClassDayDetail['attempts'] {
  const witnessings = witnessingsOf(stream)
  return attemptsOf(stream).map(attempt => {
    const witnessing = witnessings.get(attempt.attemptId)
    return {
      ...checkInView(attempt, witnessing !== undefined),
      traineeId: stream.traineeId,
      refusal: attempt.refusal,
      deviceId: attempt.deviceId,
      witness: witnessing ? witnessView(stream, attempt, witnessing) : null,
    }
  })
}

function witnessView(
  stream: TraineeDayStream,
  attempt: Attempt,
  { by, at, reason, seen }: Witnessing,
): WitnessView {
  const byRoomCode = attempt.room !== undefined
  return { by, at, reason, seen: seen ?? null, byRoomCode, overFace: failedLookOf(stream, attempt) }
}

function decisionViews(stream: ClassDayStream): DecisionView[] {
  return decisionsIn(stream).map(({ traineeId, verdict, hours, by, at, reason }) => ({
    traineeId,
    verdict,
    hours,
    by,
    at,
    reason,
  }))
}

function questionViews({ events }: ClassDayStream): QuestionView[] {
  const asked = events.filter(event => event.type === 'explanation-asked')
  const given = events.filter(event => event.type === 'explanation-given')
  return asked.map(({ requestId, traineeId, by, at, question }) => ({
    requestId,
    traineeId,
    by,
    at,
    question,
    answers: given
      .filter(answer => answer.requestId === requestId)
      .map(answer => ({ by: answer.by, at: answer.at, text: answer.text })),
  }))
}

/** In the roster's order: who has come and who has gone. */
export function rollOf({ record, date, trainees, traineeDays }: DayEvidence): RollEntry[] {
  const streamOf = new Map(traineeDays.map(stream => [stream.traineeId, stream]))
  return trainees.map(({ id, name }) => {
    const stream = streamOf.get(id)
    const standing = stream ? standingCheckIns(stream, record, date) : { start: null, end: null }
    return { traineeId: id, name, ...standing, faceTries: stream ? faceTriesOf(stream) : null }
  })
}
