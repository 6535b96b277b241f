import { errorOnLog } from '../../log/error'
import { withoutPersonal } from '../../log/personal'

type Fields = Readonly<Record<string, unknown>>

/** A JSON object a line, for the cloud's own log of the function; it holds what the embedded server's may hold. */
export function logLine(level: 'info' | 'error', message: string, fields: Fields = {}): void {
  const { err, ...others } = fields
  const line = {
    level,
    ...withoutPersonal(others),
    ...(err !== undefined && { err: errorOnLog(err) }),
    message,
  }
  console[level](JSON.stringify(line))
}
