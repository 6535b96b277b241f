import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { APP_ID, type Asked, environmentOf, type GatewayAddress, instanceEnvironment } from './environment'
import { FunctionFailure } from './failure'
import { Instance, type Task } from './instance'

export interface FunctionHostOptions {
  /** Of the built functions; the function's own folder in it has its name. */
  readonly folder: string
  readonly fn: string
  /** Most instances at once; what comes when all are busy waits for its turn. */
  readonly workers: number
  readonly gateway: GatewayAddress
  /** What was set for the function, as in the cloud's console. */
  readonly environment?: Readonly<Record<string, string>>
  readonly memoryMb?: number
  /** For one event, from when an instance has it. */
  readonly timeoutMs: number
  /** A line that the function wrote; to stderr when absent. */
  onLine?(line: string): void
}

/** One call of the function that an instance took. */
export interface Invocation {
  /** Milliseconds from when an instance had it to its end; a cold one includes the loading of the code. */
  readonly ms: number
  readonly cold: boolean
  readonly failure: string | null
}

export interface FunctionHost {
  readonly invocations: readonly Invocation[]
  /** Calls the function as the cloud would. @throws FunctionFailure */
  invoke(event: object, asked?: Asked): Promise<unknown>
  /** Ends one instance at this moment, rather a busy one; what it was doing has no result. @returns false: there is none */
  kill(): Promise<boolean>
  /** Ends every instance at this moment. What waits is given to new ones. */
  killAll(): Promise<void>
  /** Ends everything, also what waits. */
  close(): Promise<void>
}

/** The cloud's limits. */
const EVENT_BYTES = 100 << 10
const RESULT_BYTES = 1 << 20
const MEMORY_MB = 256

export function startFunctionHost(options: FunctionHostOptions): FunctionHost {
  return new Host(options)
}

interface Waiting {
  readonly task: Task
  done(result: string): void
  failed(error: unknown): void
}

class Host implements FunctionHost {
  readonly invocations: Invocation[] = []
  readonly #instances = new Set<Instance>()
  readonly #waiting: Waiting[] = []
  #isClosed = false

  constructor(private readonly options: FunctionHostOptions) {}

  async invoke(event: object, asked: Asked = {}): Promise<unknown> {
    const text = JSON.stringify(event)
    if (Buffer.byteLength(text) > EVENT_BYTES) {
      throw new FunctionFailure('EXCEED_MAX_PAYLOAD_SIZE', 'an event has 100 KB at most')
    }
    const result = await this.#queued(this.#taskOf(text, asked))
    if (Buffer.byteLength(result) > RESULT_BYTES) {
      throw new FunctionFailure('EXCEED_MAX_RESPONSE_SIZE', 'a result has 1 MB at most')
    }
    return JSON.parse(result)
  }

  async kill(): Promise<boolean> {
    const all = [...this.#instances]
    const busy = all.filter(({ isBusy }) => isBusy)
    const from = busy.length > 0 ? busy : all
    const one = from[Math.floor(Math.random() * from.length)]
    await one?.end(killed())
    return one !== undefined
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#instances].map(instance => instance.end(killed())))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { failed } of this.#waiting.splice(0)) failed(killed())
    await this.killAll()
  }

  /** The cloud adds who asks to the event of a call from a mini-program. A function must not believe it. */
  #taskOf(text: string, asked: Asked): Task {
    const { fn, gateway, environment = {}, memoryMb = MEMORY_MB, timeoutMs } = this.options
    const userInfo = asked.openId !== undefined && { userInfo: { appId: APP_ID, openId: asked.openId } }
    return {
      event: JSON.stringify({ ...(JSON.parse(text) as object), ...userInfo }),
      context: {
        request_id: randomUUID(),
        function_name: fn,
        function_version: '$LATEST',
        namespace: gateway.env,
        memory_limit_in_mb: memoryMb,
        time_limit_in_ms: timeoutMs,
      },
      environment: environmentOf(gateway, environment, asked),
    }
  }

  #queued(task: Task): Promise<string> {
    return new Promise((done, failed) => {
      if (this.#isClosed) return failed(killed())
      this.#waiting.push({ task, done, failed })
      this.#serve()
    })
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const idle = [...this.#instances].find(({ isBusy }) => !isBusy)
      if (idle === undefined && this.#instances.size >= this.options.workers) return
      const next = this.#waiting.shift()!
      void this.#run(idle ?? this.#started(), next, idle === undefined)
    }
  }

  async #run(instance: Instance, { task, done, failed }: Waiting, cold: boolean): Promise<void> {
    const from = performance.now()
    const timer = setTimeout(() => void instance.end(this.#late()), this.options.timeoutMs)
    try {
      const result = await instance.run(task)
      this.#note(from, cold, null)
      done(result)
    } catch (error) {
      this.#note(from, cold, error instanceof FunctionFailure ? error.code : String(error))
      failed(error)
    } finally {
      clearTimeout(timer)
      this.#serve()
    }
  }

  #note(from: number, cold: boolean, failure: string | null): void {
    this.invocations.push({ ms: performance.now() - from, cold, failure })
  }

  #started(): Instance {
    const { folder, fn, gateway, environment = {}, memoryMb = MEMORY_MB } = this.options
    const onLine = this.options.onLine ?? (line => console.error(`${fn}: ${line}`))
    const instance: Instance = new Instance(
      {
        file: join(resolve(folder), fn, 'index.js'),
        environment: { ...environment, ...instanceEnvironment(gateway) },
        memoryMb,
        onLine,
      },
      () => this.#instances.delete(instance),
    )
    this.#instances.add(instance)
    return instance
  }

  #late(): FunctionFailure {
    const seconds = this.options.timeoutMs / 1_000
    return new FunctionFailure(
      'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      `Invoking task timed out after ${seconds} seconds`,
    )
  }
}

function killed(): FunctionFailure {
  return new FunctionFailure('FUNCTIONS_EXECUTE_FAIL', 'the instance was gone before it answered')
}
