import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The requests that wait for their answers, and the connections, so that a server that stops waits for no others. */
export class RequestsUnderWay {
  readonly #replies = new Set<FastifyReply>()
  readonly #sockets = new Set<Socket>()
  #closing = false

  get count(): number {
    return this.#replies.size
  }

  watch(app: FastifyInstance): void {
    app.server.on('connection', (socket: Socket) => this.#connected(socket))
    app.addHook('onRequest', (request, reply, done) => {
      this.#replies.add(reply)
      reply.raw.once('close', () => this.#over(request, reply))
      done()
    })
    app.addHook('preClose', async () => this.#close())
  }

  #connected(socket: Socket): void {
    if (this.#closing) return void socket.destroy()
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  #over(request: FastifyRequest, reply: FastifyReply): void {
    this.#replies.delete(reply)
    if (this.#closing) request.raw.socket.destroySoon()
  }

  /** Node itself closes no connection that was opened ahead and never used, and none that gets idle later. */
  #close(): void {
    this.#closing = true
    for (const { raw } of this.#replies) raw.shouldKeepAlive = false
    const busy = new Set([...this.#replies].map(({ request }) => request.raw.socket))
    for (const socket of this.#sockets) if (!busy.has(socket)) socket.destroy()
  }
}
