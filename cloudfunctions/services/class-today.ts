import type { ClassToday, Parsed } from '../contract/app'
import type { DateText } from '../domain/model'
import { missingSegments } from '../domain/recording/missing-segments'
import { MINUTE } from '../domain/time'
import { cameraViews } from './cameras'
import { rollOf } from './class-day'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord } from './documents/classes'
import { read } from './documents/read'
import { type JudgedNow, judgedNow } from './judging/fresh'
import { type Outcome, refuse } from './outcome'
import { dayOn, momentOf, planOf } from './schedule'
import type { Server } from './server'
import { classLabel, lessonViews } from './views'

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
  const judged = await judgedNow(server.store, record, date)
  return {
    done: true,
    answer: {
      now,
      date,
      classes: classes.map(classLabel),
      class: classLabel(record),
      lessons: lessonViews(record, date),
      roll: rollOf(judged.evidence),
      ...(await recordingOf(server, judged, date)),
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

type RecordingOfDay = Pick<
  ClassToday,
  | 'window'
  | 'cameras'
  | 'segmentCount'
  | 'segmentsNeeded'
  | 'segmentMinutes'
  | 'segmentsMissing'
  | 'recording'
  | 'flags'
  | 'openQuestions'
>

async function recordingOf(
  server: Server,
  { day, evidence }: JudgedNow,
  date: DateText,
): Promise<RecordingOfDay> {
  const { training } = evidence.record
  const { edition } = planOf(training)
  const plan = dayOn(training, date)
  const segmentCount = day?.segmentCount ?? 0
  const segmentsNeeded = edition.figures.segmentsPerDayAtLeast.value
  const segmentMinutes = edition.figures.minutesPerSegment.value
  return {
    window: plan?.window ?? null,
    cameras: plan ? await cameraViews(server, evidence, plan) : [],
    segmentCount,
    segmentsNeeded,
    segmentMinutes,
    segmentsMissing: missingSegments(
      plan?.sessions ?? [],
      segmentCount,
      segmentsNeeded,
      segmentMinutes * MINUTE,
    ),
    recording: day?.recording ?? 'not-required',
    flags: day?.flags ?? [],
    openQuestions: day?.openQuestions ?? 0,
  }
}
