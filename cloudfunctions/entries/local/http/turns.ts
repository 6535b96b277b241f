/** Lets so many do something at a time, in the order in which they came. */
export class Turns {
  #busy = 0
  readonly #waiting: (() => void)[] = []

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  /** Whether one more would have to wait too long. */
  get full(): boolean {
    return this.#waiting.length >= this.mostWaiting
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy < this.most) this.#busy += 1
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that nobody who comes now is quicker.
      const next = this.#waiting.shift()
      if (next === undefined) this.#busy -= 1
      else next()
    }
  }
}
