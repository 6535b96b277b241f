/** While something goes on. */
const BUSY_MS = 30_000
/** While nothing has changed for a while. */
const QUIET_MS = 120_000
/** So long after a change the next is looked for often. */
const LIVELY_MS = 300_000

/**
 * How long to wait before a question is asked again in passing: seldom where nothing goes on, so that a page that is
 * left open all day costs little.
 * @param sinceChange since an answer was another one than before, in milliseconds
 * @param goesOn something on the page may go wrong from one moment to the next
 */
export const waitBefore = (sinceChange: number, goesOn: boolean): number =>
  goesOn || sinceChange < LIVELY_MS ? BUSY_MS : QUIET_MS
