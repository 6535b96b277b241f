import type { FastifyInstance, FastifyReply } from 'fastify'

/** The requests that wait for their answers. */
export class RequestsUnderWay {
  readonly #replies = new Set<FastifyReply>()

  get count(): number {
    return this.#replies.size
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', (_, reply, done) => {
      this.#replies.add(reply)
      reply.raw.once('close', () => this.#replies.delete(reply))
      done()
    })
    // Requests that come later are told so by the framework; without this the ones before would keep the server from
    // closing for as long as their connections may stay idle.
    app.addHook('preClose', async () => {
      for (const { raw } of this.#replies) raw.shouldKeepAlive = false
    })
  }
}
