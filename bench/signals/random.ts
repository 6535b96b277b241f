/** A small seeded generator (Tommy Ettinger's mulberry32, public domain): the same city on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 to 1, without 1. */
  share(): number {
    return this.word() / 0x1_0000_0000
  }

  /** 32 bits. */
  word(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }

  /** Whether something happens that does so often. */
  happens(share: number): boolean {
    return this.share() < share
  }

  between(from: number, to: number): number {
    return from + this.share() * (to - from)
  }

  whole(below: number): number {
    return Math.floor(this.share() * below)
  }

  one<T>(of: readonly [T, ...T[]]): T {
    return of[this.whole(of.length)] ?? of[0]
  }

  /** Mean 0, deviation 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share())
  }

  /** Around a median; `spread` is the deviation of the logarithm. */
  skewed(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal())
  }

  /** 16 digits of hex. */
  hex16(): string {
    return hex8(this.word()) + hex8(this.word())
  }
}

export function hex8(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
