import { MOST_FAILED_LOOKS } from '../../cloudfunctions/services/face/tries'
import { builtFunctions } from '../support/build-functions'
import type { How } from '../support/cloudbase-gateway/faults'
import { OPEN_PATH, TOKEN_PATH, VERDICT_PATH } from '../support/wechat-face'
import type { WechatFault } from '../support/wechat-face/faults'
import { FaceSite } from './face-site'
import { COUNTS, PASSED, untilAnswered, Visit, WAITS } from './face-visit'

jest.setTimeout(240_000)

let site: FaceSite
let morning: number
beforeAll(async () => {
  site = await FaceSite.open(builtFunctions())
  morning = site.now
})
afterAll(() => site?.close())
beforeEach(() => {
  site.now = morning
})
afterEach(() => {
  site.gateway.faults.clear()
  for (const lift of lifts.splice(0)) lift()
})

const lifts: (() => void)[] = []

/** Until it is lifted, or the test is over. */
function troubled(fault: WechatFault, path: string, times = Number.POSITIVE_INFINITY): () => void {
  const lift = site.wechat.faults.add(fault, { path, times })
  lifts.push(lift)
  return lift
}

const visit = async () => new Visit(site, await site.newConsenting())

/** Each is asked over once at once, by the function itself: twice is an outage. */
const OUTAGES: readonly [string, WechatFault][] = [
  ['the busy code', { kind: 'errcode', errcode: -1 }],
  ['a page with HTTP 502', { kind: 'answer', text: '<html>Bad Gateway</html>', status: 502 }],
  ['a page in place of JSON', { kind: 'answer', text: '<html></html>' }],
  ['nothing', { kind: 'answer', text: '' }],
  ['half an answer', { kind: 'cut-short' }],
  ['an answer without an end', { kind: 'endless' }],
  ['a broken connection', { kind: 'cut' }],
  ['an answer that is lost', { kind: 'lost' }],
]

/** What is no answer, and is not asked over. */
const REFUSALS: readonly [string, WechatFault][] = [
  ['an answer without what it should hold', { kind: 'answer', text: '{"errcode":0,"errmsg":"ok"}' }],
  ['a refusal that nobody has documented', { kind: 'errcode', errcode: 47_777 }],
  ['a redirect to elsewhere', { kind: 'redirect', to: 'http://127.0.0.1:9/' }],
]

describe('when a check is opened', () => {
  test.each(OUTAGES)('%s once from WeChat is not noticed', async (_, fault) => {
    const one = await visit()
    troubled(fault, OPEN_PATH, 1)
    expect((await one.open()).opened).toBe(true)
  })

  test.each([...OUTAGES, ...REFUSALS])(
    '%s again and again opens none: the attempt waits for a witness',
    async (_, fault) => {
      const one = await visit()
      const lift = troubled(fault, OPEN_PATH)
      expect(await one.open()).toEqual({ opened: false, why: 'unavailable' })
      const answer = await one.checkIn()
      lift()
      expect(answer).toMatchObject(WAITS)
      expect(await one.kept()).toEqual(['attempt'])
      await one.demandTheSameAgain(answer)
    },
  )

  test('WeChat’s silence ends in time, and the next try opens one', async () => {
    const one = await visit()
    troubled({ kind: 'silence' }, OPEN_PATH, 1)
    expect(await one.open()).toEqual({ opened: false, why: 'unavailable' })
    const { checkId } = await one.judged()
    expect(await one.checkIn(checkId)).toMatchObject(COUNTS)
  })
})

describe('when a verdict is fetched', () => {
  test.each(OUTAGES)('%s once from WeChat is not noticed', async (_, fault) => {
    const one = await visit()
    const task = await one.looked()
    troubled(fault, VERDICT_PATH, 1)
    expect((await one.judge(task)).outcome).toBe('passed')
  })

  test.each([...OUTAGES, ...REFUSALS])(
    '%s again and again is no verdict: the attempt waits, and one found later changes nothing',
    async (_, fault) => {
      const one = await visit()
      const task = await one.looked()
      const lift = troubled(fault, VERDICT_PATH)
      expect((await one.judge(task)).outcome).toBe('unavailable')
      expect((await one.judge(task)).outcome).toBe('unavailable')
      const answer = await one.checkIn(task.checkId)
      lift()
      expect(answer).toMatchObject(WAITS)
      expect(await one.kept()).toEqual(['face-opened', 'face-judged unavailable', 'attempt'])
      expect((await one.judge(task)).outcome).toBe('passed')
      await one.demandTheSameAgain(answer, task.checkId)
    },
  )

  test('an outage before the check-in costs nothing once the verdict is there', async () => {
    const one = await visit()
    const task = await one.looked()
    troubled({ kind: 'silence' }, VERDICT_PATH, 1)
    expect((await one.judge(task)).outcome).toBe('unavailable')
    expect((await one.judge(task)).outcome).toBe('passed')
    const answer = await one.checkIn(task.checkId)
    expect(answer).toMatchObject(COUNTS)
    await one.demandTheSameAgain(answer, task.checkId)
  })

  test.each([
    [40003, 'another openid'],
    [84001, 'another check or person'],
  ])('WeChat’s %i, perhaps %s, passes nothing and accuses nobody', async errcode => {
    const one = await visit()
    const task = await one.looked()
    troubled({ kind: 'errcode', errcode }, VERDICT_PATH, 1)
    expect(await one.judge(task)).toMatchObject({ outcome: 'unavailable', left: MOST_FAILED_LOOKS })
    expect(await one.kept()).toEqual(['face-opened', 'face-judged unavailable'])
    expect((await site.events(one.who))[1]).toMatchObject({ said: String(errcode) })
    expect((await one.judge(task)).outcome).toBe('passed')
  })
})

