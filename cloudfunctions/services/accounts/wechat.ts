import type { Instant } from '../../domain/model'
import { DAY } from '../../domain/time'
import type { Secrets } from '../../ports/secrets'
import { replace, type Versioned, type Write } from '../../ports/store'
import { ACCOUNTS, type Account, unboundKey, type WechatBinding } from '../documents/accounts'
import type { Server } from '../server'

export type WechatServer = Pick<Server, 'store' | 'clock' | 'secrets'>

/** After so long the password is asked for once more. WeChat itself says each time whose telephone it is. */
const BOUND_FOR_MS = 180 * DAY

/**
 * The account that a person in WeChat has bound, in one read; null: none, or one that was closed, has another password
 * since, or was bound too long ago.
 * @param openId as WeChat's cloud names who asks, never as the caller does
 */
export async function accountInWechat(server: WechatServer, openId: string): Promise<Account | null> {
  const account = (await boundTo(server, keyOf(server, openId)))?.document
  return account !== undefined && isInWechat(account, server.clock.now()) ? account : null
}

/** Whether the account is open, and a person in WeChat has bound it to this password, not too long ago. */
export function isInWechat({ closedAt, wechat, password }: Account, now: Instant): boolean {
  if (closedAt !== null || wechat === null) return false
  return wechat.passwordSalt === password.salt && now - wechat.boundAt < BOUND_FOR_MS
}

/**
 * Binds an account to the person in WeChat who has signed in with it. A person has one account and an account one
 * person: whatever either was bound to before is no more.
 * @returns false: the account was changed or closed since its password was found right
 */
export async function bindInWechat(server: WechatServer, account: Account, openId: string): Promise<boolean> {
  const key = keyOf(server, openId)
  for (;;) {
    const kept = await server.store.get(ACCOUNTS, account.id)
    if (kept?.document.closedAt !== null || kept.document.password.salt !== account.password.salt)
      return false
    const before = await boundTo(server, key)
    const other = before !== null && before.document.id !== account.id ? [unbinding(before)] : []
    const bound = { ...kept.document, wechatKey: key, wechat: bindingOf(server, account, openId) }
    // The one that lets go first: the key has room for one.
    const writes = [...other, replace(ACCOUNTS, bound, kept.version)]
    if ((await server.store.commit(writes)).committed) return true
  }
}

/** From now on the person in WeChat is nobody here, until the next sign-in. */
export async function endInWechat(server: WechatServer, accountId: string): Promise<void> {
  for (;;) {
    const kept = await server.store.get(ACCOUNTS, accountId)
    if (kept === null || kept.document.wechat === null) return
    if ((await server.store.commit([unbinding(kept)])).committed) return
  }
}

/** The same person goes on with another password of the same account. */
export function reboundWith(
  password: Account['password'],
  wechat: WechatBinding | null,
): WechatBinding | null {
  return wechat && { ...wechat, passwordSalt: password.salt }
}

/** Where messages for a person in WeChat are sent. @throws SecretsError */
export function openIdOf({ secrets }: Pick<Server, 'secrets'>, account: Account): string | null {
  return account.wechat && secrets.decrypt(account.wechat.openIdSealed, contextOf(account.id))
}

/** The same account, its binding under the key in use. @throws SecretsError */
export function openIdSealedAnew(secrets: Secrets, account: Account): Account {
  const openId = openIdOf({ secrets }, account)
  if (account.wechat === null || openId === null) return account
  const openIdSealed = secrets.encrypt(openId, contextOf(account.id))
  return { ...account, wechat: { ...account.wechat, openIdSealed } }
}

async function boundTo({ store }: WechatServer, key: string): Promise<Versioned<Account> | null> {
  const page = await store.range(ACCOUNTS, { index: 'byWechat', equal: [key], limit: 1 })
  return page.items[0] ?? null
}

function bindingOf({ clock, secrets }: WechatServer, account: Account, openId: string): WechatBinding {
  return {
    openIdSealed: secrets.encrypt(openId, contextOf(account.id)),
    passwordSalt: account.password.salt,
    boundAt: clock.now(),
  }
}

function unbinding({ document, version }: Versioned<Account>): Write {
  return replace(ACCOUNTS, { ...document, wechatKey: unboundKey(document.id), wechat: null }, version)
}

function keyOf({ secrets }: WechatServer, openId: string): string {
  return secrets.blindIndex(openId, 'wechat-openid')
}

function contextOf(accountId: string): string {
  return JSON.stringify([ACCOUNTS.name, accountId, 'wechat.openIdSealed'])
}
