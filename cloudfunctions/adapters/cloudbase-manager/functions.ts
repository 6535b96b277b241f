import * as z from 'zod'
import type { Call } from './call'
import type { CloudEnvironment } from './environment'
import { ManagerError } from './failures'
import { PLACEHOLDER } from './placeholder'

export type Variables = Readonly<Record<string, string>>

export interface Timer {
  readonly name: string
  /** Seven fields, in Beijing's time. */
  readonly cron: string
}

export interface CloudFunction {
  readonly name: string
  /** `Active` when it can be called and changed. */
  readonly status: string
  readonly runtime: string
  readonly timeoutSeconds: number
  readonly memoryMegabytes: number
  readonly variables: Variables
  readonly timers: readonly (Timer & { readonly open: boolean })[]
}

export interface FunctionSettings {
  readonly timeoutSeconds: number
  readonly memoryMegabytes: number
  /** All of them: what is missing here is taken away there. */
  readonly variables: Variables
}

export interface Functions {
  /** Null: there is none of this name. */
  find(name: string): Promise<CloudFunction | null>
  /** With code that only says that the real one has not come yet. A function's runtime can't be changed later. */
  create(name: string, runtime: string, settings: FunctionSettings): Promise<void>
  configure(name: string, settings: FunctionSettings): Promise<void>
  addTimer(name: string, timer: Timer): Promise<void>
  /** Sets when it rings, and that it does. */
  changeTimer(name: string, timer: Timer): Promise<void>
}

const detail = z.object({
  FunctionName: z.string(),
  Status: z.string(),
  Runtime: z.string(),
  Timeout: z.int(),
  MemorySize: z.int(),
  Environment: z
    .object({ Variables: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish() })
    .nullish(),
  Triggers: z
    .array(
      z.object({
        TriggerName: z.string(),
        Type: z.string(),
        TriggerDesc: z.string(),
        Enable: z.union([z.int(), z.string()]).nullish(),
      }),
    )
    .nullish(),
})
const done = z.object({})

/** The functions of an environment. Every call throws ManagerError. */
export function createFunctions(call: Call, environment: CloudEnvironment): Functions {
  const { id: Namespace, log } = environment
  const ask = <T>(
    action: string,
    name: string,
    more: Readonly<Record<string, unknown>>,
    answer: z.ZodType<T>,
  ) => call({ service: 'scf', action, parameters: { FunctionName: name, Namespace, ...more } }, answer)
  const logs = log ? { ClsLogsetId: log.set, ClsTopicId: log.topic } : {}

  return {
    async find(name) {
      try {
        return read(await ask('GetFunction', name, {}, detail))
      } catch (error) {
        if (error instanceof ManagerError && error.code.startsWith('ResourceNotFound.Function')) return null
        throw error
      }
    },
    async create(name, runtime, settings) {
      const code = { Handler: 'index.main', Runtime: runtime, Code: { ZipFile: PLACEHOLDER } }
      // As the console's own functions are made: what they may do in the cloud, and that WeChat sees them.
      const kind = { Role: 'TCB_QcsRole', Stamp: 'MINI_QCBASE' }
      await ask('CreateFunction', name, { ...code, ...kind, ...logs, ...asked(settings) }, done)
    },
    async configure(name, settings) {
      await ask('UpdateFunctionConfiguration', name, { ...logs, ...asked(settings) }, done)
    },
    async addTimer(name, { name: TriggerName, cron }) {
      await ask(
        'CreateTrigger',
        name,
        { TriggerName, Type: 'timer', TriggerDesc: cron, Enable: 'OPEN' },
        done,
      )
    },
    async changeTimer(name, { name: TriggerName, cron }) {
      await ask(
        'UpdateTrigger',
        name,
        { TriggerName, Type: 'timer', TriggerDesc: cron, Enable: 'OPEN' },
        done,
      )
    },
  }
}

function asked({ timeoutSeconds, memoryMegabytes, variables }: FunctionSettings): object {
  const Variables = Object.entries(variables).map(([Key, Value]) => ({ Key, Value }))
  return { Timeout: timeoutSeconds, MemorySize: memoryMegabytes, Environment: { Variables } }
}

function read(found: z.infer<typeof detail>): CloudFunction {
  const variables = found.Environment?.Variables ?? []
  const timers = (found.Triggers ?? []).filter(({ Type }) => Type === 'timer')
  return {
    name: found.FunctionName,
    status: found.Status,
    runtime: found.Runtime,
    timeoutSeconds: found.Timeout,
    memoryMegabytes: found.MemorySize,
    variables: Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value])),
    timers: timers.map(({ TriggerName, TriggerDesc, Enable }) => ({
      name: TriggerName,
      cron: cronOf(TriggerDesc),
      open: Enable !== 0 && Enable !== 'CLOSE',
    })),
  }
}

/** A timer is made with the bare expression and told back as JSON around it. */
function cronOf(text: string): string {
  return /"cron"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? text
}
