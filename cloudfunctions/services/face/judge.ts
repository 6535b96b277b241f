import type { Parsed } from '../../contract/app'
import type { FaceOutcome, VerdictFigures } from '../../domain/evidence/face'
import type { Instant } from '../../domain/model'
import { type FaceEngine, type FaceService, FaceVerifierError } from '../../ports/face-verifier'
import type { Account } from '../documents/accounts'
import { FACE_CONSENTS } from '../documents/face-consents'
import { read } from '../documents/read'
import {
  challengeOf,
  type FaceJudged,
  type FaceOpened,
  faceJudgedIn,
  type TraineeDayStream,
} from '../documents/trainee-days'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { once } from '../streams/once'
import { type TraineeOfClass, traineeOf } from '../trainee'
import { appendToCheck } from './checks'
import { identityOf } from './identity'
import { readinessOf } from './readiness'
import { openTemplate } from './templates'
import { checksLeft, looksLeft } from './tries'
import { oneAtATime, underWay } from './under-way'

type Input = Parsed<'judge-face'>

/**
 * Finds the verdict of a check and keeps it; the frames are looked at and dropped. Asked again, it is the one kept: a
 * check is judged once. What the phone says of it can end it, never pass it.
 */
export async function judgeFace(
  server: Server,
  actor: Account,
  input: Input,
): Promise<Outcome<'judge-face'>> {
  const found = await traineeOf(server, actor)
  if (found === null) return refuse({ code: 'not-found', what: 'trainee' })
  const judged = () => judge(server, actor, found, input)
  const of = { store: server.store, traineeId: found.traineeId, checkId: input.checkId }
  // Of an app that was opened again, or that heard nothing: it waits for what is looked at already.
  return asksSomebody(server, input) ? oneAtATime(of, judged) : (underWay(of) ?? judged())
}

function asksSomebody({ faceVerifier }: Server, { ended, frames }: Input): boolean {
  return ended === undefined && (frames !== undefined || faceVerifier.way === 'service')
}

interface Verdict {
  readonly outcome: FaceOutcome
  readonly said: string | null
  readonly figures: VerdictFigures | null
}

const ended = (outcome: FaceOutcome, said: string | null = null): Verdict => ({
  outcome,
  said,
  figures: null,
})

/** What came of asking: a verdict to be kept, or what the phone is told without anything being kept. */
type Asked = { readonly verdict: Verdict } | { readonly told: FaceOutcome | null }

async function judge(
  server: Server,
  actor: Account,
  found: TraineeOfClass,
  { checkId, ...input }: Input,
): Promise<Outcome<'judge-face'>> {
  const now = server.clock.now()
  const askOnce = once((opened: FaceOpened) => ask(server, actor, found, { opened, arrivedAt: now }, input))
  let told: FaceOutcome | null = null
  const stream = await appendToCheck(server.store, found, { checkId, now }, async (day, opened) => {
    if (faceJudgedIn(day, checkId) !== null) return { leave: true }
    const end = endOf(day, opened, input, now)
    const asked = end ? { verdict: end } : await askOnce(opened)
    told = 'told' in asked ? asked.told : asked.verdict.outcome
    if ('told' in asked || isKnown(day, checkId, asked.verdict)) return { leave: true }
    const event: FaceJudged = {
      type: 'face-judged',
      checkId,
      attemptId: opened.attemptId,
      at: server.clock.now(),
      ...asked.verdict,
      camera: input.camera ?? null,
    }
    return { event }
  })
  if (stream === null) return refuse({ code: 'not-found', what: 'face-check' })
  const outcome = faceJudgedIn(stream, checkId)?.outcome ?? told
  return { done: true, answer: { checkId, outcome, left: checksLeft(stream) } }
}

/** What ends a check whatever anybody would find; null: nothing does. */
function endOf(
  day: TraineeDayStream,
  { expiresAt }: FaceOpened,
  { ended: byPhone }: Pick<Input, 'ended'>,
  now: Instant,
): Verdict | null {
  if (now > expiresAt) return ended('timed-out')
  if (byPhone !== undefined) return ended(byPhone)
  return looksLeft(day) === 0 ? ended('cancelled', 'no look is left today') : null
}

/** An outage ends nothing: the verdict may still be found. It is kept once, for whoever asks why somebody waits. */
function isKnown({ events }: TraineeDayStream, checkId: string, { outcome }: Verdict): boolean {
  return events.some(
    event => event.type === 'face-judged' && event.checkId === checkId && event.outcome === outcome,
  )
}

interface Arrived {
  readonly opened: FaceOpened
  readonly arrivedAt: Instant
}

async function ask(
  server: Server,
  actor: Account,
  found: TraineeOfClass,
  arrived: Arrived,
  input: Omit<Input, 'checkId'>,
): Promise<Asked> {
  const { faceVerifier } = server
  const { task } = arrived.opened
  if (faceVerifier.way !== task.by) return { verdict: ended('unavailable', 'the verifier was changed') }
  // A consent that was taken back since holds for the check that is under way as well.
  const readiness = readinessOf(faceVerifier, await read(server.store, FACE_CONSENTS, found.traineeId))
  if (readiness !== 'ready') return { verdict: ended('cancelled', `no longer ready: ${readiness}`) }
  try {
    return faceVerifier.way === 'service'
      ? await fetched(server, actor, found, faceVerifier, arrived)
      : await looked(server, found, faceVerifier, arrived, input)
  } catch (error) {
    if (!(error instanceof FaceVerifierError)) throw error
    return { verdict: ended('unavailable', error.message.slice(0, 200)) }
  }
}

async function fetched(
  server: Server,
  actor: Account,
  { traineeId }: TraineeOfClass,
  service: FaceService,
  { opened: { checkId, task } }: Arrived,
): Promise<Asked> {
  const whom = await identityOf(server, actor, traineeId)
  if (whom === null || task.by !== 'service')
    return { verdict: ended('unavailable', 'no identity to ask for') }
  const { verifyId, number = checkId } = task
  const verdict = await service.verdict({ ...whom, verifyId, number })
  // The person has not finished yet.
  if (verdict === null) return { told: null }
  return { verdict: { outcome: verdict.outcome, said: verdict.code, figures: null } }
}

async function looked(
  server: Server,
  { traineeId }: TraineeOfClass,
  engine: FaceEngine,
  { opened, arrivedAt }: Arrived,
  { frames }: Omit<Input, 'checkId'>,
): Promise<Asked> {
  // Of an app that was opened again: here nobody has its pictures, but another instance may be looking at them.
  if (frames === undefined) return { told: 'cancelled' }
  const challenge = challengeOf(opened)
  if (challenge === null) return { verdict: ended('unavailable', 'a challenge of before') }
  const template = await openTemplate(server, traineeId)
  if (template === null || template.model !== engine.model)
    return { verdict: ended('unavailable', 'no template of these models') }
  const clip = frames.map(({ picture, ...frame }) => ({ ...frame, picture: Buffer.from(picture, 'base64') }))
  const { outcome, figures } = await engine.judge(
    { ...challenge, frames: clip, openedAt: opened.at, arrivedAt },
    template,
  )
  return { verdict: { outcome, said: engine.model, figures } }
}
