import type { ClassToday, Parsed, RollEntry } from '../contract/app'
import type { DateText } from '../domain/model'
import { planClass } from '../domain/plan/class-plan'
import { cameraViews } from './cameras'
import type { Account } from './documents/accounts'
import { ATTEMPTS, type Attempt, WITNESSINGS } from './documents/check-ins'
import { CLASSES, type ClassRecord } from './documents/classes'
import { read, readAll } from './documents/read'
import { type ClassEvidence, loadEvidence } from './evidence'
import { judge } from './judge'
import { type Outcome, refuse } from './outcome'
import { dayOn, momentOf } from './schedule'
import type { Server } from './server'
import { checkInView, classLabel, lessonViews } from './views'

export async function classToday(
  server: Server,
  actor: Account,
  input: Parsed<'class-today'>,
): Promise<Outcome<'class-today'>> {
  const classes = await classesOf(server, actor)
  const record = classes.find(({ id }) => id === (input.classId ?? classes[0]?.id))
  if (record === undefined) return refuse({ code: 'not-found', what: 'class' })
  const now = server.clock.now()
  const date = input.date ?? momentOf(record.training, now).date
  const evidence = await loadEvidence(server.store, record)
  return {
    done: true,
    answer: {
      now,
      date,
      classes: classes.map(classLabel),
      class: classLabel(record),
      lessons: lessonViews(record, date),
      roll: await rollOf(server, evidence, date),
      ...(await recordingOf(server, evidence, date)),
    },
  }
}

/** By id. */
async function classesOf(server: Server, actor: Account): Promise<ClassRecord[]> {
  const records: ClassRecord[] = []
  for (const id of [...actor.classIds].sort()) {
    const record = await read(server.store, CLASSES, id)
    if (record) records.push(record)
  }
  return records
}

async function rollOf(server: Server, evidence: ClassEvidence, date: DateText): Promise<RollEntry[]> {
  const range = { index: 'byClassDay', equal: [evidence.record.id, date] }
  const attempts = await readAll(server.store, ATTEMPTS, range)
  const witnessed = new Set((await readAll(server.store, WITNESSINGS, range)).map(({ id }) => id))
  const view = (attempt: Attempt | undefined) =>
    attempt ? checkInView(attempt, witnessed.has(attempt.id)) : null
  return evidence.trainees.map(({ id, name }) => {
    const own = attempts.filter(attempt => attempt.traineeId === id && attempt.refusal === null)
    const start = own.find(({ kind }) => kind === 'start')
    const end = own.filter(({ kind }) => kind === 'end').at(-1)
    return { traineeId: id, name, start: view(start), end: view(end) }
  })
}

type RecordingOfDay = Pick<
  ClassToday,
  'window' | 'cameras' | 'segmentCount' | 'segmentsNeeded' | 'segmentMinutes' | 'recording' | 'flags'
>

async function recordingOf(server: Server, evidence: ClassEvidence, date: DateText): Promise<RecordingOfDay> {
  const edition = planClass(evidence.record.training).edition
  const plan = dayOn(evidence.record.training, date)
  const day = judge(evidence, null).classDays.get(date)
  return {
    window: plan?.window ?? null,
    cameras: plan ? await cameraViews(server, evidence, plan, edition) : [],
    segmentCount: day?.segmentCount ?? 0,
    segmentsNeeded: edition.figures.segmentsPerDayAtLeast.value,
    segmentMinutes: edition.figures.minutesPerSegment.value,
    recording: day?.recording ?? 'not-required',
    flags: day?.flags ?? [],
  }
}
