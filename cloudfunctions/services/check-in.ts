import type { CheckInRefusal, Parsed } from '../contract/app'
import { AT_ONCE_AT_MOST_MS, AT_ONCE_MS, CHECK_MS, timeOfTap } from '../domain/attendance/time-of-tap'
import type { DateText, Instant, TrainingClass } from '../domain/model'
import { DAY } from '../domain/time'
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
import { foundBy } from './face/found'
import { type ShownCode, shownCode } from './face/room-code'
import { marksOfTap } from './judging/tap-marks'
import { type Outcome, refuse } from './outcome'
import { datesBetween, isOpen, type Moment, momentOf, openDates } from './schedule'
import type { Server } from './server'
import { appendTo } from './streams/append'
import { markOf, missingOf, type TraineeOfClass, traineeOf } from './trainee'
import { checkInView } from './views'

type Input = Parsed<'check-in'>

/** A tap older than this is not taken any more: the phone kept it longer than anybody remembers the day. */
const OLDEST_TAP_DAYS = 7

/** Whoever can't read it by then asks the instructor; and a million codes can't be tried out. */
export const MOST_WRONG_CODES = 10

/** Nobody taps so often in a day; a broken phone or a script does, and the day's document must stay small. */
export const MOST_TAPS_A_DAY = 100

/**
 * Takes a tap. Whatever comes of it is kept, under an id that follows from the phone's attempt key: the same tap sent
 * again, from one phone or racing on two lines, is answered from what was kept. It reads and writes one document, the
 * trainee's day; who is asking, when the class meets and who shows the code of the room are documents that hardly
 * change. One that comes late marks the class's day, too.
 */
export async function checkIn(server: Server, actor: Account, input: Input): Promise<Outcome<'check-in'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  // On this phone somebody else has signed in since: the tap waits there for the one whose it is.
  if (input.whose !== undefined && input.whose !== markOf(found)) return refuse({ code: 'signed-out' })
  const { waitedMs = 0 } = input
  const attemptId = deterministicId(found.traineeId, input.attemptKey)
  const tap: Tap = { attemptId, input, at: server.clock.now(), waitedMs }
  const days = await daysAround(server, found, tap)
  const stream = days.find(day => attemptIn(day, attemptId)) ?? (await keep(server, found, tap, days))
  const kept = attemptIn(stream, attemptId)
  if (kept === undefined) return refuse({ code: 'conflict', what: 'too-many-taps', most: MOST_TAPS_A_DAY })
  if (kept.kind !== input.kind) {
    return refuse({ code: 'conflict', what: 'key-used-otherwise' })
  }
  return answerFrom(stream, kept)
}

interface Tap {
  readonly attemptId: string
  readonly input: Input
  /** When it arrived. */
  readonly at: Instant
  readonly waitedMs: number
}

function attemptIn(stream: TraineeDayStream, attemptId: string): Attempt | undefined {
  return attemptsOf(stream).find(attempt => attempt.attemptId === attemptId)
}

/**
 * The dates to one of which a tap is taken, and on one of which it may stand already: what is sent again tells its time
 * a little differently. Worked: arrived at 09:30:00 after 70 minutes in the queue: tapped at 08:20:00. Sent again at
 * 09:40:00 after 80 minutes: the same tap, and the same day.
 */
function datesOf(training: TrainingClass, { at, waitedMs }: Tap): readonly DateText[] {
  const about = waitedMs > AT_ONCE_MS ? at - waitedMs : at
  return datesBetween(training, about - CHECK_MS, about + AT_ONCE_MS)
}

/**
 * The trainee's days on the dates that a tap may be of, where there are two of these; where there is one, none: it is
 * read when the tap is kept.
 */
async function daysAround(
  server: Server,
  { traineeId, record }: TraineeOfClass,
  tap: Tap,
): Promise<readonly TraineeDayStream[]> {
  const dates = datesOf(record.training, tap)
  if (dates.length === 1) return []
  const days: TraineeDayStream[] = []
  for (const date of dates) {
    const empty = emptyTraineeDay(traineeId, record.id, date)
    days.push((await read(server.store, TRAINEE_DAYS, empty.id)) ?? empty)
  }
  return days
}

