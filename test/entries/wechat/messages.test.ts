import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { keyRingOf } from '../../../cloudfunctions/adapters/node-crypto/key-text'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import type { Input, Operation } from '../../../cloudfunctions/contract/app'
import type { answerApp } from '../../../cloudfunctions/entries/wechat/wire/app'
import type { sliceBy } from '../../../cloudfunctions/entries/wechat/wire/rounds'
import { bindInWechat } from '../../../cloudfunctions/services/accounts/wechat'
import { makeRush, type Rush } from '../../support/rush'
import { SubscribeMessages } from '../../support/subscribe-messages'
import { cutOffAfter, type FunctionEnvironment, openFunctionEnvironment } from './function-environment'

/** The real SDK from end to end: consents come by the app's function, messages go out by the timer's. */

const TEMPLATE = 'tmpl-decision'
const SETTING = JSON.stringify({
  decision: { template: TEMPLATE, slots: { thing1: 'className', date2: 'date', phrase3: 'verdict' } },
})
const TRAINEE = 'oWX-trainee-00000000000000001'
const SUPERVISOR = 'oWX-supervisor-00000000000001'

let world: FunctionEnvironment
let wechat: SubscribeMessages
let rush: Rush
let app: typeof answerApp
let slice: typeof sliceBy
beforeEach(async () => {
  wechat = new SubscribeMessages({
    templates: [{ templateId: TEMPLATE, slots: ['thing1', 'date2', 'phrase3'] }],
    pages: ['trainee/days/index'],
  })
  world = await openFunctionEnvironment(
    { WECHAT_MESSAGES: SETTING },
    { 'subscribeMessage.send': wechat.send },
  )
  jest.resetModules()
  app = (await import('../../../cloudfunctions/entries/wechat/wire/app')).answerApp
  slice = (await import('../../../cloudfunctions/entries/wechat/wire/rounds')).sliceBy
  const secrets = createSecrets(keyRingOf(world.keys))
  rush = await makeRush(world.store, secrets, { classes: 1, traineesPerClass: 2 })
  const server = { store: world.store, clock: systemClock, secrets }
  await bindInWechat(server, rush.trainees[0]!.account, TRAINEE)
  await bindInWechat(server, rush.supervisors[0]!.account, SUPERVISOR)
})
afterEach(() => world.close())

async function ask<K extends Operation>(openId: string, operation: K, input: Input<K>): Promise<unknown> {
  Object.assign(process.env, { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: openId })
  const { status, body } = await app({ operation, input })
  expect([operation, status, body]).toEqual([operation, 200, expect.anything()])
  return body
}

async function timer(stopwatch = () => performance.now()) {
  Object.assign(process.env, { WX_CONTEXT_KEYS: '', WX_OPENID: '' })
  return slice(stopwatch)
}

const decide = () =>
  ask(SUPERVISOR, 'decide', {
    classId: 'C1',
    date: rush.yesterday,
    traineeId: rush.trainees[0]!.traineeId,
    verdict: 'accepted',
    reason: '核对',
    seen: 1_000,
    decisionKey: 'decision-0000001',
  })

async function consent(): Promise<void> {
  wechat.consent(TRAINEE, TEMPLATE)
  await ask(TRAINEE, 'keep-consents', { kinds: ['decision'], consentKey: 'consent-00000001' })
}

it('a decision reaches the trainee who has consented, once', async () => {
  await consent()
  await decide()
  expect(await timer()).toEqual({ left: false, failed: [] })
  await timer()
  expect(wechat.sent).toMatchObject([
    { openId: TRAINEE, page: 'trainee/days/index', data: { phrase3: '已认可' } },
  ])
  expect(await ask(TRAINEE, 'message-templates', {})).toMatchObject({ templates: [{ left: 0 }] })
})

it.each([2, 3])('and once, where each work of a slice is cut off after %i looks at the time', async looks => {
  await consent()
  await decide()
  let slices = 0
  for (let isLeft = true; isLeft; slices++) isLeft = (await timer(cutOffAfter(looks))).left
  expect(slices).toBeGreaterThan(1)
  await timer()
  expect(wechat.sent).toHaveLength(1)
})

it('while WeChat is busy it waits, the slice says that work is left, and the next one sends it', async () => {
  await consent()
  await decide()
  wechat.answerNextWith(-1)
  expect(await timer()).toEqual({ left: true, failed: ['messages'] })
  expect(wechat.sent).toEqual([])
  expect(await timer()).toEqual({ left: false, failed: [] })
  expect(wechat.sent).toHaveLength(1)
})

it('what can’t be delivered is on the log with WeChat’s code, and nobody’s OPENID is', async () => {
  await consent()
  await decide()
  wechat.answerNextWith(40037)
  expect(await timer()).toEqual({ left: false, failed: [] })
  const told = world.lines.filter(line => line.includes('did not arrive'))
  expect(told).toHaveLength(1)
  expect(JSON.parse(told[0]!)).toMatchObject({ level: 'error', state: 'undeliverable', kind: 'decision' })
  expect(told[0]).toContain('40037')
  expect(world.lines.join('\n')).not.toContain('oWX-')
})
