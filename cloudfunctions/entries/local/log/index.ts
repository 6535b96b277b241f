import type { FastifyBaseLogger } from 'fastify'
import pino, { type DestinationStream } from 'pino'
import { errorOnLog } from '../../log/error'
import { withoutPersonal } from '../../log/personal'

export type Log = FastifyBaseLogger

/** The one log of the process: a JSON object a line, on stderr unless another place is given. */
export function createLog(level: string, destination: DestinationStream = standardError()): Log {
  return pino(
    {
      level,
      base: null,
      formatters: { level: label => ({ level: label }), log: withoutPersonal },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorOnLog },
    },
    destination,
  )
}

const FLUSH_MS = 500

/** Written in pieces, so that a rush costs few writes; at an orderly end and after a crash to the last line. */
function standardError(): DestinationStream {
  const destination = pino.destination({ dest: process.stderr.fd, minLength: 4096, sync: false })
  setInterval(() => destination.flush(), FLUSH_MS).unref()
  return destination
}
