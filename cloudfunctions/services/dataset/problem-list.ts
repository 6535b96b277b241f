import type { Problem } from '../../contract/problem'

/** So many are listed; whoever has more has one cause, and a file of garbage must not fill the memory. */
const LISTED_AT_MOST = 10_000

export class ProblemList {
  readonly listed: Problem[] = []
  readonly #paths = new Set<string>()
  #more = 0

  get size(): number {
    return this.listed.length + this.#more
  }

  get full(): boolean {
    return this.listed.length >= LISTED_AT_MOST
  }

  /** One problem a place: what follows from the first is not told again. */
  add(path: string, what: string): void {
    if (this.#paths.has(path)) return
    if (this.full) this.#more += 1
    else {
      this.#paths.add(path)
      this.listed.push({ path, what })
    }
  }

  addAll(problems: readonly Problem[]): void {
    for (const { path, what } of problems) this.add(path, what)
  }
}
