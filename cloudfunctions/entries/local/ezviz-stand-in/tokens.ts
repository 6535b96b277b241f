import { randomBytes } from 'node:crypto'
import type { EzvizStandInOptions } from './options'
import { type Answer, ok, refusal } from './wire/answer'
import type { Fields } from './wire/fields'

const TOKEN_LIFE_MS = 7 * 24 * 3_600_000

/** The account's keys, and the tokens given for them. */
export class Tokens {
  private readonly expiryByToken = new Map<string, number>()

  constructor(private readonly options: EzvizStandInOptions) {}

  forget(): void {
    this.expiryByToken.clear()
  }

  /** `/api/lapp/token/get`. An older token stays good until its own end. */
  give(form: Fields): Answer {
    if (!form.appKey || !form.appSecret) return refusal('10001')
    if (form.appKey !== this.options.appKey) return refusal('10017')
    if (form.appSecret !== this.options.appSecret) return refusal('10030')
    const accessToken = `at.${randomBytes(24).toString('hex')}`
    const expireTime = this.options.now() + TOKEN_LIFE_MS
    this.expiryByToken.set(accessToken, expireTime)
    return ok({ accessToken, expireTime })
  }

  /** The refusal that a token earns, or null when it is good. */
  refusalOf(accessToken: string | undefined): Answer | null {
    if (!accessToken) return refusal('10001')
    const expiry = this.expiryByToken.get(accessToken)
    return expiry !== undefined && this.options.now() < expiry ? null : refusal('10002')
  }
}
