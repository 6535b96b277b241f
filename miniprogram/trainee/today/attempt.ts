import { CallFailure, call } from '../../api/call'
import { randomKey } from '../../api/random'
import { asFailure } from '../../api/use-question'
import { clockHolds, dated, lastAnchor, noteServerTime, readPhone, serverTime } from './clock'
import { type Evidence, gatherEvidence } from './evidence'
import { tapsToSend } from './face/held'
import {
  type Attempt,
  attempts,
  change,
  type Ending,
  type FaceCheck,
  type Intent,
  isAnswer,
  keep,
  nextTurn,
} from './kept'

/** The most that the server understands; it takes none that waited for more than days. */
const LONGEST_WAIT_MS = 366 * 86_400_000

/** What is still being asked of the phone about a tap: until then it is not sent. */
let keeping: Promise<unknown> = Promise.resolve()
/** What is being sent: one at a time, whoever asked for it. */
let sending: Promise<unknown> = Promise.resolve()

/** What a tap is kept with from its first moment. */
export type With = { readonly check: FaceCheck } | { readonly roomCode: string } | Record<string, never>

interface Begun {
  readonly attempt: Attempt
  /** Once the phone has said all that it can. */
  readonly gathered: Promise<Attempt>
}

/** Keeps a tap before anything else is done with it, so that closing the app does not lose it. */
export async function beginTap(intent: Intent, given: With = {}): Promise<Begun> {
  const moment = { tapped: readPhone(), before: lastAnchor() }
  const attemptKey = await randomKey()
  const evidence = 'roomCode' in given ? { roomCode: given.roomCode } : {}
  const fate = { at: null, doubtful: false, tries: 0, evidence, ending: null }
  const check = 'check' in given ? given.check : null
  const attempt: Attempt = { ...intent, ...moment, attemptKey, turn: nextTurn(), ...fate, check }
  keep(attempt)
  const gathered = gatherEvidence().then(found => withEvidence(attempt, found))
  keeping = Promise.all([keeping, gathered])
  return { attempt, gathered }
}

/** A check of the face may have ended meanwhile: what came of it stays. */
const withEvidence = (attempt: Attempt, found: Evidence): Attempt =>
  change(attempt.attemptKey, now => ({ ...now, evidence: { ...found, ...now.evidence } })) ?? attempt

export async function keepTap(intent: Intent, given: With = {}): Promise<Attempt> {
  return (await beginTap(intent, given)).gathered
}

/** What the same question would be answered another time too; the other failures leave the tap waiting. */
const isFinal = ({ code }: CallFailure) => code === 'bad-input' || code === 'conflict' || code === 'not-found'

/** A hand taps no faster. */
const NEXT_TAP_MS = 1_000

/** Settled once: the same tap is of the same instant, and so of the same day, however often it is sent. */
function settled(attempt: Attempt): Attempt & { readonly at: number } {
  if (attempt.at !== null) return { ...attempt, at: attempt.at }
  const { at, doubtful } = dated(attempt.tapped, attempt.before)
  const earlier = attempts().filter(({ whose, turn }) => whose === attempt.whose && turn < attempt.turn)
  const soonest = Math.max(...earlier.map(tap => (tap.at ?? 0) + NEXT_TAP_MS))
  return { ...attempt, at: Math.max(at, soonest), doubtful }
}

/** The server's answer, or why it never takes this tap. @throws CallFailure when the tap must be sent again */
async function endingOf({ kind, attemptKey, whose, evidence }: Attempt, at: number): Promise<Ending> {
  const waitedMs = Math.min(Math.max(0, Math.round(serverTime() - at)), LONGEST_WAIT_MS)
  try {
    const answer: unknown = await call('check-in', { kind, attemptKey, whose, waitedMs, ...evidence })
    if (isAnswer(answer)) return { answer }
  } catch (error) {
    const failure = asFailure(error)
    if (isFinal(failure)) return { problem: failure.message }
    throw failure
  }
  throw new CallFailure('outage', '服务器没有给出可用的回答，请稍后再试。')
}

/** Under its own key each time. It is let go once its ending has been seen, not before. */
async function send(attempt: Attempt): Promise<void> {
  const dueTo = settled(attempt)
  const sent = { ...dueTo, tries: attempt.tries + 1 }
  keep(sent)
  keep({ ...sent, ending: await endingOf(sent, dueTo.at) })
}

/** How long a tap has waited can be told only from a time of the server's that holds. */
async function tellTime(whose: string): Promise<void> {
  const today = await call('trainee-today', {})
  if (today.whose !== whose) throw new CallFailure('signed-out', '登录已过期，请重新登录。')
  noteServerTime(today.now)
}

async function sendEach(whose: string): Promise<void> {
  for (;;) {
    await keeping
    const [first] = tapsToSend(whose)
    if (first === undefined) return
    if (!clockHolds()) await tellTime(whose)
    await send(first)
  }
}

/**
 * Sends all that wait of one person, the oldest first and one at a time, up to the first that must wait on.
 * @throws CallFailure why it must
 */
export function sendWaiting(whose: string): Promise<void> {
  const turn = sending.then(() => sendEach(whose))
  sending = turn.catch(() => undefined)
  return turn
}
