import * as z from 'zod'
import { FaceVerifierError } from '../../ports/face-verifier'
import type { Settled, Surroundings } from './config'
import { type Ask, PATHS, refused } from './desk'

/**
 * In its last five minutes WeChat gives a new token to whoever asks, and takes both; a minute is left for clocks that
 * differ. Sooner than that the old one would be given again.
 */
const RENEW_BEFORE_MS = 4 * 60_000

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() })

interface Token {
  readonly text: string
  readonly renewAt: number
}

export interface TokenKeeper {
  /** The token in use. Whoever needs a new one at the same time shares one request. @throws FaceVerifierError */
  get(signal: AbortSignal): Promise<string>
  /** Forgets this token, unless it was replaced meanwhile. */
  drop(text: string): void
}

/**
 * Tokens of the stable interface, as a rule the same for whoever asks: instances don't take each other's away. Never by
 * force, which would, and which is allowed 20 times a day.
 */
export function createTokenKeeper(
  { appId, appSecret, inAllMs }: Settled,
  { now }: Surroundings,
  ask: Ask,
): TokenKeeper {
  let token: Token | null = null
  let underWay: Promise<Token> | null = null

  const renew = async () => {
    try {
      const askedAt = now()
      const body = { grant_type: 'client_credential', appid: appId, secret: appSecret }
      const said = await ask('token', null, () => body, AbortSignal.timeout(inAllMs))
      if (said.errcode !== null && said.errcode !== 0) throw refused('token', said)
      const read = tokenAnswer.safeParse(said.fields)
      if (!read.success) throw new FaceVerifierError(`${PATHS.token}: an answer without a token`)
      const { access_token: text, expires_in: seconds } = read.data
      token = { text, renewAt: askedAt + seconds * 1_000 - RENEW_BEFORE_MS }
      return token
    } finally {
      underWay = null
    }
  }

  return {
    async get(signal) {
      if (token && now() < token.renewAt) return token.text
      underWay ??= renew()
      const { text } = await Promise.race([underWay, outOfTime(signal)])
      return text
    },
    drop(text) {
      if (token?.text === text) token = null
    },
  }
}

function outOfTime(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new FaceVerifierError(`${PATHS.token}: no answer in time`))
    if (signal.aborted) late()
    else signal.addEventListener('abort', late, { once: true })
  })
}
