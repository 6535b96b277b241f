import type { FastifyBaseLogger } from 'fastify'
import pino, { type DestinationStream } from 'pino'
import { errorOnLog } from './error'

export type Log = FastifyBaseLogger

/** Of whatever a line is given, these never get into it. The lines are made so that there is nothing to find. */
const PERSONAL = [
  ...['name', 'displayName', 'idNumber', 'phone', 'deviceId', 'location'],
  ...['password', 'token', 'accessToken', 'appKey', 'appSecret', 'secret', 'authorization', 'cookie'],
  ...['headers', 'body', 'query', 'url', 'document', 'address'],
]

/** The one log of the process: a JSON object a line, on stderr unless another place is given. */
export function createLog(level: string, destination: DestinationStream = standardError()): Log {
  return pino(
    {
      level,
      base: null,
      formatters: { level: label => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: PERSONAL.flatMap(field => [field, `*.${field}`]), censor: '***' },
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
