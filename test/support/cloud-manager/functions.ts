import * as z from 'zod'
import type { Parameters } from './parameters'
import { Refusal } from './refusal'
import type { StandInFunction, State } from './state'

const environment = z
  .object({ Variables: z.array(z.object({ Key: z.string(), Value: z.string() })) })
  .transform(({ Variables }) => Object.fromEntries(Variables.map(({ Key, Value }) => [Key, Value])))
const limits = z.object({
  Timeout: z.int().min(1).max(900).optional(),
  MemorySize: z.union([z.literal(64), z.int().min(128).max(3_072).multipleOf(128)]).optional(),
  Environment: environment.optional(),
})
const RUNTIMES = ['Nodejs8.9', 'Nodejs10.15', 'Nodejs12.16', 'Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19']
/** Of all variables of a function together. */
const VARIABLE_BYTES = 4_096
/** How many askings a new or changed function takes to be ready. */
const BUSY_FOR = 2

/** The functions' actions. @throws Refusal */
export const FUNCTION_ACTIONS: Readonly<Record<string, (state: State, given: Parameters) => object>> = {
  GetFunction(state, { FunctionName }) {
    const one = found(state, FunctionName)
    if (one.busyFor > 0) one.busyFor -= 1
    else one.status = 'Active'
    return {
      FunctionName,
      Status: one.status,
      Runtime: one.runtime,
      Timeout: one.timeout,
      MemorySize: one.memory,
      Environment: { Variables: Object.entries(one.variables).map(([Key, Value]) => ({ Key, Value })) },
      Triggers: one.triggers.map(row => ({ ...row, TriggerDesc: JSON.stringify({ cron: row.TriggerDesc }) })),
    }
  },
  CreateFunction(state, given) {
    const name = String(given.FunctionName)
    if (state.functions.has(name)) throw new Refusal('ResourceInUse.FunctionName', `function ${name} exists`)
    const runtime = String(given.Runtime)
    if (!RUNTIMES.includes(runtime))
      throw new Refusal('InvalidParameterValue.Runtime', `no runtime ${runtime}`)
    const made = { runtime, status: 'Creating', busyFor: BUSY_FOR, timeout: 3, memory: 256 }
    const one: StandInFunction = { ...made, variables: {}, triggers: [] }
    change(one, given)
    state.functions.set(name, one)
    return {}
  },
  UpdateFunctionConfiguration(state, given) {
    const one = found(state, given.FunctionName)
    demandReady(one)
    change(one, given)
    Object.assign(one, { status: 'Updating', busyFor: BUSY_FOR })
    return {}
  },
  CreateTrigger(state, { FunctionName, TriggerName, Type, TriggerDesc }) {
    const one = found(state, FunctionName)
    demandReady(one)
    if (one.triggers.some(row => row.TriggerName === TriggerName)) {
      throw new Refusal('ResourceInUse.Trigger', `trigger ${TriggerName} exists`)
    }
    demandCron(TriggerDesc)
    const row = { TriggerName: String(TriggerName), Type: String(Type), TriggerDesc: String(TriggerDesc) }
    one.triggers.push({ ...row, Enable: 1 })
    return { TriggerInfo: row }
  },
  UpdateTrigger(state, { FunctionName, TriggerName, TriggerDesc, Enable }) {
    const row = found(state, FunctionName).triggers.find(trigger => trigger.TriggerName === TriggerName)
    if (!row) throw new Refusal('ResourceNotFound.Trigger', `no trigger ${TriggerName}`)
    demandCron(TriggerDesc)
    Object.assign(row, { TriggerDesc, Enable: Enable === 'CLOSE' ? 0 : 1 })
    return {}
  },
}

function found(state: State, name: unknown): StandInFunction {
  const one = state.functions.get(String(name))
  if (!one) throw new Refusal('ResourceNotFound.Function', `no function ${name}`)
  return one
}

function demandReady({ status }: StandInFunction): void {
  if (status !== 'Active')
    throw new Refusal('FailedOperation.FunctionStatusError', `the function is ${status}`)
}

function demandCron(text: unknown): void {
  if (String(text).split(' ').length === 7) return
  throw new Refusal('InvalidParameterValue.TriggerCronConfig', `no such time ${text}`)
}

function change(one: StandInFunction, given: Parameters): void {
  const read = limits.safeParse(given)
  if (!read.success) throw new Refusal('InvalidParameterValue', read.error.message)
  const { Timeout = one.timeout, MemorySize = one.memory, Environment = one.variables } = read.data
  if (Buffer.byteLength(JSON.stringify(Environment)) > VARIABLE_BYTES) {
    throw new Refusal('InvalidParameterValue.EnvironmentExceededLimit', 'too much in the variables')
  }
  Object.assign(one, { timeout: Timeout, memory: MemorySize, variables: Environment })
}
