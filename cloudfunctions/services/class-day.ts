import type { ClassDayDetail, Parsed } from '../contract/app'
import type { DateText } from '../domain/model'
import { planClass } from '../domain/plan/class-plan'
import { layStretches } from '../domain/recording/segments'
import { MINUTE } from '../domain/time'
import { cameraViews } from './cameras'
import { classDayRow, decisionView, traineeDayRows } from './class-day-views'
import { CLASSES } from './documents/classes'
import { read } from './documents/read'
import { type ClassEvidence, loadEvidence } from './evidence'
import { judge } from './judge'
import { type Outcome, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'
import { lessonViews } from './views'

export async function classDay(
  server: Server,
  { classId, date }: Parsed<'class-day'>,
): Promise<Outcome<'class-day'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const detail = await classDayDetail(server, await loadEvidence(server.store, record), date)
  return detail ? { done: true, answer: detail } : refuse({ code: 'not-found', what: 'class-day' })
}

/** Null: the class has no lesson on that date. */
export async function classDayDetail(
  server: Server,
  evidence: ClassEvidence,
  date: DateText,
): Promise<ClassDayDetail | null> {
  const { record } = evidence
  const plan = dayOn(record.training, date)
  const judged = judge(evidence, null)
  const day = judged.classDays.get(date)
  if (plan === null || day === undefined) return null
  const open = server.clock.now() < plan.window.end
  const edition = planClass(record.training).edition
  const segmentMs = edition.figures.minutesPerSegment.value * MINUTE
  return {
    row: classDayRow(evidence, judged, day, open),
    policy: day.policy,
    lessons: lessonViews(record, date),
    sessions: plan.sessions,
    cameras: await cameraViews(server, evidence, plan, edition),
    pieces: day.pieces,
    segments: layStretches(day.pieces, segmentMs),
    recording: day.recording,
    trainees: traineeDayRows(evidence, judged, day, open),
    decisions: evidence.decisions.filter(decision => decision.date === date).map(decisionView),
    decidableFrom: plan.window.end,
  }
}
