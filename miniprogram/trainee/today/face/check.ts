import type {
  CameraTraits,
  CheckEnd,
  FaceTask,
  JudgeFaceAnswer,
} from '../../../../cloudfunctions/contract/face'
import { type CallFailure, call } from '../../../api/call'
import { type FacialEnd, facialVerify } from '../../../api/facial-verify'
import { randomKey } from '../../../api/random'
import { asFailure } from '../../../api/use-question'
import type { Shutter } from '../../../components/face-camera/shutter'
import { serverTime } from '../clock'
import { type Attempt, attempts, type FaceCheck } from '../kept'
import { type EndKind, endedBy, type FaceEnd, type Halt } from './ends'
import { type Frame, film } from './film'
import { noteCheck } from './held'
import type { Stretch } from './pace'

/** What a check needs of the screen. */
export interface Stage {
  readonly elder: boolean
  /** Brings the camera to the screen; asked for with a challenge of pictures alone. */
  readonly camera: () => Promise<Shutter>
  /** Settles when somebody or something breaks the check off. */
  readonly halt: Promise<Halt>
  readonly show: (stretch: Stretch, place: number, of: number) => void
  readonly judging: () => void
}

export type CheckResult =
  | { readonly passed: true; readonly checkId: string }
  | {
      readonly passed: false
      readonly end: FaceEnd
      /** Asks for the verdict of what was sent once more; null: another try begins anew. */
      readonly askAgain: (() => Promise<CheckResult>) | null
    }

/**
 * No check can be opened, and the tap goes as it is: without a line it waits as it always did, and where there is no
 * lesson the answer to it says so.
 */
export class NoCheck extends Error {}

const ended = (kind: EndKind, left: number | null = null): CheckResult => ({
  passed: false,
  end: { kind, left },
  askAgain: null,
})

/** One that nothing was asked of yet. */
export const newCheck = async (): Promise<FaceCheck> => ({ faceKey: await randomKey(), askedOf: null })

/** The next try is another check: this one is over, or may have a verdict. */
async function renew({ attemptKey }: Attempt): Promise<FaceCheck> {
  const check = await newCheck()
  noteCheck(attemptKey, check)
  return check
}

/**
 * One try, from opening the check to its verdict. What is under way is kept with the tap before it is begun.
 * @throws NoCheck when nobody was reached to open one, or there is no lesson to check in to
 * @throws CallFailure when nobody is signed in any more
 */
export async function tryFace(attempt: Attempt, stage: Stage): Promise<CheckResult> {
  const kept = checkOf(attempt) ?? (await renew(attempt))
  if (kept.askedOf === null) return openAndLook(attempt, kept, stage)
  // The app was closed while the verdict was under way: it may have been found.
  const found = await verdictOf(attempt, { checkId: kept.askedOf })
  return found.passed || found.askAgain ? found : openAndLook(attempt, await renew(attempt), stage)
}

const checkOf = ({ attemptKey }: Attempt): FaceCheck | null =>
  attempts().find(attempt => attempt.attemptKey === attemptKey)?.check ?? null

async function openAndLook(attempt: Attempt, kept: FaceCheck, stage: Stage): Promise<CheckResult> {
  const opening = open(attempt, kept)
  const opened = await Promise.race([opening, stage.halt])
  if (typeof opened === 'string') {
    await renew(attempt)
    const tell = (late: Awaited<typeof opening>) => 'kind' in late || tellEnd(late.checkId, opened)
    void opening.then<unknown, unknown>(tell, asNoCheck)
    return ended(opened)
  }
  if ('kind' in opened) return ended(opened.kind)
  // Of an opening of the app that was too long ago.
  if (opened.expiresAt <= serverTime()) return openAndLook(attempt, await renew(attempt), stage)
  return opened.by === 'frames'
    ? byFrames(attempt, kept, opened, stage)
    : byService(attempt, kept, opened, stage)
}

async function open(
  { attemptKey }: Attempt,
  { faceKey }: FaceCheck,
): Promise<FaceTask | { readonly kind: EndKind }> {
  try {
    const answer = await call('open-face', { attemptKey, faceKey })
    if (answer.opened) return answer.task
    if (answer.why === 'no-lesson') throw new NoCheck()
    return { kind: answer.why }
  } catch (error) {
    if (error instanceof NoCheck) throw error
    const failure = asFailure(error)
    if (failure.code === 'no-line') throw new NoCheck()
    if (failure.code === 'outage') return { kind: 'unavailable' }
    throw failure
  }
}

