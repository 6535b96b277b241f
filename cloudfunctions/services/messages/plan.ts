import type { Instant } from '../../domain/model'
import { compareBy, compareCodePoints } from '../../domain/order'
import type { DayPlan } from '../../domain/plan/day-plan'
import { put } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { JUDGED_DAYS } from '../documents/judged-days'
import { MESSAGE_PROGRESS, type MessageConsents, type MessageProgress } from '../documents/messages'
import { read, readAll } from '../documents/read'
import { TRAINEE_DAYS } from '../documents/trainee-days'
import { daysOf } from '../schedule'
import { Addressees } from './addressees'
import { flaggedReason } from './flagged'
import { hasForgottenCheckOut } from './forgotten'
import { AFTER_DAY_MS, BEFORE_DAY_MS, isOfUse, type MessageMoment, momentsOf } from './moments'
import { writeDown } from './outbox'
import type { MessageServer, MessageSlice } from './slice'

interface DueMoment extends MessageMoment {
  readonly record: ClassRecord
  readonly day: DayPlan
  /** Its place among those of the same instant. */
  readonly place: string
}

/**
 * Writes down the messages that have come due by the timetables since it was asked last. Classes are few and never
 * change; of what happened it reads no more than the class-days whose moment has come, and only where somebody who
 * would get the message has a consent.
 * @returns whether it came to the end
 */
export async function planDue(server: MessageServer, slice: MessageSlice): Promise<boolean> {
  const now = server.clock.now()
  const progress = await read(server.store, MESSAGE_PROGRESS, 'timetables')
  const due = (await dueMoments(server, now)).filter(moment => !isPast(progress, moment))
  if (due.length === 0) return true
  const addressees = new Addressees(server)
  let done: DueMoment | null = null
  for (const moment of due) {
    if (!slice.goOn()) break
    await writeDownDue(server, addressees, moment)
    done = moment
  }
  const isWhole = done === due.at(-1)
  if (done !== null)
    await keep(server, isWhole ? { until: now, place: null } : { until: done.dueAt, place: done.place })
  return isWhole
}

async function dueMoments({ store }: MessageServer, now: Instant): Promise<DueMoment[]> {
  const records = await readAll(store, CLASSES, { index: 'byId', equal: [] })
  const due = records.flatMap(record =>
    daysOf(record.training)
      .filter(({ window }) => window.start - BEFORE_DAY_MS <= now && now <= window.end + AFTER_DAY_MS)
      .flatMap(day =>
        momentsOf(day)
          .filter(moment => isOfUse(moment, now))
          .map(moment => ({
            ...moment,
            record,
            day,
            place: `${moment.kind} ${classDayId(record.id, day.date)}`,
          })),
      ),
  )
  return due.sort(
    compareBy(
      ({ dueAt }) => dueAt,
      ({ place }) => place,
    ),
  )
}

function isPast(progress: MessageProgress | null, { dueAt, place }: DueMoment): boolean {
  if (progress === null || dueAt > progress.until) return false
  if (dueAt < progress.until || progress.place === null) return true
  return compareCodePoints(place, progress.place) <= 0
}

async function keep(
  { store }: MessageServer,
  reached: Pick<MessageProgress, 'until' | 'place'>,
): Promise<void> {
  const progress: MessageProgress = { id: 'timetables', ...reached }
  await store.commit([put(MESSAGE_PROGRESS, progress)])
}

async function writeDownDue(server: MessageServer, addressees: Addressees, moment: DueMoment): Promise<void> {
  const { kind, dueAt, uselessFrom, record, day } = moment
  const occasion = {
    kind,
    dueAt,
    uselessFrom,
    classId: record.id,
    date: day.date,
    decisionId: null,
    apart: null,
  }
  await writeDown(server, occasion, await concerned(server, addressees, moment))
}

async function concerned(
  server: MessageServer,
  addressees: Addressees,
  { kind, record, day }: DueMoment,
): Promise<MessageConsents[]> {
  const trainees = await addressees.trainees(kind, record.id)
  const instructors = await addressees.instructors(kind, record.id)
  switch (kind) {
    case 'session-reminder':
      return [...trainees, ...instructors]
    case 'forgotten-check-out':
      return trainees.length === 0 ? [] : forgetful(server, trainees, record.id, day)
    case 'day-flagged':
      return instructors.length > 0 && (await isFlagged(server, record.id, day)) ? instructors : []
  }
}

async function forgetful(
  { store }: MessageServer,
  trainees: readonly MessageConsents[],
  classId: string,
  { date }: DayPlan,
): Promise<MessageConsents[]> {
  const streams = await readAll(store, TRAINEE_DAYS, { index: 'byClassDay', equal: [classId, date] })
  const forgot = new Set(streams.filter(hasForgottenCheckOut).map(({ traineeId }) => traineeId))
  return trainees.filter(({ traineeId }) => traineeId !== null && forgot.has(traineeId))
}

async function isFlagged({ store }: MessageServer, classId: string, { date }: DayPlan): Promise<boolean> {
  const row = await read(store, JUDGED_DAYS, classDayId(classId, date))
  return row !== null && flaggedReason(row) !== null
}
