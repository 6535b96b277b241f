import { refused, type Setback, unanswered } from './codes'
import { type EzvizConfig, type EzvizDeps, withDefaults } from './config'
import { createDayGate } from './day-gate'
import { type Envelope, readEnvelope } from './envelope'
import { createSlots } from './slots'
import { createTokenKeeper } from './token'
import { createPost } from './transport'

type Params = Readonly<Record<string, string>>

export interface EzvizClient {
  /**
   * One lapp question, with token, retries and limits taken care of.
   * @returns the envelope of an answer with code 200; of "no recordings" (9001) too, its data being null
   * @throws RecordingSourceError
   */
  call(path: string, params: Params, requestId: string): Promise<Envelope>
}

type Outcome = { readonly step: 'done'; readonly envelope: Envelope } | Setback

const TOKEN_PATH = '/api/lapp/token/get'
const NO_RECORDINGS = '9001'
const RETRIES = 3
const FIRST_PAUSE_MS = 500

function judge(envelope: Envelope): Outcome {
  if (envelope.code === '200') return { step: 'done', envelope }
  if (envelope.code === NO_RECORDINGS) return { step: 'done', envelope: { ...envelope, data: null } }
  return refused(envelope.code)
}

/** Makes one HTTP exchange: a place among the concurrent ones, a call of the day's budget, a line in the log. */
function createExchange(config: Required<EzvizConfig>, deps: EzvizDeps) {
  const post = createPost(config)
  const inSlot = createSlots(config.maxConcurrentCalls)
  const gate = createDayGate(config.dailyCallBudget, deps.now)

  const send = async (path: string, form: Params, requestId: string): Promise<Outcome> => {
    const began = deps.now()
    const note = (status: number | null, code: string | null, problem: string | null) =>
      deps.log('ezviz-call', { requestId, path, status, code, problem, tookMs: deps.now() - began })
    try {
      const { status, body } = await post(path, form)
      const envelope = readEnvelope(body)
      note(status, envelope?.code ?? null, envelope ? null : 'not an answer of the platform')
      return envelope ? judge(envelope) : unanswered(status, new Error(`HTTP ${status} without an answer`))
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error))
      note(null, null, cause.message)
      return unanswered(null, cause)
    }
  }

  return (path: string, form: Params, requestId: string) =>
    inSlot(async () => {
      gate.admit()
      const outcome = await send(path, form, requestId)
      if (outcome.step === 'close') gate.close()
      return outcome
    })
}

/** Doubling pauses, each between half and one and a half of its nominal length so that callers spread out. */
function pauseMs(tried: number, random: number): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** tried * (0.5 + random))
}

async function persist(ask: () => Promise<Outcome>, deps: EzvizDeps, requestId: string): Promise<Envelope> {
  for (let tried = 0; ; tried++) {
    const outcome = await ask()
    if (outcome.step === 'done') return outcome.envelope
    if (outcome.step !== 'retry' || tried === RETRIES) throw outcome.error
    const pause = pauseMs(tried, deps.random())
    deps.log('ezviz-retry', { requestId, code: outcome.error.code, pauseMs: pause })
    await deps.delay(pause)
  }
}

export function createEzvizClient(given: EzvizConfig, deps: EzvizDeps): EzvizClient {
  const config = withDefaults(given)
  const exchange = createExchange(config, deps)
  const keys = { appKey: config.appKey, appSecret: config.appSecret }
  const tokens = createTokenKeeper(
    async requestId => (await persist(() => exchange(TOKEN_PATH, keys, requestId), deps, requestId)).data,
    deps.now,
  )

  const askWithToken = async (path: string, params: Params, requestId: string) => {
    const accessToken = await tokens.get(requestId)
    const outcome = await exchange(path, { ...params, accessToken }, requestId)
    if (outcome.step !== 'renew') return outcome
    tokens.drop(accessToken)
    return exchange(path, { ...params, accessToken: await tokens.get(requestId) }, requestId)
  }

  return {
    call: (path, params, requestId) => persist(() => askWithToken(path, params, requestId), deps, requestId),
  }
}
