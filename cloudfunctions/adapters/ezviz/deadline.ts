import { unanswered } from './codes'

/** Until when a question that somebody has asked may go on, with all the calls that it takes. */
export class Deadline {
  readonly #at: number

  /** @param ms from now on */
  constructor(ms: number) {
    // Not the clock that tells the time, which may be set.
    this.#at = performance.now() + ms
  }

  /** Milliseconds; none when it has passed. */
  get left(): number {
    return Math.max(0, this.#at - performance.now())
  }

  /** @throws RecordingSourceError when there is no answer by then; what is under way ends by itself */
  async bound<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const passed = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unanswered(null, new Error('no time was left')).error), this.left)
    })
    try {
      return await Promise.race([answer, passed])
    } finally {
      clearTimeout(timer)
    }
  }
}
