import { type Commit, StoreError } from '../../ports/store'
import type { WrittenOut } from './write'

/** A batch is closed when it holds so many writes, or so much text: reads wait for it, some milliseconds at most. */
const MOST_WRITES = 256
const MOST_CHARACTERS = 1 << 20

interface Waiting {
  readonly writes: readonly WrittenOut[]
  readonly resolve: (commit: Commit) => void
  readonly reject: (error: StoreError) => void
}

type CommitBatch = (callers: readonly (readonly WrittenOut[])[]) => (Commit | StoreError)[]

/**
 * Gathers the commits that arrive in the same turn of the event loop, so that they share one wait for the disk. While
 * the disk is waited for, more requests arrive: the greater the rush, the greater the batches.
 */
export class CommitQueue {
  readonly #waiting: Waiting[] = []
  #due = false

  constructor(private readonly commitBatch: CommitBatch) {}

  /** Answers when the batch that holds these writes is safe. @throws StoreError */
  add(writes: readonly WrittenOut[]): Promise<Commit> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, resolve, reject })
      this.#schedule()
    })
  }

  /** Commits at once what is waiting. */
  drain(): void {
    while (this.#waiting.length > 0) this.#commitNext()
  }

  #schedule(): void {
    if (this.#due || this.#waiting.length === 0) return
    this.#due = true
    // After whatever the sockets brought in this turn; what is left over lets the next turn's reads go first.
    setImmediate(() => {
      this.#due = false
      this.#commitNext()
      this.#schedule()
    })
  }

  #commitNext(): void {
    const batch = this.#waiting.splice(0, this.#sizeOfNext())
    if (batch.length === 0) return
    try {
      const outcomes = this.commitBatch(batch.map(({ writes }) => writes))
      for (const [i, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[i]!
        if (outcome instanceof StoreError) reject(outcome)
        else resolve(outcome)
      }
    } catch (cause) {
      for (const { reject } of batch) reject(new StoreError('could not write', { cause }))
    }
  }

  /** How many callers fit into a batch; at least one, however much it writes. */
  #sizeOfNext(): number {
    let writes = 0
    let characters = 0
    for (const [i, waiting] of this.#waiting.entries()) {
      writes += waiting.writes.length
      for (const { body } of waiting.writes) characters += body.length
      if (i > 0 && (writes > MOST_WRITES || characters > MOST_CHARACTERS)) return i
    }
    return this.#waiting.length
  }
}
