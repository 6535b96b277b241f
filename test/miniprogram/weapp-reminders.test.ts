/** @jest-environment node */
import { Phone } from '../support/wechat-phone'
import { type PhoneCloud, phoneCloud } from '../support/wechat-phone/cloud'
import {
  BUILDING_MS,
  type DemonstrationCloud,
  openDemonstrationCloud,
} from '../support/wechat-phone/demonstration-cloud'
import { PhonePlatform, type Word } from '../support/wechat-phone/platform'
import type { Storage } from '../support/wechat-phone/wx'

const REMINDER = 'tmpl-session-reminder'
const FORGOTTEN = 'tmpl-forgotten-check-out'
const FLAGGED = 'tmpl-day-flagged'
const DECISION = 'tmpl-decision'
const TEMPLATES = JSON.stringify({
  'session-reminder': { template: REMINDER, slots: { thing1: 'className', time2: 'startsAt' } },
  'forgotten-check-out': { template: FORGOTTEN, slots: { thing1: 'className', time2: 'closesAt' } },
  'day-flagged': { template: FLAGGED, slots: { thing1: 'className', date2: 'date' } },
  decision: { template: DECISION, slots: { thing1: 'className', phrase2: 'verdict' } },
})

let cloud: DemonstrationCloud
beforeAll(async () => {
  cloud = await openDemonstrationCloud({ WECHAT_MESSAGES: TEMPLATES })
}, BUILDING_MS)
afterAll(() => cloud?.close())

/** One person's phone. */
let line: PhoneCloud
let storage: Storage
let platform: PhonePlatform
let phone: Phone | null

beforeEach(() => {
  storage = new Map()
  platform = new PhonePlatform()
  phone = null
})
afterEach(() => phone?.close())

function launch(): Phone {
  phone?.close()
  phone = Phone.launch(cloud.weapp, line, storage, platform)
  return phone
}

async function signedIn(name: string): Promise<Phone> {
  line = phoneCloud({ app: cloud.app }, `oWX-${name}`.padEnd(28, '0'))
  const opened = launch()
  await opened.fill('账号', name)
  await opened.fill('密码', cloud.account(name).password)
  await opened.press('登录')
  return opened
}

const asked = (operation: string) => line.calls.filter(call => call.operation === operation)

test('nothing is asked for before a check-in; then one message, counted by the server', async () => {
  const opened = await signedIn('xueyuan01')
  await opened.sees('今天的课')
  expect(asked('message-templates')).toEqual([])
  await opened.press('开始签到')
  await opened.sees('签到已收到')
  expect(platform.asked).toEqual([])
  await opened.press('忘了签退时提醒我')
  await opened.sees('好的，到时会在微信里提醒您。')
  expect(platform.asked).toEqual([[FORGOTTEN]])
  expect(asked('keep-consents')).toEqual([
    expect.objectContaining({ input: expect.objectContaining({ kinds: ['forgotten-check-out'] }) }),
  ])
  await opened.press('知道了')
  await opened.press('微信提醒')
  await opened.sees('忘记签退提醒还可提醒 1 次')
  await opened.sees('上课前提醒还可提醒 0 次')
}, 60_000)

test('a consent whose answer is lost is kept, sent again under its own key, and counted once', async () => {
  const opened = await signedIn('xueyuan02')
  await opened.press('微信提醒')
  await opened.sees('核查决定还可提醒 0 次')
  line.cut('keep-consents', 'back')
  await opened.press('各加一次提醒')
  await opened.sees('您已经允许了，只是现在连不上服务器')
  expect(platform.asked.map(ids => [...ids].sort())).toEqual([[DECISION, FORGOTTEN, REMINDER].sort()])
  const again = launch()
  await again.press('微信提醒')
  await again.sees('核查决定还可提醒 1 次')
  await again.sees('上课前提醒还可提醒 1 次')
  const keys = asked('keep-consents').map(({ input }) => input.consentKey)
  expect(keys).toEqual([expect.any(String), keys[0]])
  expect(storage.get('consents')).toEqual([])
}, 60_000)

describe('what was not allowed is told in words, and not counted', () => {
  const all = (word: Word) => ({ [REMINDER]: word, [FORGOTTEN]: word, [DECISION]: word })

  test.each<[what: string, name: string, word: Word, told: string]>([
    ['refused', 'xueyuan05', 'reject', '这次没有打开提醒'],
    ['banned', 'xueyuan06', 'ban', '微信现在发不了这种提醒'],
    ['filtered', 'xueyuan07', 'filter', '微信现在发不了这种提醒'],
    ['turned off for good', 'xueyuan08', 'accept', '您在微信里关掉了订阅消息'],
  ])(
    '%s',
    async (what, name, word, told) => {
      const opened = await signedIn(name)
      platform.words = all(word)
      platform.isSwitchedOff = what === 'turned off for good'
      await opened.press('微信提醒')
      await opened.press('各加一次提醒')
      await opened.sees(told)
      await opened.sees('上课前提醒还可提醒 0 次')
      expect(asked('keep-consents')).toEqual([])
    },
    60_000,
  )

  test('of several those that were allowed are counted', async () => {
    const opened = await signedIn('xueyuan04')
    platform.words = { [REMINDER]: 'accept', [FORGOTTEN]: 'reject', [DECISION]: 'ban' }
    await opened.press('微信提醒')
    await opened.press('各加一次提醒')
    await opened.sees('好的，允许的那些到时会在微信里提醒您。')
    await opened.sees('上课前提醒还可提醒 1 次')
    await opened.sees('忘记签退提醒还可提醒 0 次')
  }, 60_000)
})

test('an instructor is asked for what instructors get', async () => {
  const opened = await signedIn('jiaoshi')
  await opened.press('微信提醒')
  await opened.sees('班级日待核查还可提醒 0 次')
  await opened.press('各加一次提醒')
  await opened.sees('班级日待核查还可提醒 1 次')
  expect(platform.asked.map(ids => [...ids].sort())).toEqual([[DECISION, FLAGGED, REMINDER].sort()])
}, 60_000)
