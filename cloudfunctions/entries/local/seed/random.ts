import { createHash } from 'node:crypto'

/** Whole numbers that follow from a text: the same demonstration on every start and every machine. */
export class Seeded {
  #count = 0

  constructor(private readonly seed: string) {}

  /** From `least` to `most`, both included. */
  between(least: number, most: number): number {
    this.#count += 1
    const hash = createHash('sha256').update(`${this.seed} ${this.#count}`).digest()
    return least + (hash.readUInt32BE(0) % (most - least + 1))
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.between(0, items.length - 1)] ?? items[0]
  }
}
