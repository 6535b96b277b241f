/** How to wait between attempts; handed in so that a test need not. */
export interface Pacing {
  readonly pause: (milliseconds: number) => Promise<void>
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

export const REAL_PACING: Pacing = {
  pause: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  random: Math.random,
}

const FIRST_WAIT_MS = 30
const LONGEST_WAIT_MS = 1_000

/**
 * Tries again as long as `again` says so of the failure and of the attempt, counted from 1. The waits double, and each
 * is drawn by lot from nothing to its length, so that those who collided do not collide again.
 */
export async function inAttempts<T>(
  action: () => Promise<T>,
  again: (failure: unknown, attempt: number) => boolean,
  pacing: Pacing,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action()
    } catch (failure) {
      if (!again(failure, attempt)) throw failure
      await pacing.pause(pacing.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt))
    }
  }
}
