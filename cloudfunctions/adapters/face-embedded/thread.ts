import { Worker } from 'node:worker_threads'
import { FaceVerifierError } from '../../ports/face-verifier'
import type { Answer, Question } from './messages'
import type { Reading } from './reading'

/**
 * One worker thread that looks at one picture at a time. It is never terminated: that would abort the whole process
 * when it happens while a model runs, since the runtime's native part can't be interrupted there.
 */
export class Thread {
  /** Resolves when it has ended, by itself or by its end being brought about. */
  readonly ended: Promise<void>
  private readonly worker: Worker
  private over = false
  private asked: PromiseWithSettlers<Reading> | null = null
  private readonly started = withSettlers<void>()

  constructor(workerFile: string, modelsFolder: string) {
    this.worker = new Worker(workerFile, { workerData: { modelsFolder } })
    this.worker.on('message', (answer: Answer) => this.heard(answer))
    let cause: unknown = null
    this.worker.on('error', error => {
      cause = error
    })
    this.ended = new Promise(resolve => {
      this.worker.on('exit', () => {
        this.over = true
        this.failWith(new FaceVerifierError('A thread of the face engine has died.', { cause }))
        resolve()
      })
    })
  }

  get hasEnded(): boolean {
    return this.over
  }

  /**
   * Resolves when it can be asked.
   * @throws FaceVerifierError when it ended before
   */
  get ready(): Promise<void> {
    return this.started.promise
  }

  /**
   * To be called when the last picture has been answered.
   * @throws FaceVerifierError when the thread dies of it
   */
  read(picture: Uint8Array): Promise<Reading> {
    this.asked = withSettlers<Reading>()
    // A copy of its own: what is handed over is gone from this side.
    const question: Question = { picture: new Uint8Array(picture) }
    this.worker.postMessage(question, [question.picture.buffer as ArrayBuffer])
    return this.asked.promise
  }

  /** Ends it when it has finished what it is at. */
  finish(): void {
    this.worker.postMessage(null)
  }

  /** The process need not wait for it any more. */
  letGo(): void {
    this.worker.unref()
  }

  private heard(answer: Answer): void {
    if (answer.kind === 'ready') return this.started.resolve()
    const asked = this.asked
    this.asked = null
    if (answer.kind === 'reading') asked?.resolve(answer.reading)
    else asked?.reject(new FaceVerifierError(`The face engine failed: ${answer.because}`))
  }

  private failWith(error: FaceVerifierError): void {
    this.started.reject(error)
    this.asked?.reject(error)
    this.asked = null
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