describe('WeChat’s token', () => {
  test('that it has forgotten is replaced, at either step', async () => {
    const one = await visit()
    site.wechat.forgetTokens()
    const task = await one.looked()
    site.wechat.forgetTokens()
    expect((await one.judge(task)).outcome).toBe('passed')
    expect(await one.checkIn(task.checkId)).toMatchObject(COUNTS)
  })

  test.each([40001, 40014, 41001, 42001])('refused for ever with %i opens no check', async errcode => {
    const one = await visit()
    const lift = troubled({ kind: 'errcode', errcode }, OPEN_PATH)
    expect(await one.open()).toEqual({ opened: false, why: 'unavailable' })
    lift()
    expect((await one.open()).opened).toBe(true)
  })

  test.each([
    ['a page with HTTP 502', { kind: 'answer', text: '<html></html>', status: 502 }],
    ['a broken connection', { kind: 'cut' }],
    ['an answer that is lost', { kind: 'lost' }],
    ['a wrong secret', { kind: 'errcode', errcode: 40125 }],
    ['an address that is not on its list', { kind: 'errcode', errcode: 40164 }],
  ] as const)('that can’t be had for %s is an outage at either step', async (_, fault) => {
    const one = await visit()
    const task = await one.looked()
    site.wechat.forgetTokens()
    const lift = troubled(fault, TOKEN_PATH)
    expect((await one.judge(task)).outcome).toBe('unavailable')
    const other = new Visit(site, one.who)
    expect(await other.open()).toEqual({ opened: false, why: 'unavailable' })
    const answer = await other.checkIn()
    lift()
    expect(answer).toMatchObject(WAITS)
    expect((await one.judge(task)).outcome).toBe('passed')
    expect(await one.checkIn(task.checkId)).toMatchObject(COUNTS)
    await other.demandTheSameAgain(answer)
  })
})

/** What can befall the writing of what a step found. */
const OF_THE_STORE: readonly [string, How, 'before' | 'after'][] = [
  ['fails', 'unavailable', 'before'],
  ['is done, and fails to say so', 'unavailable', 'after'],
  ['is cut off before', 'cut', 'before'],
  ['is done, and its answer lost', 'cut', 'after'],
  ['has half an answer', 'cut-short', 'after'],
  ['is carried out twice', 'twice', 'before'],
  ['meets another', 'conflict', 'before'],
]
const WRITES = ['database.insertDocument', 'database.modifyDocument'] as const

describe.each(['open', 'judge', 'check-in'] as const)('when the writing of %s', step => {
  test.each(OF_THE_STORE)('%s, the way goes on and everything stands once', async (_, how, when) => {
    const one = await visit()
    const befall = () => site.gateway.faults.add(...WRITES.map(action => ({ action, how, when, times: 1 })))
    if (step === 'open') befall()
    const before = site.wechat.calls.length
    const task = await untilAnswered(() => one.task())
    site.gateway.faults.clear()
    one.look(task)
    if (step === 'judge') befall()
    expect((await untilAnswered(() => one.judge(task))).outcome).toBe('passed')
    site.gateway.faults.clear()
    const asked = site.wechat.calls.slice(before).filter(({ path }) => path !== TOKEN_PATH)
    // Whoever was quicker to write is no reason to ask WeChat once more.
    if (how === 'conflict') expect(asked.map(({ path }) => path)).toEqual([OPEN_PATH, VERDICT_PATH])
    if (step === 'check-in') befall()
    const answer = await untilAnswered(() => one.checkIn(task.checkId))
    site.gateway.faults.clear()
    expect(answer).toMatchObject(COUNTS)
    expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
    await one.demandTheSameAgain(answer, task.checkId)
  })
})

test('checks opened, judged and sent on two lines at the same moment are one of each', async () => {
  const one = await visit()
  const [first, second] = await Promise.all([one.task(), one.task()])
  expect(second).toEqual(first)
  one.look(first, PASSED)
  const judged = await Promise.all([one.judge(first), one.judge(first)])
  expect(judged.map(({ outcome }) => outcome)).toEqual(['passed', 'passed'])
  const [answer, again] = await Promise.all([one.checkIn(first.checkId), one.checkIn(first.checkId)])
  expect(answer).toMatchObject(COUNTS)
  expect(again).toEqual(answer)
  expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
})
