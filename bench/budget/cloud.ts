import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import type { Instant } from '../../cloudfunctions/domain/model'
import { actAsFunction } from '../../test/support/act-as-function'
import { startGateway } from '../../test/support/cloudbase-gateway'
import { DECLARED } from '../../test/support/cloudbase-gateway/declared'
import { keysTextOf } from '../../test/support/development-cloud/keys'
import { type Messages, startMessages } from '../../test/support/development-cloud/messages'
import { type FunctionHost, startFunctionHost } from '../../test/support/function-host'
import {
  type ClockedEvent,
  type ClockedResult,
  clockedFunctions,
} from '../../test/support/function-host/clocked'
import { APP_ID } from '../../test/support/function-host/environment'
import { startWechatFace, type WechatFace } from '../../test/support/wechat-face'
import { settingsOf, startCameras } from './cameras'
import { Counter, requestsIn } from './counts'
import { fillCity, fillSchool, type Person, type School } from './school'
import { gbSecondsOf, type Usage } from './usage'

/** A call of a function, with what it cost and what it asked of the database. */
export interface Told {
  readonly body: unknown
  readonly usage: Usage
  /** In their order, e.g. `reads accounts`. */
  readonly asked: readonly string[]
}

/** The built functions over the stand-in of the gateway, with a school in it, at whatever time they are told. */
export interface BudgetCloud {
  readonly school: School
  /** From now on all clocks say so. */
  setTime(at: Instant): void
  ask<K extends Operation>(
    who: Person,
    operation: K,
    input: Input<K>,
  ): Promise<Told & { readonly body: Answers[K] }>
  /** One tick of the timer. */
  tick(): Promise<Told>
  /** Ends all instances: whoever asks next finds a cold one. */
  coolDown(): Promise<void>
  /** A person has accepted these kinds of messages in WeChat. */
  readonly accept: Messages['accept']
  readonly sent: Messages['sent']
  /** WeChat has found the right face before this person's phone. */
  faceSeen(who: Person, verifyId: string): void
  close(): Promise<void>
}

type Fn = 'app' | 'rounds'

const TIMEOUT_MS = 60_000
const APP_SECRET = 'b'.repeat(32)

interface Options {
  /** Has WeChat verify faces. */
  readonly faces?: boolean
}

/** @param functionsFolder of the built functions */
export async function startBudgetCloud(
  functionsFolder: string,
  begin: Instant,
  { faces = false }: Options = {},
): Promise<BudgetCloud> {
  actAsFunction()
  let time: Instant | null = null
  const now = () => time ?? begin
  // Who fills it signs by this machine's clock.
  const messages = startMessages({})
  const { openApis } = messages
  const gateway = await startGateway({ collections: DECLARED, openApis, now: () => time ?? Date.now() })
  const school = await fillSchool(gateway.address, now)
  await fillCity(gateway.address, messages)
  time = begin
  const cameras = await startCameras(now)
  const wechat = await startWechatFace({ appId: APP_ID, appSecret: APP_SECRET, now })
  const counter = new Counter(gateway)
  const clocked = clockedFunctions(functionsFolder, ['app', 'rounds'])
  const environment = {
    JINENG_KEYS: keysTextOf(school.keys),
    ...settingsOf(cameras),
    ...messages.settings,
    ...(faces && faceSettings(wechat)),
  }
  const host = (fn: Fn) =>
    startFunctionHost({
      folder: clocked.folder,
      fn,
      workers: 1,
      gateway: gateway.address,
      environment,
      timeoutMs: TIMEOUT_MS,
      onLine: () => {},
    })
  const hosts: Readonly<Record<Fn, FunctionHost>> = { app: host('app'), rounds: host('rounds') }

  async function call(fn: Fn, event: object, asked: object): Promise<Told> {
    counter.take()
    const clockedEvent: ClockedEvent = { at: now(), event }
    const told = (await hosts[fn].invoke(clockedEvent, asked)) as ClockedResult
    const seen = counter.take()
    const requests = requestsIn(seen)
    const usage = { calls: 1, ...requests, gbSeconds: gbSecondsOf(told.activeMs, requests) }
    return { body: told.result, usage, asked: seen }
  }

  return {
    school,
    setTime: at => {
      time = at
    },
    ask: async <K extends Operation>({ openId }: Person, operation: K, input: Input<K>) => {
      const told = await call('app', { operation, input }, { openId })
      const { status, body } = told.body as { status: number; body: Answers[K] }
      if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`)
      return { ...told, body }
    },
    tick: async () => {
      const told = await call('rounds', { Type: 'Timer', TriggerName: 'budget' }, { source: 'timer' })
      const { failed } = told.body as { failed: readonly string[] }
      if (failed.length > 0) throw new Error(`the timer’s work failed: ${failed.join(', ')}`)
      return told
    },
    coolDown: async () => {
      await Promise.all(Object.values(hosts).map(one => one.killAll()))
    },
    accept: messages.accept,
    sent: messages.sent,
    faceSeen: ({ openId }, verifyId) => void wechat.phone(openId).requestFacialVerify(verifyId),
    close: async () => {
      await Promise.all(Object.values(hosts).map(one => one.close()))
      await wechat.close()
      await cameras.close()
      await gateway.close()
      clocked.remove()
    },
  }
}

function faceSettings({ url }: WechatFace): Readonly<Record<string, string>> {
  return { WECHAT_APPID: APP_ID, WECHAT_APP_SECRET: APP_SECRET, WECHAT_API_BASE_URL: url }
}
