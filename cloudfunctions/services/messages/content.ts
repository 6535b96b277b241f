import type { Message, MessageContent, MessageContents } from '../../ports/messenger'
import type { Account } from '../documents/accounts'
import { CLASS_DAYS, classDayId, type DecisionEvent, decisionsIn } from '../documents/class-days'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { JUDGED_DAYS } from '../documents/judged-days'
import type { OutgoingMessage } from '../documents/messages'
import { read } from '../documents/read'
import { emptyTraineeDay, TRAINEE_DAYS } from '../documents/trainee-days'
import { dayOn } from '../schedule'
import { firstAndLast } from '../trainee'
import { lessonViews } from '../views'
import { flaggedReason } from './flagged'
import { hasForgottenCheckOut } from './forgotten'
import type { MessageServer } from './slice'
import { withoutIdNumbers } from './without-id-numbers'

export type Composed = MessageContent & Pick<Message, 'page'>

interface Subject {
  readonly server: Pick<MessageServer, 'store'>
  readonly message: OutgoingMessage
  readonly account: Account
  readonly record: ClassRecord
}

/** What a message says, as things stand now; null: there is nothing to say any more. */
export async function composed(
  server: Pick<MessageServer, 'store'>,
  message: OutgoingMessage,
  account: Account,
): Promise<Composed | null> {
  const record = await read(server.store, CLASSES, message.classId)
  if (record === null) return null
  const subject = { server, message, account, record }
  switch (message.kind) {
    case 'session-reminder':
      return written('session-reminder', reminder(subject), todayPage(account))
    case 'forgotten-check-out':
      return written('forgotten-check-out', await forgottenCheckOut(subject), todayPage(account))
    case 'day-flagged':
      return written('day-flagged', await dayFlagged(subject), todayPage(account))
    case 'decision':
      return written('decision', await decision(subject), daysPage(account))
  }
}

function written<K extends keyof MessageContents>(
  kind: K,
  content: MessageContents[K] | null,
  page: string,
): Composed | null {
  // One member of the union is chosen by its kind, which the compiler does not follow through the type parameter.
  return content && ({ kind, content, page } as Composed)
}

function todayPage({ role }: Account): string {
  return role === 'instructor' ? 'instructor/today/index' : 'trainee/today/index'
}

function daysPage({ role }: Account): string {
  return role === 'instructor' ? 'instructor/today/index' : 'trainee/days/index'
}

function reminder({
  message: { date },
  record,
  account,
}: Subject): MessageContents['session-reminder'] | null {
  const day = dayOn(record.training, date)
  return (
    day && {
      className: record.title,
      course: lessonViews(record, date)[0]?.title ?? record.occupation,
      room: record.room,
      startsAt: day.firstStart,
      endsAt: day.lastEnd,
      hint: account.role === 'instructor' ? '请提前打开摄像头录像' : '请提前到场，点开签到',
    }
  )
}

async function forgottenCheckOut({
  server,
  message: { classId, date },
  account: { traineeId },
  record,
}: Subject): Promise<MessageContents['forgotten-check-out'] | null> {
  const day = dayOn(record.training, date)
  if (day === null || traineeId === null) return null
  const stream = await read(server.store, TRAINEE_DAYS, emptyTraineeDay(traineeId, classId, date).id)
  const start = stream && hasForgottenCheckOut(stream) ? firstAndLast(stream).start : null
  return (
    start && {
      className: record.title,
      cameAt: start.at,
      endedAt: day.lastEnd,
      closesAt: day.window.end,
      hint: '您还没有签退，请点开签退',
    }
  )
}

async function dayFlagged({
  server,
  message: { classId, date },
  record,
}: Subject): Promise<MessageContents['day-flagged'] | null> {
  const row = await read(server.store, JUDGED_DAYS, classDayId(classId, date))
  const reason = row === null ? null : flaggedReason(row)
  if (reason === null) return null
  return { className: record.title, date, reason, status: '待核查', hint: '请点开查看，准备说明' }
}

const VERDICTS = { accepted: '已认可', rejected: '不予认可' } as const

async function decision({
  server,
  message: { classId, date, decisionId },
  account,
  record,
}: Subject): Promise<MessageContents['decision'] | null> {
  const stream = await read(server.store, CLASS_DAYS, classDayId(classId, date))
  const decisions = stream ? decisionsIn(stream) : []
  const told = decisions.find(one => one.decisionId === decisionId)
  const standing = decisions.filter(one => one.traineeId === told?.traineeId).at(-1)
  if (told === undefined || standing === undefined) return null
  // The later one has a message of its own, but to an instructor, who is told of trainees' days once.
  if (standing !== told && !isToldOnce(told, account)) return null
  return {
    className: record.title,
    date,
    verdict: VERDICTS[standing.verdict],
    reason: withoutIdNumbers(standing.reason),
    decidedAt: standing.at,
    hint: hintOf(told, account),
  }
}

function isToldOnce({ traineeId }: DecisionEvent, { role }: Account): boolean {
  return role === 'instructor' && traineeId !== null
}

function hintOf({ traineeId }: DecisionEvent, { role }: Account): string {
  if (traineeId === null) return '对全班当天的决定，请点开查看'
  return role === 'instructor' ? '对学员考勤的决定，请点开查看' : '对您当天考勤的决定，请点开查看'
}
