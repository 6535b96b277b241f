import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionChange } from '../../../services/outcome'

const A_YEAR_SECONDS = 366 * 24 * 3_600

/** The browser's half of a session: never readable by scripts, never sent from another site. */
export class SessionCookie {
  readonly #name: string
  readonly #deviceName: string

  /** @param secure whether browsers reach the server over https */
  constructor(private readonly secure: boolean) {
    this.#name = secure ? '__Host-session' : 'session'
    this.#deviceName = secure ? '__Host-device' : 'device'
  }

  read(request: FastifyRequest): string | null {
    return request.cookies[this.#name] ?? null
  }

  /** What the browser was given at an earlier sign-in; it outlives the session. */
  readDevice(request: FastifyRequest): string | null {
    return request.cookies[this.#deviceName] ?? null
  }

  write(reply: FastifyReply, change: SessionChange): void {
    const options = { httpOnly: true, sameSite: 'strict', secure: this.secure, path: '/' } as const
    if (change.kind === 'ended') {
      reply.clearCookie(this.#name, options)
      return
    }
    reply.setCookie(this.#name, change.token, { ...options, expires: new Date(change.endsAt) })
    if (change.device === undefined) return
    reply.setCookie(this.#deviceName, change.device, { ...options, maxAge: A_YEAR_SECONDS })
  }
}
