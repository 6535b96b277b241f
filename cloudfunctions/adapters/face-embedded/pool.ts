import { FaceVerifierError } from '../../ports/face-verifier'
import type { Reading } from './reading'
import { forbidTelemetry } from './telemetry'
import { NotBegun, Thread } from './thread'

export interface PoolOptions {
  readonly workerFile: string
  readonly modelsFolder: string
  readonly workers: number
  /** How many pictures may wait; a request that would bring more is turned away at once. */
  readonly queue: number
  /** How long a request may take, waiting included, in milliseconds. */
  readonly deadlineMs: number
}

/** Pictures of one request that wait for a thread. */
interface Job {
  readonly picture: Uint8Array
  readonly request: { over: boolean }
  done(reading: Reading): void
  failed(error: unknown): void
}

/** Worker threads that look at pictures, with a bounded queue before them. */
export class Pool {
  private readonly waiting: Job[] = []
  private readonly threads = new Set<Thread>()
  /** Those that have not come back from a picture in time, and that others stand in for. */
  private readonly lost = new Set<Thread>()
  private readonly restarts = new Set<NodeJS.Timeout>()
  private closed = false

  private constructor(private readonly options: PoolOptions) {}

  /** @throws FaceVerifierError when a thread does not start */
  static async open(options: PoolOptions): Promise<Pool> {
    forbidTelemetry()
    const pool = new Pool(options)
    const threads = Array.from({ length: options.workers }, () => pool.start())
    try {
      await inTime(Promise.all(threads.map(thread => thread.ready)))
      return pool
    } catch (error) {
      await pool.close()
      throw error
    }
  }

  /**
   * @returns what each of the pictures shows
   * @throws FaceVerifierError when too much waits already, or time has run out, or a thread died of a picture
   */
  read(pictures: readonly Uint8Array[]): Promise<readonly Reading[]> {
    if (this.closed) return Promise.reject(isClosed())
    if (this.unbegun() + pictures.length > this.options.queue) {
      return Promise.reject(new FaceVerifierError('Too many pictures wait for the face engine.'))
    }
    const request = { over: false }
    return new Promise<readonly Reading[]>((resolve, reject) => {
      const end = (settle: () => void) => {
        if (request.over) return
        request.over = true
        clearTimeout(timer)
        this.dropWaiting(request)
        settle()
      }
      const timer = setTimeout(
        () => end(() => reject(new FaceVerifierError('The face engine did not answer in time.'))),
        this.options.deadlineMs,
      )
      const all = pictures.map(
        picture =>
          new Promise<Reading>((done, failed) => {
            this.waiting.push({ picture, request, done, failed })
          }),
      )
      Promise.all(all).then(
        readings => end(() => resolve(readings)),
        (error: unknown) => end(() => reject(error)),
      )
      this.giveOut()
    })
  }

  /** Turns away what waits, and ends every thread. */
  async close(): Promise<void> {
    this.closed = true
    for (const restart of this.restarts) clearTimeout(restart)
    for (const job of this.waiting.splice(0)) job.failed(isClosed())
    await Promise.all([...this.threads].map(end))
  }

  private start(): Thread {
    const thread = new Thread(this.options, () => this.standInFor(thread))
    this.threads.add(thread)
    let wasReady = false
    thread.ready.then(
      () => {
        wasReady = true
        this.giveOut()
      },
      () => undefined,
    )
    void thread.ended.then(() => {
      this.lost.delete(thread)
      if (this.threads.delete(thread) && !this.closed) this.startAgain(wasReady ? 0 : PAUSE_MS)
    })
    return thread
  }

  /** One that never became ready will hardly do so at once. */
  private startAgain(afterMs: number): void {
    const restart = setTimeout(() => {
      this.restarts.delete(restart)
      this.start()
    }, afterMs)
    this.restarts.add(restart)
  }

  /** How many pictures wait, be it here or with a thread that is at another. */
  private unbegun(): number {
    return [...this.threads].reduce((sum, thread) => sum + thread.unbegun, this.waiting.length)
  }

  private giveOut(): void {
    while (this.waiting.length > 0) {
      const thread = leastLoaded([...this.threads].filter(one => one.hasRoom))
      if (!thread) return
      void this.work(thread, this.waiting.shift()!)
    }
  }

  private async work(thread: Thread, job: Job): Promise<void> {
    try {
      job.done(await thread.read(job.picture))
    } catch (error) {
      if (error instanceof NotBegun) return this.takeBack(job)
      job.failed(error)
    }
    if (this.lost.has(thread)) thread.finish()
    else this.giveOut()
  }

  private takeBack(job: Job): void {
    if (this.closed) job.failed(isClosed())
    else if (!job.request.over) {
      this.waiting.unshift(job)
      this.giveOut()
    }
  }

  /** As many as there are threads may be lost; when more hang, the machine is what is too slow. */
  private standInFor(thread: Thread): void {
    if (this.closed || this.lost.size >= this.options.workers) return
    this.threads.delete(thread)
    this.lost.add(thread)
    thread.letGo()
    this.start()
  }

  private dropWaiting(request: Job['request']): void {
    for (const job of this.waiting.filter(one => one.request === request)) remove(this.waiting, job)
  }
}

function leastLoaded(threads: readonly Thread[]): Thread | undefined {
  return threads.reduce<Thread | undefined>(
    (least, one) => (least && least.load <= one.load ? least : one),
    undefined,
  )
}

function isClosed(): FaceVerifierError {
  return new FaceVerifierError('The face engine is closed.')
}

const PAUSE_MS = 1_000
/** How long the first start of all threads may take. */
const STARTING_MS = 60_000

/** @throws FaceVerifierError */
async function inTime(started: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FaceVerifierError('The face engine did not start in time.')),
      STARTING_MS,
    )
  })
  try {
    await Promise.race([started, late])
  } finally {
    clearTimeout(timer)
  }
}

/** How long the closing waits for a thread to finish its last picture. */
const ENDING_MS = 5_000

async function end(thread: Thread): Promise<void> {
  thread.finish()
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ENDING_MS)
  })
  await Promise.race([thread.ended, patience])
  clearTimeout(timer)
  thread.letGo()
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}
