/**
 * Lets what touches the same thing happen in the order in which it was asked for, and everything else at once. It
 * orders the calls of one process; those of others meet in the database.
 */
export class Lanes {
  readonly #lasts = new Map<string, Promise<void>>()

  /** Never begins before what was given for one of these lanes earlier has ended, well or badly. */
  async run<T>(lanes: Iterable<string>, action: () => Promise<T>): Promise<T> {
    const mine = [...new Set(lanes)]
    const before = Promise.all(mine.map(lane => this.#lasts.get(lane)))
    const outcome = before.then(action)
    const ended = outcome.then(
      () => {},
      // Whoever asked hears of it by the outcome.
      () => {},
    )
    for (const lane of mine) this.#lasts.set(lane, ended)
    await ended
    for (const lane of mine) if (this.#lasts.get(lane) === ended) this.#lasts.delete(lane)
    return outcome
  }

  /** When all is done that was asked for so far. */
  async idle(): Promise<void> {
    await Promise.all(this.#lasts.values())
  }
}
