import type { Camera, DateText, TraineeDay } from '../../domain/model'
import type { DayPlan } from '../../domain/plan/day-plan'
import {
  type CameraSilence,
  RETENTION_MS,
  type StandingStatus,
  standingOf,
} from '../../domain/recording/knowledge'
import { dateOf } from '../../domain/time'
import { type CameraDayStream, distinctCameras, goneRows, silenceUntil } from '../documents/camera-days'
import { type ClassDayStream, classDayId, decisionsIn } from '../documents/class-days'
import type { JudgedDay, SilentCamera } from '../documents/judged-days'
import type { DayEvidence } from '../evidence'
import { dayOn, planOf } from '../schedule'
import { appealsOn, isOpen } from './appeals'
import { evaluated } from './rules'
import { tapsIn } from './taps'
import { waysOf } from './ways'

/** How a class-day stands by its evidence; null: the class has no lesson on that date. */
export function judgeDay(evidence: DayEvidence): JudgedDay | null {
  const { record, date, cameraDays, classDay } = evidence
  const plan = dayOn(record.training, date)
  if (plan === null) return null
  const { found, traineeDays } = judged(evidence)
  const silent = silentCameras(evidence.record.training.cameras, plan, cameraDays)
  const standing = standingOf(found, distinctSilences(silent))
  const appeals = appealsOn(classDay)
  return {
    id: classDayId(record.id, date),
    classId: record.id,
    projectId: record.training.projectId,
    provider: record.provider,
    date,
    opensAt: plan.window.start,
    closesAt: plan.window.end,
    policy: found.policy,
    scheduledHours: found.scheduledHours,
    pieces: found.pieces,
    segmentCount: found.segmentCount,
    recording: standing.recording,
    status: standing.status,
    flags: standing.flags,
    silent,
    deletedSince: camerasWithDeletedRows(plan, cameraDays),
    traineeDays,
    revision: classDay.events.length,
    openQuestions: openQuestions(classDay),
    appeals,
    decidedAt: decisionsIn(classDay).at(-1)?.at ?? null,
    ...review(plan, standing.status, traineeDays, appeals.some(isOpen)),
    taps: tapsIn(plan.window, evidence.traineeDaysAround),
    ways: waysOf(traineeDays, evidence.traineeDaysAround),
  }
}

/** The rules see this one day; the edition is the one that the whole class is judged by. */
function judged(evidence: DayEvidence) {
  const { record, date } = evidence
  const training = {
    ...record.training,
    policy: planOf(record.training).edition.id,
    lessons: record.training.lessons.filter(lesson => lesson.date === date),
  }
  const evaluation = evaluated([{ ...evidence, record: { ...record, training } }])
  const [found] = evaluation.classDays()
  if (found === undefined) throw new Error(`${record.id} ${date} is planned but was not evaluated`)
  return { found, traineeDays: [...evaluation.traineeDays()] }
}

/** The class's cameras of which the day's recordings are not known, each with what keeps them from being known. */
function silentCameras(
  cameras: readonly Camera[],
  plan: DayPlan,
  cameraDays: readonly CameraDayStream[],
): SilentCamera[] {
  return distinctCameras(cameras).flatMap(({ deviceSerial, channelNo }) => {
    const silence = cameraDays
      .filter(stream => stream.deviceSerial === deviceSerial && stream.channelNo === channelNo)
      .map(stream => silenceOn(stream, plan))
      .find(found => found !== null)
    return silence ? [{ deviceSerial, channelNo, silence }] : []
  })
}

/** Null too for a date that none of the day's sessions touches. */
function silenceOn(stream: CameraDayStream, { sessions }: DayPlan): CameraSilence | null {
  const touching = sessions.filter(
    ({ start, end }) => dateOf(start) <= stream.date && stream.date <= dateOf(end - 1),
  )
  const last = touching.at(-1)
  return last === undefined ? null : silenceUntil(stream, last.end)
}

function distinctSilences(silent: readonly SilentCamera[]): CameraSilence[] {
  return [...new Set(silent.map(({ silence }) => silence))]
}

function camerasWithDeletedRows({ sessions }: DayPlan, cameraDays: readonly CameraDayStream[]): Camera[] {
  const missing = cameraDays.filter(stream =>
    goneRows(stream).some(row =>
      sessions.some(({ start, end }) => row.startTime < end && row.endTime > start),
    ),
  )
  return distinctCameras(missing.map(({ deviceSerial, channelNo }) => ({ deviceSerial, channelNo })))
}

function openQuestions({ events }: ClassDayStream): number {
  const answered = new Set(
    events.flatMap(event => (event.type === 'explanation-given' ? event.requestId : [])),
  )
  return events.filter(event => event.type === 'explanation-asked' && !answered.has(event.requestId)).length
}

/** What a trainee asks waits for a person, too. A day that waits for recordings alone comes to a reviewer when these are given up. */
function review(
  { window }: DayPlan,
  status: StandingStatus,
  traineeDays: readonly TraineeDay[],
  isAppealed: boolean,
): Pick<JudgedDay, 'pending' | 'reviewFrom'> {
  const traineeFlagged = status !== 'rejected' && traineeDays.some(day => day.status === 'flagged')
  if (status === 'flagged' || traineeFlagged || isAppealed) return { pending: 1, reviewFrom: window.end }
  if (status === 'waiting') return { pending: 1, reviewFrom: window.end + RETENTION_MS }
  return { pending: 0, reviewFrom: window.end }
}

/** The dates whose camera-days a class-day's sessions touch. */
export function datesOfSessions({ sessions }: DayPlan): DateText[] {
  return [...new Set(sessions.flatMap(({ start, end }) => [dateOf(start), dateOf(end - 1)]))]
}
