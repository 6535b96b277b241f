import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  /** How much of it goes out before the line is cut; absent: all, and the line stays. */
  readonly cutAfter?: number
}

/** Null: no answer at all, and the line stays open. */
type Handler = (request: IncomingMessage, body: Buffer) => Promise<Answer | null>

export async function listen(handler: Handler): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    answer(handler, request, response).catch((cause: unknown) => response.destroy(asError(cause)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => closed(server) }
}

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const given = await handler(request, Buffer.concat(parts))
  if (given === null) return
  const body = Buffer.from(given.body)
  if (given.cutAfter === 0) {
    request.socket.destroy()
    return
  }
  response.writeHead(given.status, { 'content-type': given.type, 'content-length': body.length })
  if (given.cutAfter === undefined) response.end(body)
  else response.write(body.subarray(0, given.cutAfter), () => request.socket.destroy())
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve, reject) => server.close(error => (error ? reject(error) : resolve())))
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
