import type { DayView, MyDay, Parsed } from '../contract/app'
import { APPEAL_DAYS, APPEAL_KINDS, type AppealKind, type MayAppeal } from '../contract/appeals'
import type { DateText, Instant, TraineeDay } from '../domain/model'
import type { DayPlan } from '../domain/plan/day-plan'
import { DAY } from '../domain/time'
import { dayView } from './class-day-row'
import type { Account } from './documents/accounts'
import {
  type Appeal,
  CLASS_DAYS,
  type ClassDayStream,
  decisionsIn,
  emptyClassDay,
} from './documents/class-days'
import { deterministicId } from './documents/ids'
import type { JudgedDay } from './documents/judged-days'
import { appealsOn, isOpen } from './judging/appeals'
import { markDirty } from './judging/dirty'
import { judgedNow } from './judging/fresh'
import { type Outcome, type Refusal, refuse } from './outcome'
import { dayOn } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'
import { type TraineeOfClass, traineeOf } from './trainee'

/** A trainee asks the supervisors to look at a day of one's own. The same request sent again is the one kept. */
export async function appealDay(
  server: Server,
  actor: Account,
  { date, kind, text, appealKey }: Parsed<'appeal-day'>,
): Promise<Outcome<'appeal-day'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const { traineeId, record } = found
  const plan = dayOn(record.training, date)
  if (plan === null) return refuse({ code: 'not-found', what: 'class-day' })
  const event: Appeal = {
    type: 'appeal-made',
    appealId: deterministicId(traineeId, date, appealKey),
    traineeId,
    kind,
    by: actor.displayName,
    accountId: actor.id,
    at: server.clock.now(),
    text,
  }
  let refusal: Refusal | null = null
  await appendTo(server.store, CLASS_DAYS, emptyClassDay(record.id, date), stream => {
    const kept = keptAs(stream, event.appealId)
    refusal = kept ? otherThan(kept, event) : refusalOf(stream, plan, event)
    return kept || refusal ? { leave: true } : { event, beside: [markDirty(record.id, date)] }
  })
  return refusal ? refuse(refusal) : answerOf(server, found, date)
}

function keptAs({ events }: ClassDayStream, appealId: string): Appeal | null {
  for (const event of events) if (event.type === 'appeal-made' && event.appealId === appealId) return event
  return null
}

function otherThan(kept: Appeal, { kind, text }: Appeal): Refusal | null {
  const same = kept.kind === kind && kept.text === text
  return same ? null : { code: 'conflict', what: 'key-used-otherwise' }
}

async function answerOf(
  server: Server,
  { traineeId, record }: TraineeOfClass,
  date: DateText,
): Promise<Outcome<'appeal-day'>> {
  const { day } = await judgedNow(server.store, record, date)
  const traineeDay = day?.traineeDays.find(row => row.traineeId === traineeId)
  if (!day || !traineeDay) return refuse({ code: 'not-found', what: 'class-day' })
  return { done: true, answer: myDay(traineeDay, day, server.clock.now()) }
}

function refusalOf(
  stream: ClassDayStream,
  { window }: DayPlan,
  { traineeId, kind, at }: Appeal,
): Refusal | null {
  if (at < window.end) return { code: 'conflict', what: 'appeal-too-early', closesAt: window.end }
  const open = appealsOn(stream).find(one => isOpen(one) && one.traineeId === traineeId && one.kind === kind)
  if (open) return { code: 'conflict', what: 'appeal-open', kind, at: open.at }
  const until = appealableUntil(kind, window.end, decisionsIn(stream).at(-1)?.at ?? null)
  const mostDays = APPEAL_DAYS[kind]
  return at > until ? { code: 'conflict', what: 'appeal-too-late', kind, mostDays, until } : null
}

/** @param decidedAt when somebody last decided on the day; null: nobody has */
export function appealableUntil(kind: AppealKind, closesAt: Instant, decidedAt: Instant | null): Instant {
  const from = kind === 'appeal' ? Math.max(closesAt, decidedAt ?? closesAt) : closesAt
  return from + APPEAL_DAYS[kind] * DAY
}

/** A trainee's own day, with what may be asked about it now. */
export function myDay(traineeDay: TraineeDay, day: JudgedDay, now: Instant): MyDay {
  const view = dayView(traineeDay, day, now)
  return { ...view, mayAppeal: mayAppeal(view, day, now) }
}

/** What is decided is no longer forgotten: it may be appealed against. */
const FORGOTTEN: readonly TraineeDay['flags'][number][] = ['absent', 'missing-start', 'missing-end']

function mayAppeal(
  { open, status, flags, appeals }: DayView,
  { closesAt, decidedAt }: JudgedDay,
  now: Instant,
): MayAppeal[] {
  if (open) return []
  const isDecided = status === 'accepted' || status === 'rejected'
  const isForgotten = !isDecided && flags.some(flag => FORGOTTEN.includes(flag))
  return APPEAL_KINDS.filter(kind => kind === 'appeal' || isForgotten)
    .filter(kind => !appeals.some(one => one.kind === kind && isOpen(one)))
    .map(kind => ({ kind, until: appealableUntil(kind, closesAt, decidedAt) }))
    .filter(({ until }) => now <= until)
}
