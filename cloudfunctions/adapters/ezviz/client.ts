import { refused, type Setback, unanswered } from './codes'
import type { EzvizDeps, Settled } from './config'
import { createDayGate } from './day-gate'
import { type Envelope, readEnvelope } from './envelope'
import type { Question } from './question'
import { createSlots } from './slots'
import { createTokenKeeper } from './token'
import { createSend } from './transport'

export interface EzvizClient {
  /**
   * One question, with token, retries and limits taken care of.
   * @returns the envelope of an answer with code 200; of "no recordings" and "already so" too, its data being null
   * @throws RecordingSourceError
   */
  call(question: Question, requestId: string): Promise<Envelope>
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

  const ask = async (question: Question, token: string | null, requestId: string): Promise<Outcome> => {
    const began = deps.now()
    const note = (status: number | null, code: string | null, problem: string | null) => {
      const { path } = question
      deps.log('ezviz-call', { requestId, path, status, code, problem, tookMs: deps.now() - began })
    }
    try {
      const { status, body } = await send(question, token)
      const envelope = readEnvelope(body)
      note(status, envelope?.code ?? null, envelope ? null : 'not an answer of the platform')
      return envelope ? judge(envelope) : unanswered(status, new Error(`HTTP ${status} without an answer`))
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error))
      note(null, null, cause.message)
      return unanswered(null, cause)
    }
  }

  return async (question: Question, token: string | null, requestId: string) => {
    await question.turn?.()
    return inSlot(async () => {
      gate.admit()
      const outcome = await ask(question, token, requestId)
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
  requestId: string,
): Promise<Envelope> {
  for (let tried = 0; ; tried++) {
    const outcome = await ask()
    if (outcome.step === 'done') return outcome.envelope
    if (!mayRepeat(question, outcome, tried)) throw outcome.error
    const pause = pauseMs(tried, deps.random())
    deps.log('ezviz-retry', { requestId, path: question.path, code: outcome.error.code, pauseMs: pause })
    await deps.delay(pause)
  }
}

export function createEzvizClient(config: Settled, deps: EzvizDeps): EzvizClient {
  const exchange = createExchange(config, deps)
  const form = { appKey: config.appKey, appSecret: config.appSecret }
  const path = '/api/lapp/token/get'
  const forToken: Question = { method: 'POST', path, form, tokenIn: 'nowhere', repeatable: true }
  const tokens = createTokenKeeper(
    async requestId =>
      (await persist(forToken, () => exchange(forToken, null, requestId), deps, requestId)).data,
    deps.now,
  )

  /** However often the question is repeated, its token is renewed once. */
  const asker = (question: Question, requestId: string) => {
    let renewed = false
    return async () => {
      const token = await tokens.get(requestId)
      const outcome = await exchange(question, token, requestId)
      if (outcome.step !== 'renew' || renewed) return outcome
      renewed = true
      tokens.drop(token)
      return exchange(question, await tokens.get(requestId), requestId)
    }
  }

  return {
    call: (question, requestId) => persist(question, asker(question, requestId), deps, requestId),
  }
}
