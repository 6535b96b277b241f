import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '../../domain/model'
import { DAY, MINUTE } from '../../domain/time'
import { insert, remove, replace, type Versioned, type Write } from '../../ports/store'
import { ACCOUNTS, type Account, SESSIONS, type Session } from '../documents/accounts'
import { read } from '../documents/read'
import type { AccountsServer } from './accounts-server'

const IDLE_MS = 12 * 60 * MINUTE
const ABSOLUTE_MS = 7 * DAY
/** A session's last use is written down at most once in this time. */
const SEEN_EVERY_MS = 5 * MINUTE
const TOKEN_BYTES = 32

export interface SignedIn {
  readonly account: Account
  /** Null: WeChat says who asks, and there is no session. */
  readonly sessionId: string | null
}

/** A session, and the write that begins it. */
interface NewSession {
  readonly token: string
  readonly endsAt: Instant
  readonly write: Write
}

export function newSession(server: Pick<AccountsServer, 'clock'>, account: Account): NewSession {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const now = server.clock.now()
  const write = insert(SESSIONS, {
    id: hashOf(token),
    accountId: account.id,
    passwordSalt: account.password.salt,
    createdAt: now,
    seenAt: now,
    endsAt: now + IDLE_MS,
  })
  return { token, endsAt: now + ABSOLUTE_MS, write }
}

/** The account behind a token, or null: unknown, ended, idle for too long, closed, begun with another password. */
export async function signedInBy(server: AccountsServer, token: string | null): Promise<SignedIn | null> {
  if (token === null) return null
  const found = await server.store.get(SESSIONS, hashOf(token))
  const now = server.clock.now()
  if (found === null || found.document.endsAt <= now) return null
  const account = await read(server.store, ACCOUNTS, found.document.accountId)
  if (account === null || account.closedAt !== null) return null
  if (account.password.salt !== found.document.passwordSalt) return null
  if (now - found.document.seenAt >= SEEN_EVERY_MS) await noteUse(server, found, now)
  return { account, sessionId: found.document.id }
}

/** When another request noted it first or ended the session, that stands. */
async function noteUse(server: AccountsServer, { document, version }: Versioned<Session>, now: Instant) {
  const endsAt = Math.min(now + IDLE_MS, document.createdAt + ABSOLUTE_MS)
  await server.store.commit([replace(SESSIONS, { ...document, seenAt: now, endsAt }, version)])
}

export async function endSession(server: AccountsServer, sessionId: string): Promise<void> {
  for (;;) {
    const found = await server.store.get(SESSIONS, sessionId)
    if (found === null) return
    const ended = await server.store.commit([remove(SESSIONS, sessionId, found.version)])
    if (ended.committed) return
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
