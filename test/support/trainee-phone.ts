import type { Operation } from '../../cloudfunctions/contract/app'
import { thrownFailure } from '../../cloudfunctions/entries/answers/mistakes'
import { failureOf, STATUS } from '../../cloudfunctions/entries/answers/sentences'
import { StoreError } from '../../cloudfunctions/ports/store'
import type { Transport } from '../../miniprogram/api/transport'
import { BEAT_MS } from '../../miniprogram/trainee/today/beats'
import type { School } from '../services/school'

/**
 * A trainee's phone: the app's own queue and clock as they are, over the app's own ways to the server, with the server's
 * services at the other end. What it keeps, its clocks and its line are in the test's hand.
 */

/** Where the line or the server fails during a check-in. */
type Fault =
  | 'before it leaves'
  | 'before the commit'
  | 'the store fails'
  | 'after the commit'
  | 'the answer is cut'
  | 'a stranger answers'

export const FAULTS: readonly Fault[] = [
  'before it leaves',
  'before the commit',
  'the store fails',
  'after the commit',
  'the answer is cut',
  'a stranger answers',
]

type Way = 'browser' | 'wechat over http' | 'wechat over the cloud'
export const WAYS: readonly Way[] = ['browser', 'wechat over http', 'wechat over the cloud']

/** The parts of the app that a check-in goes through, loaded anew with each opening. */
interface App {
  readonly attempt: typeof import('../../miniprogram/trainee/today/attempt')
  readonly kept: typeof import('../../miniprogram/trainee/today/kept')
  readonly clock: typeof import('../../miniprogram/trainee/today/clock')
  readonly call: typeof import('../../miniprogram/api/call')
  readonly held: typeof import('../../miniprogram/trainee/today/face/held')
  readonly check: typeof import('../../miniprogram/trainee/today/face/check')
}

interface Answered {
  readonly status: number
  readonly body: unknown
}

const brokenLine = () => Object.assign(new Error('request:fail'), { errMsg: 'request:fail' })

export class TraineePhone {
  readonly storage = new Map<string, string>()
  /** Whose session the phone holds; null: it is over. */
  session: string | null = 't1'
  /** The phone's clock less the right time. */
  ahead = 0
  /** The phone has a clock that nobody can set, as in a browser. Without it the app counts the beats of its timer. */
  hasEvenClock = true
  roomLeft = true
  serverIsThere = true
  /** For the next check-ins, one each. */
  readonly faults: Fault[] = []
  /** The app is ended by the system while the next check-in is on its way: before it reaches the server, or after. */
  dies: 'on the way there' | 'on the way back' | null = null
  /** In place of the check-in, the question on whose way it is ended. */
  diesIn: Operation = 'check-in'
  readonly sentKeys: string[] = []
  readonly sentWaits: number[] = []
  /** When each was sent, by the right time. */
  readonly sentAt: number[] = []
  /** The beats that the app has asked its timer for, and how long it is until then. */
  #beats: { readonly act: () => void; left: number }[] = []
  #app: App | null = null
  #life = 0
  #opened = 0
  #serving = 0

