import { refused, type Setback, unanswered } from './codes'
import type { EzvizDeps, Settled } from './config'
import { createDayGate } from './day-gate'
import { Deadline } from './deadline'
import { type Envelope, readEnvelope } from './envelope'
import type { Question } from './question'
import { createSlots } from './slots'
import { createTokenKeeper } from './token'
import { createSend } from './transport'

/** For one question of a port: its calls have one deadline together. */
export interface EzvizClient {
  /**
   * One call, with token, retries and limits taken care of.
   * @returns the envelope of an answer with code 200; of "no recordings" and "already so" too, its data being null
   * @throws RecordingSourceError
   */
  call(question: Question, requestId: string): Promise<Envelope>
}

/** In whose name, and until when. */
interface Asking {
  readonly requestId: string
  readonly deadline: Deadline
}

type Outcome = { readonly step: 'done'; readonly envelope: Envelope } | Setback

const NO_RECORDINGS = '9001'
const ALREADY_SO = '60022'
const FIRST_PAUSE_MS = 500
const USED_UP = '今天查询萤石平台的次数已用完，明天会继续查询，录像不会因此丢失。'

function judge(envelope: Envelope): Outcome {
  const { code } = envelope
  if (code === '200') return { step: 'done', envelope }
  if (code === NO_RECORDINGS || code === ALREADY_SO) return { step: 'done', envelope: { code, data: null } }
  return refused(code)
}

/** Makes one HTTP exchange: a place among the concurrent ones, a call of the day's budget, a line in the log. */
function createExchange(config: Settled, deps: EzvizDeps) {
  const send = createSend(config)
  const inSlot = createSlots(config.maxConcurrentCalls)
  const gate = createDayGate(config.dailyCallBudget, USED_UP, deps.now)

  const ask = async (
    question: Question,
    token: string | null,
    { requestId, deadline }: Asking,
  ): Promise<Outcome> => {
    const began = deps.now()
    const timeoutMs = Math.min(config.timeoutMs, deadline.left)
    const note = (status: number | null, code: string | null, problem: string | null) => {
      const { path } = question
      deps.log('ezviz-call', { requestId, path, status, code, problem, tookMs: deps.now() - began })
    }
    try {
      const { status, body } = await send(question, token, timeoutMs)
      const envelope = readEnvelope(body)
      note(status, envelope?.code ?? null, envelope ? null : 'not an answer of the platform')
      return envelope ? judge(envelope) : unanswered(status, new Error(`HTTP ${status} without an answer`))
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error))
      note(null, null, cause.message)
      return unanswered(null, cause)
    }
  }

  return async (question: Question, token: string | null, asking: Asking): Promise<Outcome> => {
    await question.turn?.()
    return inSlot(async () => {
      // Whoever asked has gone, while this waited for its place.
      if (asking.deadline.left === 0) return unanswered(null, new Error('no time was left'))
      gate.admit()
      const outcome = await ask(question, token, asking)
      if (outcome.step === 'close') gate.close()
      return outcome
    })
  }
}

/** Doubling pauses, each between half and one and a half of its nominal length so that callers spread out. */
function pauseMs(tried: number, random: number): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** tried * (0.5 + random))
}

function mayRepeat(question: Question, setback: Setback, tried: number): boolean {
  return setback.step === 'retry' && tried < setback.retries && (question.repeatable || setback.unheard)
}

async function persist(
  question: Question,
  ask: () => Promise<Outcome>,
  deps: EzvizDeps,
  { requestId, deadline }: Asking,
): Promise<Envelope> {
  for (let tried = 0; ; tried++) {
    const outcome = await ask()
    if (outcome.step === 'done') return outcome.envelope
    const pause = pauseMs(tried, deps.random())
    if (!mayRepeat(question, outcome, tried) || deadline.left <= pause) throw outcome.error
    deps.log('ezviz-retry', { requestId, path: question.path, code: outcome.error.code, pauseMs: pause })
    await deps.delay(pause)
  }
}

/** What makes a client for each question of a port; all of them share the token, the places and the day's budget. */
export function createEzvizClients(config: Settled, deps: EzvizDeps): () => EzvizClient {
  const exchange = createExchange(config, deps)
  const form = { appKey: config.appKey, appSecret: config.appSecret }
  const path = '/api/lapp/token/get'
  const forToken: Question = { method: 'POST', path, form, tokenIn: 'nowhere', repeatable: true }
  const tokens = createTokenKeeper<Asking>(
    async asking => (await persist(forToken, () => exchange(forToken, null, asking), deps, asking)).data,
    deps.now,
  )

  /** However often the question is repeated, its token is renewed once. */
  const asker = (question: Question, asking: Asking) => {
    let renewed = false
    return async () => {
      const token = await tokens.get(asking)
      const outcome = await exchange(question, token, asking)
      if (outcome.step !== 'renew' || renewed) return outcome
      renewed = true
      tokens.drop(token)
      return exchange(question, await tokens.get(asking), asking)
    }
  }

  return () => {
    const deadline = new Deadline(config.questionTimeoutMs)
    return {
      call: (question, requestId) => {
        const asking = { requestId, deadline }
        return deadline.bound(persist(question, asker(question, asking), deps, asking))
      },
    }
  }
}
