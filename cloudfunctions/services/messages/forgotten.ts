import type { TraineeDayStream } from '../documents/trainee-days'
import { standingCheckIns } from '../trainee'

/** Came, and has tapped no end since. A tap that waits for its witness is a tap; a refused one is none. */
export function hasForgottenCheckOut(stream: TraineeDayStream): boolean {
  const { start, end } = standingCheckIns(stream)
  return start !== null && (end === null || end.at <= start.at)
}
