import { Worker } from 'node:worker_threads'
import { FaceVerifierError } from '../../ports/face-verifier'
import type { Answer, Question } from './messages'
import type { Reading } from './reading'

/** What a picture comes back with that its thread did not come to: another thread may have it. */
export class NotBegun extends Error {}

/** The one it looks at, and one that lies ready: being handed the next takes as long as a tenth of a look. */
const MOST_AT_ONCE = 2

/** Many times what a look takes on a busy machine. Who takes longer may hang, and holds nobody else's picture. */
const SLOW_MS = 1_000

export interface ThreadOptions {
  readonly workerFile: string
  readonly modelsFolder: string
  /** How long it may look at one picture, in milliseconds. */
  readonly deadlineMs: number
}

interface Asked extends PromiseWithSettlers<Reading> {
  readonly number: number
}

/**
 * One worker thread that looks at one picture after the other. It is never terminated: that would abort the whole
 * process when it happens while a model runs, since the runtime's native part can't be interrupted there.
 */
export class Thread {
  /** Resolves when it has ended, by itself or by its end being brought about. */
  readonly ended: Promise<void>
  private readonly worker: Worker
  private readonly started = withSettlers<void>()
  private takesMore = false
  /** In their order; the first is being looked at. */
  private readonly asked: Asked[] = []
  private number = 0
  private readonly patience: NodeJS.Timeout[] = []

  /** @param hangs is called when it has not come back from a picture in time */
  constructor(
    private readonly options: ThreadOptions,
    private readonly hangs: () => void,
  ) {
    this.worker = new Worker(options.workerFile, { workerData: { modelsFolder: options.modelsFolder } })
    this.worker.on('message', (answer: Answer) => this.heard(answer))
    let cause: unknown = null
    this.worker.on('error', error => {
      cause = error
    })
    this.ended = new Promise(resolve => {
      this.worker.on('exit', () => {
        this.giveBack()
        this.failWith(new FaceVerifierError('A thread of the face engine has died.', { cause }))
        resolve()
      })
    })
  }

  /**
   * Resolves when it can be asked.
   * @throws FaceVerifierError when it ended before
   */
  get ready(): Promise<void> {
    return this.started.promise
  }

  /** How many pictures it has. */
  get load(): number {
    return this.asked.length
  }

  /** How many of them it has not begun. */
  get unbegun(): number {
    return Math.max(0, this.load - 1)
  }

  get hasRoom(): boolean {
    return this.takesMore && this.load < MOST_AT_ONCE
  }

  /**
   * To be called when it has room.
   * @throws FaceVerifierError when the thread dies of it
   * @throws NotBegun when it died or hung before it came to it
   */
  read(picture: Uint8Array): Promise<Reading> {
    const asked = { number: this.number++, ...withSettlers<Reading>() }
    this.asked.push(asked)
    if (this.load === 1) this.begins()
    // A copy of its own: what is handed over is gone from this side.
    const question: Question = { number: asked.number, picture: new Uint8Array(picture) }
    this.worker.postMessage(question, [question.picture.buffer as ArrayBuffer])
    return asked.promise
  }

  /** Ends it when it has finished what it is at. */
  finish(): void {
    this.giveBack()
    this.worker.postMessage(null)
  }

  /** The process need not wait for it any more. */
  letGo(): void {
    this.worker.unref()
  }

  private heard(answer: Answer): void {
    if (answer.kind === 'ready') {
      this.takesMore = true
      return this.started.resolve()
    }
    // Other numbers were given back; it came to them nevertheless.
    if (this.asked[0]?.number !== answer.number) return
    const { resolve, reject } = this.asked.shift()!
    this.takesMore = true
    this.begins()
    if (answer.kind === 'reading') resolve(answer.reading)
    else reject(new FaceVerifierError(`The face engine failed: ${answer.because}`))
  }

  private begins(): void {
    this.stopWaiting()
    if (this.load === 0) return
    const { deadlineMs } = this.options
    this.patience.push(
      setTimeout(() => this.giveBack(), Math.min(SLOW_MS, deadlineMs)),
      setTimeout(() => this.hangs(), deadlineMs),
    )
  }

  private giveBack(): void {
    this.takesMore = false
    for (const { reject } of this.asked.splice(1)) reject(new NotBegun())
  }

  private failWith(error: FaceVerifierError): void {
    this.stopWaiting()
    this.started.reject(error)
    for (const { reject } of this.asked.splice(0)) reject(error)
  }

  private stopWaiting(): void {
    for (const timer of this.patience.splice(0)) clearTimeout(timer)
  }
}

interface PromiseWithSettlers<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

function withSettlers<T>(): PromiseWithSettlers<T> {
  let settlers: Omit<PromiseWithSettlers<T>, 'promise'> | null = null
  const promise = new Promise<T>((resolve, reject) => {
    settlers = { resolve, reject }
  })
  // Whoever waits for it hears of its failure; nobody waiting is no failure of its own.
  promise.catch(() => undefined)
  return { promise, ...settlers! }
}
