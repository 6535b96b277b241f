import type { Problem } from '../../contract/problem'

/** So many are listed; whoever has more has one cause, and a file of garbage must not fill the memory. */
const LISTED_AT_MOST = 10_000

export class ProblemList {
  readonly listed: Problem[] = []
  #more = 0

  get size(): number {
    return this.listed.length + this.#more
  }

  get full(): boolean {
    return this.listed.length >= LISTED_AT_MOST
  }

  add(path: string, what: string): void {
    if (this.full) this.#more += 1
    else this.listed.push({ path, what })
  }

  addAll(problems: readonly Problem[]): void {
    for (const { path, what } of problems) this.add(path, what)
  }
}
