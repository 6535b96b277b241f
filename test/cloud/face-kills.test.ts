import type { Answers } from '../../cloudfunctions/contract/app'
import { builtFunctions } from '../support/build-functions'
import type { GatewayRequest } from '../support/cloudbase-gateway/gateway'
import { FunctionFailure } from '../support/function-host/failure'
import { OPEN_PATH, VERDICT_PATH } from '../support/wechat-face'
import { FaceSite } from './face-site'
import { COUNTS, Visit, WAITS } from './face-visit'

jest.setTimeout(120_000)

let site: FaceSite
beforeAll(async () => {
  site = await FaceSite.open(builtFunctions())
})
afterAll(() => site?.close())
afterEach(() => {
  site.gateway.onRequest = null
})

const visit = async () => new Visit(site, await site.newConsenting())

/** The cloud ends the function's instances while it asks. */
async function killed(asking: Promise<unknown>): Promise<void> {
  await expect(asking).rejects.toBeInstanceOf(FunctionFailure)
}

/** Once WeChat has the question, and before it answers. */
async function killedAtWechat(path: string, ask: () => Promise<unknown>): Promise<void> {
  const before = site.wechat.calls.length
  const lift = site.wechat.faults.add({ kind: 'silence' }, { path })
  const asking = killed(ask())
  const isThere = () => site.wechat.calls.slice(before).some(call => call.path === path)
  await until(isThere)
  await site.app.killAll()
  await asking
  lift()
}

const isOfTheDay = ({ action, params }: GatewayRequest) =>
  params.collectionName === 'trainee-days' && /insert|modify/.test(action)

/** When the trainee's day comes to be written: `before` it never is, `after` it is and nobody hears of it. */
async function killedAtWrite(one: Visit, when: 'before' | 'after', ask: () => Promise<unknown>) {
  const { length } = await one.kept()
  site.gateway.onRequest = async request => {
    if (!isOfTheDay(request)) return
    site.gateway.onRequest = null
    await site.app.killAll()
    if (when === 'before') throw new Error('nobody waits for it any more')
  }
  await killed(ask())
  // The cloud's database goes on with what it was asked.
  if (when === 'after') await until(async () => (await one.kept()).length > length)
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5))
}

const WHENS = ['before', 'after'] as const

/** From the check that was opened to the end. */
async function finishedBy(one: Visit): Promise<Answers['check-in']> {
  const { checkId } = await one.judged()
  const answer = await one.checkIn(checkId)
  expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
  await one.demandTheSameAgain(answer, checkId)
  return answer
}

describe('a function killed as it opens a check', () => {
  test('while WeChat has the question opens it when asked again', async () => {
    const one = await visit()
    await killedAtWechat(OPEN_PATH, () => one.open())
    expect(await one.kept()).toEqual([])
    expect(await finishedBy(one)).toMatchObject(COUNTS)
  })

  test.each(WHENS)('%s it is written, opens one in all', async when => {
    const one = await visit()
    await killedAtWrite(one, when, () => one.open())
    expect(await one.kept()).toEqual(when === 'after' ? ['face-opened'] : [])
    expect(await finishedBy(one)).toMatchObject(COUNTS)
  })

  test('loses no attempt of whoever then goes without', async () => {
    const one = await visit()
    await killedAtWechat(OPEN_PATH, () => one.open())
    const answer = await one.checkIn()
    expect(answer).toMatchObject(WAITS)
    await one.demandTheSameAgain(answer)
  })
})

describe('a function killed as it fetches a verdict', () => {
  test('while WeChat has the question finds it when asked again', async () => {
    const one = await visit()
    const task = await one.looked()
    await killedAtWechat(VERDICT_PATH, () => one.judge(task))
    expect(await one.kept()).toEqual(['face-opened'])
    expect((await one.judge(task)).outcome).toBe('passed')
    expect(await one.checkIn(task.checkId)).toMatchObject(COUNTS)
  })

  test.each(WHENS)('%s it is written, keeps one in all', async when => {
    const one = await visit()
    const task = await one.looked()
    await killedAtWrite(one, when, () => one.judge(task))
    expect(await one.kept()).toEqual(['face-opened', ...(when === 'after' ? ['face-judged passed'] : [])])
    expect((await one.judge(task)).outcome).toBe('passed')
    const answer = await one.checkIn(task.checkId)
    expect(answer).toMatchObject(COUNTS)
    expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
    await one.demandTheSameAgain(answer, task.checkId)
  })

  test('makes no check-in count by face that nobody has judged', async () => {
    const one = await visit()
    const task = await one.looked()
    await killedAtWechat(VERDICT_PATH, () => one.judge(task))
    const answer = await one.checkIn(task.checkId)
    expect(answer).toMatchObject(WAITS)
    await one.demandTheSameAgain(answer, task.checkId)
  })
})

describe('a function killed as it takes a check-in', () => {
  test.each(WHENS)('%s it is written, takes one in all, with its verdict', async when => {
    const one = await visit()
    const { checkId } = await one.judged()
    await killedAtWrite(one, when, () => one.checkIn(checkId))
    const answer = await one.checkIn(checkId)
    expect(answer).toMatchObject(COUNTS)
    expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
    await one.demandTheSameAgain(answer, checkId)
  })
})
