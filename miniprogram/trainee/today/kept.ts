import Taro from '@tarojs/taro'
import type { CheckInAnswer, CheckInRefusal, Input } from '../../../cloudfunctions/contract/app'
import type { Evidence } from './evidence'
import { type Anchor, isAnchor, isReading, type Reading } from './tap-time'

/** Whose attempt, on which day, to do what. */
export interface Intent {
  readonly whose: string
  readonly date: string
  readonly kind: Input<'check-in'>['kind']
}

/** How an attempt ended: the server's answer, or the sentence of why it will never be taken. */
export type Ending = { readonly answer: CheckInAnswer } | { readonly problem: string }

/** A check of the face that stands between a tap and its sending. */
export interface FaceCheck {
  /** Names it to the server, which may or may not have opened it. */
  readonly faceKey: string
  /** As the server named it once something was asked of it: there may be a verdict. Null: there is none. */
  readonly askedOf: string | null
}

/** A tap that is kept on the phone until its ending has been seen: what was so when it was tapped. */
export interface Attempt extends Intent {
  readonly attemptKey: string
  /** In which order the phone's taps were made, whatever its clock said. */
  readonly turn: number
  readonly tapped: Reading
  /** The server's last answer when it was tapped. */
  readonly before: Anchor | null
  /** When it was tapped, by the server's clock: settled before it is sent for the first time, and then for good. */
  readonly at: number | null
  readonly doubtful: boolean
  /** How often it was sent. */
  readonly tries: number
  readonly evidence: Evidence
  /** Null or left out: none is under way. */
  readonly check?: FaceCheck | null
  readonly ending: Ending | null
}

/** Each under a key of its own: two tabs do not write over each other, and one that is damaged is one. */
const PREFIX = 'tap:'
const keyOf = ({ attemptKey }: Pick<Attempt, 'attemptKey'>) => `${PREFIX}${attemptKey}`

/** Those of this opening of the app: a phone without room, or one that is cleared meanwhile, does not lose them. */
const inHand = new Map<string, Attempt>()

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function isEnding(value: unknown): boolean {
  if (value === null) return true
  if (!isObject(value)) return false
  return typeof value.problem === 'string' || isAnswer(value.answer)
}

/** What stands for an answer of the server: a damaged record, or a stranger's page that a network puts in between, does not. */
export function isAnswer(value: unknown): value is CheckInAnswer {
  if (!isObject(value)) return false
  if (value.accepted === false) return isObject(value.refusal) && typeof value.refusal.kind === 'string'
  return value.accepted === true && isObject(value.checkIn) && typeof value.checkIn.at === 'number'
}

const isCheck = (value: unknown) =>
  value === undefined ||
  value === null ||
  (isObject(value) &&
    typeof value.faceKey === 'string' &&
    (value.askedOf === null || typeof value.askedOf === 'string'))

type WrongCode = Extract<CheckInRefusal, { kind: 'wrong-code' }>

/** Null: it ended otherwise, or has not ended. */
export function wrongCodeOf({ ending }: Attempt): WrongCode | null {
  if (ending === null || !('answer' in ending) || ending.answer.accepted) return null
  const { refusal } = ending.answer
  return refusal.kind === 'wrong-code' ? refusal : null
}

const isAttempt = (value: unknown): value is Attempt =>
  isObject(value) &&
  ['attemptKey', 'whose', 'date'].every(field => typeof value[field] === 'string') &&
  (value.kind === 'start' || value.kind === 'end') &&
  typeof value.turn === 'number' &&
  typeof value.tries === 'number' &&
  isObject(value.evidence) &&
  isCheck(value.check) &&
  isObject(value.tapped) &&
  isReading(value.tapped) &&
  (value.before === null || (isObject(value.before) && isAnchor(value.before))) &&
  (value.at === null || typeof value.at === 'number') &&
  isEnding(value.ending)

function keysKept(): readonly string[] {
  try {
    return Taro.getStorageInfoSync().keys.filter(key => key.startsWith(PREFIX))
  } catch {
    // A browser may forbid all storage. Then nothing is kept, and each tap is told as not kept.
    return []
  }
}

const recordOf = (key: string): unknown => {
  const value: unknown = Taro.getStorageSync(key)
  return isAttempt(value) && keyOf(value) === key ? value : null
}

/** All attempts on this phone, whoever's, in the order of their taps. */
export function attempts(): readonly Attempt[] {
  const records = keysKept().map(recordOf).filter(isAttempt)
  const all = new Map([...records.map(record => [keyOf(record), record] as const), ...inHand])
  return [...all.values()].sort((a, b) => a.turn - b.turn || (a.attemptKey < b.attemptKey ? -1 : 1))
}

export const waitingTaps = (whose: string): readonly Attempt[] =>
  attempts().filter(attempt => attempt.whose === whose && attempt.ending === null)

export const endedTaps = (whose: string): readonly Attempt[] =>
  attempts().filter(attempt => attempt.whose === whose && attempt.ending !== null)

/** How many of others wait on this phone. @param whose null: of anybody */
export const waitingOfOthers = (whose: string | null): number =>
  attempts().filter(attempt => attempt.whose !== whose && attempt.ending === null).length

export const nextTurn = (): number => 1 + Math.max(0, ...attempts().map(({ turn }) => turn))

export function keep(attempt: Attempt): void {
  inHand.set(keyOf(attempt), attempt)
  try {
    Taro.setStorageSync(keyOf(attempt), attempt)
  } catch {
    // No room: it is in hand all the same, and told as not kept.
    dropRefused(attempt)
  }
}

/**
 * The record of before is asked about again when the app is opened next, and answered as before. What was refused must
 * not be: under a clock that was set meanwhile it could be taken for another day's.
 */
function dropRefused({ ending, ...attempt }: Attempt): void {
  const taken = ending === null || ('answer' in ending && ending.answer.accepted)
  if (taken) return
  try {
    Taro.removeStorageSync(keyOf(attempt))
  } catch {
    // A browser that forbids all storage holds no record either.
  }
}

/** What is known of a tap by then, and not by when somebody last looked. @returns null: it was let go meanwhile */
export function change(attemptKey: string, how: (attempt: Attempt) => Attempt): Attempt | null {
  const now = attempts().find(attempt => attempt.attemptKey === attemptKey)
  if (now === undefined) return null
  const changed = how(now)
  keep(changed)
  return changed
}

/** It is in the phone's storage, and so outlives the app. */
export const isStored = (attempt: Attempt): boolean => keysKept().includes(keyOf(attempt))

export function forget(attempt: Attempt): void {
  inHand.delete(keyOf(attempt))
  Taro.removeStorageSync(keyOf(attempt))
}

const damaged = () => keysKept().filter(key => recordOf(key) === null)

/** Records of taps that nobody can read any more. */
export const damagedTaps = (): number => damaged().length

export function forgetDamaged(): void {
  for (const key of damaged()) Taro.removeStorageSync(key)
}
