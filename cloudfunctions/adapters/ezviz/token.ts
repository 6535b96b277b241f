import * as z from 'zod'
import { unreadable } from './codes'

const RENEW_BEFORE_MS = 24 * 3_600_000

const tokenData = z.object({ accessToken: z.string().min(1), expireTime: z.number() })
type Token = z.infer<typeof tokenData>

export interface TokenKeeper {
  /** The token in use; calls that need a new one at the same time share one fetch. @throws RecordingSourceError */
  get(requestId: string): Promise<string>
  /** Forgets this token, unless another call has replaced it meanwhile. */
  drop(accessToken: string): void
}

function readToken(data: unknown): Token {
  const read = tokenData.safeParse(data)
  if (!read.success) throw unreadable('令牌')
  return read.data
}

/** @param fetch asks the platform for a token and answers with the `data` of its envelope */
export function createTokenKeeper(
  fetch: (requestId: string) => Promise<unknown>,
  now: () => number,
): TokenKeeper {
  let token: Token | null = null
  let underWay: Promise<Token> | null = null

  const renew = async (requestId: string) => {
    try {
      token = readToken(await fetch(requestId))
      return token
    } finally {
      underWay = null
    }
  }

  return {
    async get(requestId) {
      if (token && token.expireTime - now() >= RENEW_BEFORE_MS) return token.accessToken
      underWay ??= renew(requestId)
      return (await underWay).accessToken
    },
    drop(accessToken) {
      if (token?.accessToken === accessToken) token = null
    },
  }
}
