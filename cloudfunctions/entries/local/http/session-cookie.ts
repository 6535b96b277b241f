import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionChange } from '../../../services/outcome'

/** The browser's half of a session: never readable by scripts, never sent from another site. */
export class SessionCookie {
  readonly #name: string

  /** @param secure whether browsers reach the server over https */
  constructor(private readonly secure: boolean) {
    this.#name = secure ? '__Host-session' : 'session'
  }

  read(request: FastifyRequest): string | null {
    return request.cookies[this.#name] ?? null
  }

  write(reply: FastifyReply, change: SessionChange): void {
    const options = { httpOnly: true, sameSite: 'strict', secure: this.secure, path: '/' } as const
    if (change.kind === 'ended') reply.clearCookie(this.#name, options)
    else reply.setCookie(this.#name, change.token, { ...options, expires: new Date(change.endsAt) })
  }
}
