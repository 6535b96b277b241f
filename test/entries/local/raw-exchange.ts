import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

interface RawAnswer {
  readonly status: number
  readonly headers: string
  readonly body: string
  /** Bytes that could be sent before the connection ended. */
  readonly sent: number
}

/**
 * Sends pieces over a socket of its own, one after another for as long as they are taken, and reads until the server
 * ends the connection.
 */
export async function rawExchange(url: string, pieces: Iterable<string | Buffer>): Promise<RawAnswer> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const received: Buffer[] = []
  socket.on('data', chunk => received.push(chunk))
  // Also after a reset: what was received before it is the answer.
  socket.on('error', () => socket.destroy())
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  for (const piece of pieces) {
    if (socket.destroyed || received.length > 0) break
    if (!socket.write(piece)) await Promise.race([closed, drained(socket), pause(200)])
    else await pause(0)
  }
  await closed
  const [head = '', body = ''] = Buffer.concat(received).toString().split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), headers: head.toLowerCase(), body, sent: socket.bytesWritten }
}

function drained(socket: ReturnType<typeof connect>): Promise<void> {
  return new Promise(resolve => socket.once('drain', () => resolve()))
}

/** A request's head and body as they go over the wire. */
export function rawPost(path: string, headers: readonly string[], body = ''): string {
  return [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, '', body].join('\r\n')
}
