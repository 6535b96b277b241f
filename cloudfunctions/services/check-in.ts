import type { CheckInRefusal, Parsed } from '../contract/app'
import type { DateText, Instant, TrainingClass } from '../domain/model'
import { DAY, MINUTE } from '../domain/time'
import type { Account } from './documents/accounts'
import { deterministicId } from './documents/ids'
import { read } from './documents/read'
import {
  type Attempt,
  attemptsOf,
  emptyTraineeDay,
  faceJudgedIn,
  faceOpenedIn,
  TRAINEE_DAYS,
  type TraineeDayStream,
  timeOf,
  witnessingsOf,
} from './documents/trainee-days'
import { CHECK_MS } from './face/checks'
import { showerOf } from './face/room-code'
import { marksOfTap } from './judging/tap-marks'
import { type Outcome, refuse } from './outcome'
import { isOpen, type Moment, momentOf } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'
import { markOf, missingOf, type TraineeOfClass, traineeOf } from './trainee'
import { checkInView } from './views'

type Input = Parsed<'check-in'>

/** What reaches the server within this time of the tap came at once: lines and hands are slow. */
export const AT_ONCE_MS = 2 * MINUTE

/** A tap older than this is not taken any more: the phone kept it longer than anybody remembers the day. */
const OLDEST_TAP_DAYS = 7

/** Whoever can't read it by then asks the instructor; and a million codes can't be tried out. */
export const MOST_WRONG_CODES = 10

/** Nobody taps so often in a day; a broken phone or a script does, and the day's document must stay small. */
export const MOST_TAPS_A_DAY = 100

/**
 * Takes a tap. Whatever comes of it is kept, under an id that follows from the phone's attempt key: the same tap sent
 * again, from one phone or racing on two lines, is answered from what was kept. It reads and writes one document, the
 * trainee's day; who is asking and when the class meets are documents that hardly change. One that comes late marks the
 * class's day, too.
 */
export async function checkIn(server: Server, actor: Account, input: Input): Promise<Outcome<'check-in'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  // On this phone somebody else has signed in since: the tap waits there for the one whose it is.
  if (input.whose !== undefined && input.whose !== markOf(found)) return refuse({ code: 'signed-out' })
  const tap = tapOf(server.clock.now(), input)
  const moment = momentOf(found.record.training, tap.tappedAt ?? tap.at)
  const attemptId = deterministicId(found.traineeId, input.attemptKey)
  const stream =
    (await keptBeside(server, found, moment, attemptId)) ??
    (await keep(server, found, moment, {
      ...tap,
      attemptId,
      input,
      room: await roomOf(server, found, moment, tap, input),
    }))
  const kept = attemptsOf(stream).find(attempt => attempt.attemptId === attemptId)
  if (kept === undefined) return refuse({ code: 'conflict', what: 'too-many-taps', most: MOST_TAPS_A_DAY })
  if (kept.kind !== input.kind) {
    return refuse({ code: 'conflict', what: 'key-used-otherwise' })
  }
  return answerFrom(stream, kept)
}

interface Tap {
  readonly at: Instant
  readonly tappedAt: Instant | null
}

/**
 * The phone's clock may be wrong, but how long it has waited it can tell: the tap was so long before the arrival.
 * Worked: arrived at 09:30:00 after 70 minutes in the queue: tapped at 08:20:00. Sent again at 09:40:00 after 80
 * minutes: the same tap, and the same day.
 */
function tapOf(at: Instant, { waitedMs = 0 }: Input): Tap {
  return { at, tappedAt: waitedMs > AT_ONCE_MS ? at - waitedMs : null }
}

/**
 * The trainee's day beside this one, where the attempt stands already: what is sent again tells its time a little
 * differently, and so may lie on the other side of midnight than when it came first.
 */
async function keptBeside(
  server: Server,
  { traineeId, record }: TraineeOfClass,
  moment: Moment,
  attemptId: string,
): Promise<TraineeDayStream | null> {
  for (const date of datesBeside(record.training, moment)) {
    const { id } = emptyTraineeDay(traineeId, record.id, date)
    const stream = await read(server.store, TRAINEE_DAYS, id)
    if (stream && attemptsOf(stream).some(attempt => attempt.attemptId === attemptId)) return stream
  }
  return null
}

/** None but within minutes of the instant at which one day's check-ins become the next one's. */
function datesBeside(training: TrainingClass, { date, now }: Moment): Set<DateText> {
  const dates = [now - AT_ONCE_MS, now + AT_ONCE_MS].map(instant => momentOf(training, instant).date)
  return new Set(dates.filter(other => other !== date))
}

async function roomOf(
  server: Server,
  { record }: TraineeOfClass,
  moment: Moment,
  { at, tappedAt }: Tap,
  { roomCode }: Input,
): Promise<Taken['room']> {
  if (roomCode === undefined || at - (tappedAt ?? at) > AT_ONCE_MS + CHECK_MS) return null
  return showerOf(server, record.id, { date: moment.date, now: at }, roomCode)
}

