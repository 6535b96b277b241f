import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Listening {
  readonly url: string
  /** May be called again. */
  close(): Promise<void>
}

/** Listens on loopback. @param port 0: a free one */
export async function listen(serve: Serve, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(request, response).catch(error => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise<void>((resolve, reject) => {
      if (!server.listening) return resolve()
      server.close(error => (error ? reject(error) : resolve()))
      server.closeAllConnections()
    })
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const { port: given } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${given}`, close }
}
