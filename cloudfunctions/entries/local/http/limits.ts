import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Operation } from '../../../contract/app'
import { MINUTE } from '../../../domain/time'

/** How many requests are taken in a stretch of time; what is beyond waits until the stretch is over. */
export interface Limits {
  /** Operations of one session a minute, without check-ins. */
  readonly session: number
  /** Check-ins of one session a minute. */
  readonly checkIn: number
  /** Requests of one address a minute that are nobody's: without a session, or with one that doesn't exist. */
  readonly strangers: number
  /** Sign-ins of one address in ten minutes. A guess costs 0.1 s of a core. */
  readonly signIn: number
  /** Messages of the recording platform from one address a minute. */
  readonly platform: number
}

/** A person taps once a second at most; a school of 300 comes through one address within a few minutes. */
export const LIMITS: Limits = { session: 240, checkIn: 300, strangers: 1_200, signIn: 600, platform: 6_000 }

const MOST_SESSIONS = 50_000
const MOST_ADDRESSES = 10_000

type Limiter = ReturnType<FastifyInstance['createRateLimit']>

/**
 * Sessions are counted each for itself, so that a neighbour at the same address is in nobody's way; but a session is
 * taken for one only after it was answered as one, or made-up cookies would be counted as a person each.
 */
export class RequestLimits {
  readonly #known = new KnownSessions(MOST_SESSIONS)

  private constructor(
    private readonly session: Limiter,
    private readonly checkIn: Limiter,
    private readonly strangers: Limiter,
    private readonly signIn: Limiter,
    private readonly platform: Limiter,
  ) {}

  /** @param sessionOf the session token that came with a request */
  static async of(
    app: FastifyInstance,
    limits: Limits,
    sessionOf: (request: FastifyRequest) => string | null,
  ): Promise<RequestLimits> {
    await app.register(fastifyRateLimit, { global: false })
    const bySession = (max: number) =>
      app.createRateLimit({
        max,
        timeWindow: MINUTE,
        keyGenerator: request => sessionOf(request) ?? '',
        ...{ cache: MOST_SESSIONS },
      })
    const byAddress = (max: number, timeWindow: number) =>
      app.createRateLimit({ max, timeWindow, ...{ cache: MOST_ADDRESSES } })
    return new RequestLimits(
      bySession(limits.session),
      bySession(limits.checkIn),
      byAddress(limits.strangers, MINUTE),
      byAddress(limits.signIn, 10 * MINUTE),
      byAddress(limits.platform, MINUTE),
    )
  }

  /** @returns seconds to wait, or 0 when the request may go on */
  ofOperation(request: FastifyRequest, operation: Operation, session: string | null): Promise<number> {
    if (operation === 'sign-in') return waitOf(this.signIn(request))
    if (session === null) return waitOf(this.strangers(request))
    if (!this.#known.has(session)) return waitOf(this.strangers(request, { increment: false }))
    return waitOf(operation === 'check-in' ? this.checkIn(request) : this.session(request))
  }

  ofPlatform(request: FastifyRequest): Promise<number> {
    return waitOf(this.platform(request))
  }

  /** What a request turned out to be, once it was answered. */
  async note(request: FastifyRequest, session: string, isSession: boolean): Promise<void> {
    if (isSession) return this.#known.add(session)
    this.#known.remove(session)
    await this.strangers(request)
  }
}

async function waitOf(counted: ReturnType<Limiter>): Promise<number> {
  const count = await counted
  return !count.isAllowed && count.isExceeded ? Math.max(1, count.ttlInSeconds) : 0
}

/** The sessions seen last; one that was forgotten is a stranger's for one request. */
class KnownSessions {
  readonly #tokens = new Set<string>()

  constructor(private readonly most: number) {}

  has(token: string): boolean {
    return this.#tokens.has(token)
  }

  add(token: string): void {
    this.#tokens.add(token)
    if (this.#tokens.size <= this.most) return
    const [oldest] = this.#tokens
    if (oldest !== undefined) this.#tokens.delete(oldest)
  }

  remove(token: string): void {
    this.#tokens.delete(token)
  }
}
