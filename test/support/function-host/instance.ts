import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { FunctionFailure } from './failure'

export interface InstanceOptions {
  /** The function's code: a file that exports `main`. */
  readonly file: string
  /** Before the first event comes with its own. */
  readonly environment: Readonly<Record<string, string>>
  readonly memoryMb: number
  /** A line that the function wrote. */
  onLine(line: string): void
}

export interface Task {
  /** JSON. */
  readonly event: string
  readonly context: object
  readonly environment: Readonly<Record<string, string>>
}

type Message = 'ready' | { readonly result: string } | { readonly thrown: string }

interface Running {
  readonly task: Task
  done(result: string): void
  failed(failure: FunctionFailure): void
}

/** A thread that holds a function's code in memory, with an environment of its own. */
export class Instance {
  readonly #worker: Worker
  #running: Running | null = null
  #isReady = false
  #end: FunctionFailure | null = null

  /** @param onGone called once, when no event can be given to it any more */
  constructor(
    { file, environment, memoryMb, onLine }: InstanceOptions,
    private readonly onGone: () => void,
  ) {
    this.#worker = new Worker(resolve('test/support/function-host/worker.cjs'), {
      workerData: file,
      env: { ...environment },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true,
      stderr: true,
    })
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input: stream }).on('line', onLine)
    }
    this.#worker.on('message', (message: Message) => this.#hear(message))
    this.#worker.on('error', error => this.#gone(deathOf(error)))
    this.#worker.on('exit', () => this.#gone(new FunctionFailure('FUNCTIONS_EXECUTE_FAIL', 'exited')))
  }

  get isBusy(): boolean {
    return this.#running !== null
  }

  /** One at a time. @returns JSON @throws FunctionFailure */
  run(task: Task): Promise<string> {
    return new Promise((done, failed) => {
      if (this.#end !== null) return failed(this.#end)
      this.#running = { task, done, failed }
      if (this.#isReady) this.#worker.postMessage(task)
    })
  }

  /** At once, whatever it is doing; who waits for it is told. */
  async end(failure: FunctionFailure): Promise<void> {
    this.#gone(failure)
    await this.#worker.terminate()
  }

  #hear(message: Message): void {
    if (message === 'ready') {
      this.#isReady = true
      if (this.#running !== null) this.#worker.postMessage(this.#running.task)
      return
    }
    const running = this.#running
    this.#running = null
    if ('result' in message) running?.done(message.result)
    else running?.failed(new FunctionFailure('FUNCTIONS_EXECUTE_FAIL', message.thrown))
  }

  #gone(failure: FunctionFailure): void {
    if (this.#end !== null) return
    this.#end = failure
    this.#running?.failed(failure)
    this.#running = null
    this.onGone()
  }
}

function deathOf(error: unknown): FunctionFailure {
  // Not by its class: under a test runner it is one of another realm.
  const { code, stack } = Object(error) as { code?: unknown; stack?: unknown }
  const isFull = code === 'ERR_WORKER_OUT_OF_MEMORY'
  const name = isFull ? 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED' : 'FUNCTIONS_EXECUTE_FAIL'
  return new FunctionFailure(name, String(stack ?? error))
}
