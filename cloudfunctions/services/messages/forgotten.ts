import type { TraineeDayStream } from '../documents/trainee-days'
import { firstAndLast } from '../trainee'

/** Came, and has tapped no end since. A tap that waits for its witness is a tap; a refused one is none. */
export function hasForgottenCheckOut(stream: TraineeDayStream): boolean {
  const { start, end } = firstAndLast(stream)
  return start !== null && (end === null || end.at <= start.at)
}