  constructor(
    readonly school: School,
    private readonly way: Way,
  ) {
    jest.spyOn(Date, 'now').mockImplementation(() => this.school.now + this.ahead)
    const even = () => this.school.now - this.#opened
    // The server measures itself by the same name, and always has such a clock.
    const here = () => (this.hasEvenClock || this.#serving > 0 ? even : undefined)
    Object.defineProperty(performance, 'now', { configurable: true, get: here })
    const inTruth = setTimeout
    const timer = (act: () => void, ms?: number) => {
      if (ms !== BEAT_MS) return inTruth(act, ms)
      return this.#beats.push({ act, left: BEAT_MS })
    }
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(timer as typeof setTimeout)
  }

  /** Time goes by while the app is open before the person; where only the school's clock goes on, the app is stopped. */
  pass(ms: number): void {
    const until = this.school.now + ms
    while (this.school.now < until) {
      const next = Math.min(until - this.school.now, ...this.#beats.map(({ left }) => left))
      this.school.now += next
      for (const beat of this.#beats) beat.left -= next
      const due = this.#beats.filter(({ left }) => left === 0)
      this.#beats = this.#beats.filter(({ left }) => left > 0)
      for (const { act } of due) act()
    }
  }

  /** Gives the clocks back. */
  close(): void {
    this.kill()
    jest.restoreAllMocks()
    Reflect.deleteProperty(performance, 'now')
    Reflect.deleteProperty(globalThis, 'wx')
  }

  /** As the system does it: at any moment, and nothing is told. */
  kill(): void {
    this.#app = null
    this.#beats = []
    this.#life += 1
  }

  get isOpen(): boolean {
    return this.#app !== null
  }

  get app(): App {
    if (this.#app === null) throw new Error('the app is not open')
    return this.#app
  }

  /** Opens the app anew; it asks for the day, as its first page does. */
  async open(): Promise<void> {
    this.kill()
    this.#opened = this.school.now
    this.#app = this.#load(this.#life)
    await this.look()
  }

  /** What the page does on opening, and every while as long as a tap waits. */
  async look(): Promise<void> {
    const { call, clock, attempt } = this.app
    const life = this.#life
    try {
      const today = await unless(() => this.#life !== life, call.call('trainee-today', {}))
      if (today === null) return
      clock.noteServerTime(today.now)
      await unless(() => this.#life !== life, attempt.sendWaiting(today.whose))
    } catch (error) {
      if (!(error instanceof call.CallFailure)) throw error
    }
  }

  /** The button. @returns the attempt's key */
  async tap(kind: 'start' | 'end', whose: string, date: string): Promise<string> {
    const { attempt, call } = this.app
    const life = this.#life
    const { attemptKey } = await attempt.keepTap({ whose, date, kind })
    try {
      await unless(() => this.#life !== life, attempt.sendWaiting(whose))
    } catch (error) {
      if (!(error instanceof call.CallFailure)) throw error
    }
    return attemptKey
  }

  #load(life: number): App {
    let app: App | null = null
    jest.isolateModules(() => {
      jest.doMock('@tarojs/taro', () => ({ __esModule: true, ...this.#taro(life) }))
      jest.doMock('../../miniprogram/api/transport', () => ({ transport: this.#transport(life) }))
      app = {
        attempt: require('../../miniprogram/trainee/today/attempt'),
        kept: require('../../miniprogram/trainee/today/kept'),
        clock: require('../../miniprogram/trainee/today/clock'),
        call: require('../../miniprogram/api/call'),
        held: require('../../miniprogram/trainee/today/face/held'),
        check: require('../../miniprogram/trainee/today/face/check'),
      }
    })
    return app!
  }

  #taro(life: number) {
    const lives = () => this.#life === life
    const taro = {
      getStorageSync: (key: string): unknown => {
        const kept = this.storage.get(key)
        try {
          return kept === undefined ? '' : JSON.parse(kept)
        } catch {
          return ''
        }
      },
      setStorageSync: (key: string, value: unknown) => {
        if (!lives()) return
        if (!this.roomLeft) throw new Error('setStorageSync:fail exceed storage max size')
        this.storage.set(key, JSON.stringify(value))
      },
      removeStorageSync: (key: string) => void (lives() && this.storage.delete(key)),
      getStorageInfoSync: () => ({ keys: [...this.storage.keys()] }),
      getLocation: () => Promise.reject(new Error('getLocation:fail auth deny')),
      request: ({ url, data, dataType }: { url: string; data: object; dataType?: string }) =>
        this.#request(life, url.slice(url.lastIndexOf('/') + 1) as Operation, data, dataType === 'text'),
    }
    return { default: taro, ...taro, useDidShow: () => {} }
  }

  #transport(life: number): Transport {
    if (this.way === 'browser') return jest.requireActual('../../miniprogram/api/transport').transport
    if (this.way === 'wechat over http') {
      return jest.requireActual('../../miniprogram/api/over-http').overHttp('')
    }
    const callFunction = ({ data }: { data: { operation: Operation; input: object } }) =>
      this.#callFunction(life, data.operation, data.input)
    Object.assign(globalThis, { wx: { cloud: { callFunction } } })
    return jest.requireActual('../../miniprogram/api/over-cloud').overCloud('env')
  }

  /** As `request` tells it, in a browser as text, in WeChat parsed where it can be. */
  async #request(life: number, operation: Operation, input: object, asText: boolean) {
    const fault = this.#faultOf(operation)
    if (fault === 'a stranger answers') return { statusCode: 200, data: '<html>上网请先登录</html>' }
    const { status, body } = await this.#reached(life, operation, input, fault)
    const text = JSON.stringify(body)
    if (fault === 'the answer is cut') return { statusCode: status, data: text.slice(0, text.length / 2) }
    return { statusCode: status, data: asText ? text : body }
  }

  async #callFunction(life: number, operation: Operation, input: object) {
    const fault = this.#faultOf(operation)
    if (fault === 'a stranger answers') throw failedCall('request:fail ssl hand shake error')
    const result = await this.#reached(life, operation, input, fault)
    if (fault === 'the answer is cut') throw failedCall('errCode: -404012 polling exceed max timeout retry')
    return { result, errMsg: 'cloud.callFunction:ok' }
  }

  #faultOf(operation: Operation): Fault | null {
    return operation === 'check-in' ? (this.faults.shift() ?? null) : null
  }

  async #reached(life: number, operation: Operation, input: object, fault: Fault | null): Promise<Answered> {
    if (this.#life !== life) throw brokenLine()
    const isCheckIn = operation === 'check-in'
    const isLast = operation === this.diesIn
    const dies = isLast ? this.dies : null
    if (isLast) this.dies = null
    if (dies === 'on the way there') this.#end()
    if (!this.serverIsThere || fault === 'before it leaves') throw brokenLine()
    if (isCheckIn) {
      const { attemptKey, waitedMs } = input as { attemptKey: string; waitedMs: number }
      this.sentKeys.push(attemptKey)
      this.sentWaits.push(waitedMs)
      this.sentAt.push(this.school.now)
    }
    const answered = await this.#served(operation, input, fault)
    if (dies === 'on the way back') this.#end()
    if (fault === 'before the commit') throw brokenLine()
    if (fault === 'after the commit') {
      // Killed once it had committed; in the cloud the function ran out of its time.
      throw this.way === 'wechat over the cloud' ? failedCall('errCode: -504003') : brokenLine()
    }
    return answered
  }

  /** Whatever the ended app would still do changes nothing: its storage takes nothing more. */
  #end(): never {
    this.kill()
    throw brokenLine()
  }

  async #served(operation: Operation, input: object, fault: Fault | null): Promise<Answered> {
    const { store } = this.school
    const commit =
      fault === 'before the commit' || fault === 'the store fails'
        ? jest.spyOn(store, 'commit').mockRejectedValue(new StoreError('killed'))
        : null
    this.#serving += 1
    try {
      const outcome = await this.school.askRaw(this.session, operation, JSON.parse(JSON.stringify(input)))
      if (outcome.done) return { status: 200, body: outcome.answer }
      const body = failureOf(outcome.refusal)
      return { status: STATUS[body.error.code], body }
    } catch (error) {
      const { status, failure } = thrownFailure(error as Error)
      return { status, body: failure }
    } finally {
      this.#serving -= 1
      commit?.mockRestore()
    }
  }
}

function failedCall(why: string): Error {
  const errMsg = `cloud.callFunction:fail ${why}`
  return Object.assign(new Error(errMsg), { errMsg })
}

/** Null as soon as the app has been ended. */
async function unless<T>(ended: () => boolean, answer: Promise<T>): Promise<T | null> {
  let isSettled = false
  const settled = answer.finally(() => {
    isSettled = true
  })
  settled.catch(() => {})
  while (!isSettled && !ended()) await new Promise(resolve => setImmediate(resolve))
  return ended() ? null : settled
}