type FramesTask = Extract<FaceTask, { by: 'frames' }>

async function byFrames(
  attempt: Attempt,
  kept: FaceCheck,
  { checkId, expiresAt, steps, lasts }: FramesTask,
  { elder, camera, halt, show, judging }: Stage,
): Promise<CheckResult> {
  let isOver = false
  const filmed = (async () => {
    const shutter = await camera()
    const frames = await film({ shutter, challenge: { steps, lasts }, elder, show, isOver: () => isOver })
    return { frames, traits: shutter.traits }
  })()
  const time = deadline(expiresAt)
  const outcome = await Promise.race([halt, time.up, filmed.catch((): Halt => 'stopped')])
  isOver = true
  time.clear()
  if (typeof outcome === 'string') return breakOff(attempt, checkId, outcome)
  judging()
  noteCheck(attempt.attemptKey, { ...kept, askedOf: checkId })
  return verdictOf(attempt, { checkId, frames: [...outcome.frames], camera: outcome.traits })
}

/** The latest moment at which a verdict of it is taken, by the server's clock. */
function deadline(expiresAt: number) {
  let timer: ReturnType<typeof setTimeout>
  const up = new Promise<Halt>(resolve => {
    timer = setTimeout(() => resolve('timed-out'), expiresAt - serverTime())
  })
  return { up, clear: () => clearTimeout(timer) }
}

const ends: Readonly<Record<Exclude<FacialEnd, 'finished'>, CheckEnd>> = {
  cancelled: 'cancelled',
  'no-permission': 'no-permission',
  unsupported: 'unsupported',
  'timed-out': 'timed-out',
  failed: 'unavailable',
}

async function byService(
  attempt: Attempt,
  kept: FaceCheck,
  { checkId, verifyId }: Extract<FaceTask, { by: 'service' }>,
  { judging }: Stage,
): Promise<CheckResult> {
  noteCheck(attempt.attemptKey, { ...kept, askedOf: checkId })
  const end = await facialVerify(verifyId)
  if (end !== 'finished') return breakOff(attempt, checkId, ends[end])
  judging()
  return verdictOf(attempt, { checkId })
}

async function breakOff(attempt: Attempt, checkId: string, why: Halt | CheckEnd): Promise<CheckResult> {
  await renew(attempt)
  void tellEnd(checkId, why)
  return ended(why)
}

/** The person does not wait for the server to hear it, and loses nothing where it does not. */
const tellEnd = (checkId: string, why: Halt | CheckEnd) =>
  call('judge-face', { checkId, ended: why === 'unavailable' ? why : endedBy[why] }).catch(asFailure)

/** @throws what else went wrong */
function asNoCheck(error: unknown): NoCheck | CallFailure {
  return error instanceof NoCheck ? error : asFailure(error)
}

interface Asked {
  readonly checkId: string
  readonly frames?: Frame[]
  readonly camera?: CameraTraits
}

/** Once there is a verdict the next try is another check; while there is none, it is asked for again. */
async function verdictOf(attempt: Attempt, asked: Asked): Promise<CheckResult> {
  const askAgain = () => verdictOf(attempt, asked)
  const open = (kind: EndKind, left: number | null): CheckResult => ({
    passed: false,
    end: { kind, left },
    askAgain,
  })
  try {
    const { outcome, left } = await judged(asked)
    if (outcome === 'passed') return { passed: true, checkId: asked.checkId }
    if (outcome === null) return open('no-verdict', left)
    if (outcome === 'unavailable') return open('unavailable', left)
    await renew(attempt)
    return ended(outcome, left)
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'signed-out') throw failure
    if (failure.unsettled) return open('not-answered', null)
    await renew(attempt)
    return { passed: false, end: { kind: 'refused', left: null, sentence: failure.message }, askAgain: null }
  }
}

const ASK_EVERY_MS = 1_500
const MOST_ASKED = 8

/** A service may take a few seconds to come to its verdict. */
async function judged(asked: Asked): Promise<JudgeFaceAnswer> {
  for (let times = 1; ; times += 1) {
    const answer = await call('judge-face', asked)
    if (answer.outcome !== null || times === MOST_ASKED) return answer
    await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS))
  }
}
