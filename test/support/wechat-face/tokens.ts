import { randomBytes } from 'node:crypto'
import type { Body } from './body'
import { Refusal } from './refusal'

interface Token {
  readonly text: string
  readonly endsAt: number
}

const RENEWED_BEFORE_MS = 5 * 60_000
const FORCED_APART_MS = 30_000
const FORCED_A_DAY = 20

interface Account {
  readonly appId: string
  readonly appSecret: string
  readonly now: () => number
  /** How long a token is good for. Seconds. */
  readonly tokenSeconds: number
}

/**
 * `stable_token` as documented: the same token as long as more than five minutes of it are left, then a new one with
 * the old one still good; by force a new one at once, the old one gone, 20 times a day and 30 s apart.
 */
export class Tokens {
  private given: Token[] = []
  private forced: number[] = []

  constructor(private readonly account: Account) {}

  give(body: Body): { readonly access_token: string; readonly expires_in: number } {
    const { appId, appSecret, now } = this.account
    if (body.grant_type !== 'client_credential') throw new Refusal(40002, 'invalid grant_type')
    if (body.appid !== appId) throw new Refusal(40013, 'invalid appid')
    if (body.secret !== appSecret) throw new Refusal(40125, 'invalid appsecret')
    if (body.force_refresh === true) this.force()
    const last = this.given.at(-1)
    const token = last && last.endsAt - now() > RENEWED_BEFORE_MS ? last : this.make()
    return { access_token: token.text, expires_in: Math.floor((token.endsAt - now()) / 1_000) }
  }

  /** @throws Refusal */
  demand(text: string | null): void {
    if (!text) throw new Refusal(41001, 'access_token missing')
    const token = this.given.find(one => one.text === text)
    if (!token) throw new Refusal(40001, 'invalid credential, access_token is invalid or not latest')
    if (token.endsAt <= this.account.now()) throw new Refusal(42001, 'access_token expired')
  }

  /** As if somebody had asked for a new one by force. */
  forget(): void {
    this.given = []
  }

  private force(): void {
    const at = this.account.now()
    this.forced = this.forced.filter(other => other > at - 24 * 3_600_000)
    if (this.forced.some(other => other > at - FORCED_APART_MS)) return
    if (this.forced.length >= FORCED_A_DAY) throw new Refusal(45009, 'reach max api daily quota limit')
    this.forced.push(at)
    this.forget()
  }

  private make(): Token {
    const { now, tokenSeconds } = this.account
    const token = { text: `tok_${randomBytes(24).toString('hex')}`, endsAt: now() + tokenSeconds * 1_000 }
    this.given.push(token)
    return token
  }
}