interface Taken extends Tap {
  readonly attemptId: string
  readonly input: Input
  /** Who vouches by the code of the room; null: none was given, or not the room's. */
  readonly room: NonNullable<Attempt['room']> | null
}

/** The trainee's day with the attempt in it: this one, or the one that came first under its id. */
async function keep(
  server: Server,
  { traineeId, record }: TraineeOfClass,
  moment: Moment,
  taken: Taken,
): Promise<TraineeDayStream> {
  const empty = emptyTraineeDay(traineeId, record.id, moment.date)
  return appendTo(server.store, TRAINEE_DAYS, empty, stream => {
    const isKept = attemptsOf(stream).some(({ attemptId }) => attemptId === taken.attemptId)
    if (isKept || attemptsOf(stream).length >= MOST_TAPS_A_DAY) return { leave: true }
    const event = attemptOf(stream, moment, taken)
    const counts = event.refusal === null
    return { event, beside: counts ? marksOfTap(record, timeOf(event), server.clock.now()) : [] }
  })
}

/**
 * Whoever needs a few minutes before the camera has come at once all the same: the server itself heard of the tap when
 * its first check was opened, and that is its time.
 * Worked: tapped at 08:20:00, a check opened at 08:20:02, another passed at 08:24:00: it counts from 08:20:02.
 */
function heard(stream: TraineeDayStream, { attemptId, at, tappedAt }: Taken): Tap {
  const opened = stream.events.find(event => event.type === 'face-opened' && event.attemptId === attemptId)
  if (tappedAt === null || opened === undefined) return { at, tappedAt }
  const atOnce = opened.at - tappedAt <= AT_ONCE_MS && at - opened.at <= CHECK_MS
  return atOnce ? { at: opened.at, tappedAt: null } : { at, tappedAt }
}

function attemptOf(stream: TraineeDayStream, moment: Moment, taken: Taken): Attempt {
  const { attemptId, input, room } = taken
  const { at, tappedAt } = heard(stream, taken)
  const refusal = refusalOf(moment, taken.at) ?? wrongCode(stream, { ...taken, tappedAt })
  return {
    type: 'attempt',
    attemptId,
    kind: input.kind,
    at,
    tappedAt,
    deviceId: input.deviceId ?? null,
    location: input.location ?? null,
    face: refusal === null ? faceOf(stream, taken) : null,
    ...(input.faceCheckId !== undefined && { faceCheckId: input.faceCheckId }),
    ...(refusal === null && tappedAt === null && room && { room }),
    refusal,
    source: 'app',
  }
}

/**
 * A code that is not the room's is told at once, so that it can be typed again. In a tap that comes late a code proves
 * nothing any more: it is left aside, and the tap waits for a person.
 */
function wrongCode(stream: TraineeDayStream, { tappedAt, input, room }: Taken): CheckInRefusal | null {
  if (input.roomCode === undefined || tappedAt !== null) return null
  const before = attemptsOf(stream).filter(({ refusal }) => refusal?.kind === 'wrong-code').length
  if (room !== null && before < MOST_WRONG_CODES) return null
  return { kind: 'wrong-code', triesLeft: Math.max(0, MOST_WRONG_CODES - before - 1) }
}

/** @param moment of the tap */
function refusalOf({ day, now, nextLessonDate }: Moment, arrivedAt: Instant): CheckInRefusal | null {
  if (arrivedAt - now > OLDEST_TAP_DAYS * DAY) {
    return { kind: 'too-late', tappedAt: now, now: arrivedAt, mostDays: OLDEST_TAP_DAYS }
  }
  if (day === null) return { kind: 'no-lesson-today', nextLessonDate }
  if (isOpen(day, now)) return null
  return { kind: 'outside-window', opensAt: day.window.start, closesAt: day.window.end, now }
}

/**
 * What the named check came to, as it was kept: of this attempt, and still valid. Null: nobody has judged, or not for
 * this; the check-in is taken all the same, and waits for a witness.
 */
function faceOf(stream: TraineeDayStream, { attemptId, at, input }: Taken): Attempt['face'] {
  const judged = input.faceCheckId === undefined ? null : faceJudgedIn(stream, input.faceCheckId)
  const opened = judged && faceOpenedIn(stream, judged.checkId)
  if (!opened || opened.attemptId !== attemptId || at > opened.expiresAt) return null
  switch (judged.outcome) {
    case 'passed':
      return { matched: true, live: true }
    case 'not-live':
      return { matched: true, live: false }
    case 'not-same-person':
    case 'uncertain':
      return { matched: false, live: true }
    default:
      return null
  }
}

function answerFrom(stream: TraineeDayStream, attempt: Attempt): Outcome<'check-in'> {
  const { refusal } = attempt
  if (refusal !== null) return { done: true, answer: { accepted: false, refusal } }
  const checkIn = checkInView(attempt, witnessingsOf(stream).has(attempt.attemptId))
  return { done: true, answer: { accepted: true, checkIn, missing: missingOf(stream) } }
}
