import type { Role } from '../../contract/roles'
import type { Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { PasswordRecord } from '../accounts/password'

/** Who may sign in, and as whom. What an account may see follows from its role and from the objects named here. */
export interface Account {
  readonly id: string
  /** What is typed at sign-in; kept as {@link accountName} makes it. */
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly password: PasswordRecord
  /** Role trainee: the trainee that this account is. */
  readonly traineeId: string | null
  /** Role trainee: the class that the trainee is in, so that a check-in need not look it up. */
  readonly traineeClassId: string | null
  /** Role instructor: the classes given. */
  readonly classIds: readonly string[]
  /** Role provider: whose classes, as the classes name it. */
  readonly provider: string | null
  /** Since when nobody may sign in with it; null: it is open. Closed for good, its acts go on naming it. */
  readonly closedAt: Instant | null
  /** Somebody else knows the password: its owner is to choose another before anything else. */
  readonly mustChangePassword: boolean
  readonly source: 'administrator' | 'demonstration'
  /** Who in WeChat it is: the fingerprint of the OPENID; of an account that nobody has bound, {@link unboundKey}. */
  readonly wechatKey: string
  /** Null: nobody signed in with it through WeChat's cloud, or signed out again. */
  readonly wechat: WechatBinding | null
}

/** Whoever signed in with the account through WeChat's cloud: from then on WeChat itself says who asks. */
export interface WechatBinding {
  /** Sealed: it is the name under which WeChat knows a person here, and where messages are sent. */
  readonly openIdSealed: string
  /** That of the password it began with: it ends with that password. */
  readonly passwordSalt: string
  readonly boundAt: Instant
}

/** Every account has a key of its own, for an index of unique keys has no room for two that are missing. */
export function unboundKey(accountId: string): string {
  return `none ${accountId}`
}

export const ACCOUNTS: Collection<Account> = {
  name: 'accounts',
  unique: { byName: ['name'], byWechat: ['wechatKey'] },
  indexes: { byRole: ['role', 'name'] },
}

/** `id` is the hash of the token; the token itself is in the browser's cookie alone. */
export interface Session {
  readonly id: string
  readonly accountId: string
  /** That of the password it began with: it ends with that password. */
  readonly passwordSalt: string
  readonly createdAt: Instant
  readonly seenAt: Instant
  /** Idle or absolute end, whichever comes first. */
  readonly endsAt: Instant
}

export const SESSIONS: Collection<Session> = {
  name: 'sessions',
  unique: {},
  indexes: { byEnd: ['endsAt'] },
}

/** The attempts of one name, address or device that did not succeed, or have not yet. */
export interface SignInTries {
  readonly id: string
  readonly times: readonly Instant[]
  readonly latestAt: Instant
}

export const SIGN_IN_TRIES: Collection<SignInTries> = {
  name: 'sign-in-tries',
  unique: {},
  indexes: { byLatest: ['latestAt'] },
}
