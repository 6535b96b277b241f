import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work that nobody waits for takes at most about this share of the process's time while trainees check in. */
const SHARE = 0.1
/** So long it works before it rests. */
const BUSY_MS = 20

/** Keeps work in many small steps from standing in the way of those who wait for an answer. */
export class Pace {
  #from = performance.now()
  #busyMs = 0

  /** @param pause so many milliseconds, or until the process is to end */
  constructor(private readonly pause: (ms: number) => Promise<void>) {}

  /** To be awaited after each step. */
  async rest(): Promise<void> {
    this.#busyMs += performance.now() - this.#from
    if (this.#busyMs >= BUSY_MS) {
      await this.pause(this.#busyMs / SHARE - this.#busyMs)
      this.#busyMs = 0
    } else await nextTurn()
    this.#from = performance.now()
  }
}
