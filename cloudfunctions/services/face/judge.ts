import type { Parsed } from '../../contract/app'
import type { FaceOutcome, VerdictFigures } from '../../domain/evidence/face'
import type { Instant } from '../../domain/model'
import { type FaceEngine, type FaceService, FaceVerifierError } from '../../ports/face-verifier'
import type { Account } from '../documents/accounts'
import {
  challengeOf,
  type FaceJudged,
  type FaceOpened,
  faceChecksOf,
  faceJudgedIn,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../documents/trainee-days'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { appendTo } from '../streams/append'
import { type TraineeOfClass, traineeOf } from '../trainee'
import { MOST_CHECKS_A_DAY, type OpenedCheck, openedCheck } from './checks'
import { identityOf } from './open'
import { openTemplate } from './templates'

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
  const check = await openedCheck(server, found, input.checkId, server.clock.now())
  if (check === null) return refuse({ code: 'not-found', what: 'face-check' })
  const kept = faceJudgedIn(check.stream, input.checkId)
  if (kept !== null) return answerOf(check.stream, kept)
  const verdict = await verdictOf(server, actor, found, check, input)
  if (verdict === null) return answerOf(check.stream, { checkId: input.checkId, outcome: null })
  const stream = await keep(server, check, input, verdict)
  return answerOf(stream, faceJudgedIn(stream, input.checkId) ?? { checkId: input.checkId, ...verdict })
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

/** Null: the person has not finished yet. */
async function verdictOf(
  server: Server,
  actor: Account,
  found: TraineeOfClass,
  { opened }: OpenedCheck,
  input: Input,
): Promise<Verdict | null> {
  const { task, checkId } = opened
  const arrivedAt = server.clock.now()
  if (arrivedAt > opened.expiresAt) return ended('timed-out')
  if (input.ended !== undefined) return ended(input.ended)
  const { faceVerifier } = server
  try {
    if (task.by === 'service' && faceVerifier.way === 'service') {
      return await fetched(server, actor, found, faceVerifier, { checkId, verifyId: task.verifyId })
    }
    if (task.by === 'frames' && faceVerifier.way === 'frames') {
      return await looked(server, found, faceVerifier, { opened, arrivedAt }, input)
    }
    return ended('unavailable', 'the verifier was changed')
  } catch (error) {
    if (error instanceof FaceVerifierError) return ended('unavailable', error.message.slice(0, 200))
    throw error
  }
}

async function fetched(
  server: Server,
  actor: Account,
  { traineeId }: TraineeOfClass,
  service: FaceService,
  check: { readonly checkId: string; readonly verifyId: string },
): Promise<Verdict | null> {
  const whom = await identityOf(server, actor, traineeId)
  if (whom === null) return ended('unavailable', 'no identity to ask for')
  const verdict = await service.verdict({ ...whom, ...check })
  return verdict && { outcome: verdict.outcome, said: verdict.code, figures: null }
}

interface Arrived {
  readonly opened: FaceOpened
  readonly arrivedAt: Instant
}

async function looked(
  server: Server,
  { traineeId }: TraineeOfClass,
  engine: FaceEngine,
  { opened, arrivedAt }: Arrived,
  { frames = [] }: Input,
): Promise<Verdict> {
  if (frames.length === 0) return ended('cancelled')
  const challenge = challengeOf(opened)
  if (challenge === null) return ended('unavailable', 'a challenge of before')
  const template = await openTemplate(server, traineeId)
  if (template === null || template.model !== engine.model)
    return ended('unavailable', 'no template of these models')
  const clip = frames.map(({ picture, ...frame }) => ({ ...frame, picture: Buffer.from(picture, 'base64') }))
  const { outcome, figures } = await engine.judge(
    { ...challenge, frames: clip, openedAt: opened.at, arrivedAt },
    template,
  )
  return { outcome, said: engine.model, figures }
}

/** An outage ends nothing: the verdict may still be found. It is kept once, for whoever asks why somebody waits. */
async function keep(
  server: Server,
  { stream: before, opened: { checkId, attemptId } }: OpenedCheck,
  { camera }: Input,
  verdict: Verdict,
): Promise<TraineeDayStream> {
  return appendTo(server.store, TRAINEE_DAYS, before, stream => {
    const known = stream.events.some(
      event => event.type === 'face-judged' && event.checkId === checkId && event.outcome === verdict.outcome,
    )
    if (known || faceJudgedIn(stream, checkId) !== null) return { leave: true }
    const event: FaceJudged = {
      type: 'face-judged',
      checkId,
      attemptId,
      at: server.clock.now(),
      ...verdict,
      camera: camera ?? null,
    }
    return { event }
  })
}

function answerOf(
  stream: TraineeDayStream,
  { checkId, outcome }: { readonly checkId: string; readonly outcome: FaceOutcome | null },
): Outcome<'judge-face'> {
  const left = Math.max(0, MOST_CHECKS_A_DAY - faceChecksOf(stream))
  return { done: true, answer: { checkId, outcome, left } }
}
