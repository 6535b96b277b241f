import * as z from 'zod'
import { unreadable } from './codes'

const RENEW_BEFORE_MS = 24 * 3_600_000

const tokenData = z.object({ accessToken: z.string().min(1), expireTime: z.number() })
type Token = z.infer<typeof tokenData>

/** `A`: in whose name a token is asked for. */
export interface TokenKeeper<A> {
  /** The token in use; calls that need a new one at the same time share one fetch. @throws RecordingSourceError */
  get(asking: A): Promise<string>
  /** Forgets this token, unless another call has replaced it meanwhile. */
  drop(accessToken: string): void
}

function readToken(data: unknown): Token {
  const read = tokenData.safeParse(data)
  if (!read.success) throw unreadable('令牌')
  return read.data
}

/** @param fetch asks the platform for a token and answers with the `data` of its envelope */
export function createTokenKeeper<A>(
  fetch: (asking: A) => Promise<unknown>,
  now: () => number,
): TokenKeeper<A> {
  let token: Token | null = null
  let underWay: Promise<Token> | null = null

  const renew = async (asking: A) => {
    try {
      token = readToken(await fetch(asking))
      return token
    } finally {
      underWay = null
    }
  }

  return {
    async get(asking) {
      if (token && token.expireTime - now() >= RENEW_BEFORE_MS) return token.accessToken
      underWay ??= renew(asking)
      return (await underWay).accessToken
    },
    drop(accessToken) {
      if (token?.accessToken === accessToken) token = null
    },
  }
}