/** Whose code of the room was given; null: none was, or it is nobody's, or the tap is late whatever it is. */
async function codeOf(
  server: Server,
  { record }: TraineeOfClass,
  { at, waitedMs, input: { roomCode } }: Tap,
): Promise<ShownCode | null> {
  if (roomCode === undefined || waitedMs > AT_ONCE_AT_MOST_MS) return null
  return shownCode(server, record, roomCode, { since: at - waitedMs, now: at })
}

/** The trainee's day with the attempt in it: this one, or the one that came first under its id. */
async function keep(
  server: Server,
  found: TraineeOfClass,
  tap: Tap,
  days: readonly TraineeDayStream[],
): Promise<TraineeDayStream> {
  const { traineeId, record } = found
  const code = await codeOf(server, found, tap)
  const { moment } = placed(record.training, tap, days)
  const empty = emptyTraineeDay(traineeId, record.id, moment.date)
  return appendTo(server.store, TRAINEE_DAYS, empty, stream => {
    if (attemptIn(stream, tap.attemptId) || attemptsOf(stream).length >= MOST_TAPS_A_DAY) {
      return { leave: true }
    }
    const beside = days.filter(({ id }) => id !== stream.id)
    const event = attemptOf(record.training, [stream, ...beside], tap, code)
    const counts = event.refusal === null
    return { event, beside: counts ? marksOfTap(record, timeOf(event), server.clock.now()) : [] }
  })
}

/** When a tap counts, and where its class stands at that very instant. */
function placed(
  training: TrainingClass,
  { attemptId, at, waitedMs }: Tap,
  days: readonly TraineeDayStream[],
) {
  const openings = days
    .flatMap(({ events }) => events)
    .flatMap(event => (event.type === 'face-opened' && event.attemptId === attemptId ? [event.at] : []))
  const time = timeOfTap({ at, waitedMs, openings }, instant => openDates(training, instant).length > 0)
  return { time, moment: momentOf(training, time.tappedAt ?? time.at) }
}

/** @param days the one to which it is taken, and those beside it in which its checks of the face may stand */
function attemptOf(
  training: TrainingClass,
  days: readonly [TraineeDayStream, ...TraineeDayStream[]],
  tap: Tap,
  code: ShownCode | null,
): Attempt {
  const { attemptId, input } = tap
  const { time, moment } = placed(training, tap, days)
  const cameAtOnce = time.tappedAt === null
  const refusal = refusalOf(moment, tap.at) ?? (cameAtOnce ? wrongCode(days[0], input, code) : null)
  return {
    type: 'attempt',
    attemptId,
    kind: input.kind,
    ...time,
    deviceId: input.deviceId ?? null,
    location: input.location ?? null,
    face: refusal === null ? faceOf(days, tap) : null,
    ...(input.faceCheckId !== undefined && { faceCheckId: input.faceCheckId }),
    ...(refusal === null && cameAtOnce && code?.counts && { room: code.by }),
    refusal,
    source: 'app',
  }
}

/**
 * A code that is not the room's is told at once, so that it can be typed again. One that was the room's when it was
 * typed, and came when it was not any more, proves nothing, as does any in a tap that comes late: it is left aside, and
 * the tap waits for a person.
 */
function wrongCode(
  stream: TraineeDayStream,
  { roomCode }: Input,
  code: ShownCode | null,
): CheckInRefusal | null {
  if (roomCode === undefined || code?.counts === false) return null
  const before = attemptsOf(stream).filter(({ refusal }) => refusal?.kind === 'wrong-code').length
  if (code !== null && before < MOST_WRONG_CODES) return null
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
function faceOf(
  days: readonly TraineeDayStream[],
  { attemptId, at, input: { faceCheckId } }: Tap,
): Attempt['face'] {
  if (faceCheckId === undefined) return null
  const opened = days.map(day => faceOpenedIn(day, faceCheckId)).find(found => found !== null)
  const judged = days.map(day => faceJudgedIn(day, faceCheckId)).find(found => found !== null)
  if (!opened || !judged || opened.attemptId !== attemptId || at > opened.expiresAt) return null
  return foundBy(judged)
}

function answerFrom(stream: TraineeDayStream, attempt: Attempt): Outcome<'check-in'> {
  const { refusal } = attempt
  if (refusal !== null) return { done: true, answer: { accepted: false, refusal } }
  const checkIn = checkInView(attempt, witnessingsOf(stream).has(attempt.attemptId))
  return { done: true, answer: { accepted: true, checkIn, missing: missingOf(stream) } }
}
