/** @jest-environment node */
import type { TraineeToday } from '../../cloudfunctions/contract/app'
import { CLOUD_ENV } from '../support/build-app'
import { Phone } from '../support/wechat-phone'
import { type PhoneCloud, phoneCloud } from '../support/wechat-phone/cloud'
import {
  BUILDING_MS,
  type DemonstrationCloud,
  openDemonstrationCloud,
} from '../support/wechat-phone/demonstration-cloud'
import { PhonePlatform } from '../support/wechat-phone/platform'
import type { Storage } from '../support/wechat-phone/wx'

const OPEN_ID = 'oWX-trainee-0000000000001'

let cloud: DemonstrationCloud
beforeAll(async () => {
  cloud = await openDemonstrationCloud()
}, BUILDING_MS)
afterAll(() => cloud?.close())

/** One person's phone and what it keeps. */
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

/** A phone that has kept nothing of this app yet. */
function newPhone(openId: string | null): void {
  line = phoneCloud({ app: cloud.app }, openId)
}

function launch(): Phone {
  phone?.close()
  phone = Phone.launch(cloud.weapp, line, storage, platform)
  return phone
}

/** Whose phone it is has signed in before, with another one. */
async function bind(openId: string, name: string): Promise<void> {
  const { password } = cloud.account(name)
  const told = await cloud.app.invoke({ operation: 'sign-in', input: { name, password } }, { openId })
  expect(told).toMatchObject({ status: 200 })
}

async function signedIn(name: string): Promise<Phone> {
  const opened = launch()
  await opened.sees('密码')
  await opened.fill('账号', name)
  await opened.fill('密码', cloud.account(name).password)
  await opened.press('登录')
  return opened
}

const sawSignIn = ({ shown }: Phone) =>
  [...shown].some(text => text.includes('密码') || text.includes('登录'))

/** Of this person today, as the server has them. */
async function checkIns(openId: string): Promise<readonly unknown[]> {
  const told = await cloud.app.invoke({ operation: 'trainee-today', input: {} }, { openId })
  return (told as { readonly body: TraineeToday }).body.checkIns
}

test('it opens the cloud of its build once at launch, before it asks anything', async () => {
  newPhone('oWX-stranger-000000000001')
  await launch().sees('密码')
  expect(line.opened).toEqual([{ env: CLOUD_ENV, traceUser: false }])
  expect(line.calls).toEqual([{ operation: 'who-am-i', input: {} }])
}, 60_000)

test('a trainee signs in and checks in; nothing that opens anything is kept on the phone', async () => {
  newPhone(OPEN_ID)
  const opened = await signedIn('xueyuan29')
  await opened.sees('今天的课')
  expect(opened.path).toBe('trainee/today/index')
  await opened.press('开始签到')
  await opened.sees('签到已收到')
  await opened.press('知道了')
  await opened.sees('今天的打卡')
  expect(await checkIns(OPEN_ID)).toEqual([expect.objectContaining({ kind: 'start' })])
  expect([...storage.keys()].sort()).toEqual(['device-id', 'person', 'server-time', 'today'])
  const { displayName } = cloud.account('xueyuan29')
  expect(storage.get('person')).toEqual({
    name: 'xueyuan29',
    displayName,
    role: 'trainee',
    mustChangePassword: false,
  })
}, 60_000)

test('whoever is bound does not see the sign-in again, not even for a moment', async () => {
  newPhone('oWX-trainee-0000000000005')
  await (await signedIn('xueyuan24')).sees('今天的课')
  const again = launch()
  await again.sees('今天的课')
  expect(again.path).toBe('trainee/today/index')
  expect(again.shown).toContain('正在读取…')
  expect(sawSignIn(again)).toBe(false)
}, 60_000)

test('a person in WeChat is known on another phone that has kept nothing', async () => {
  newPhone('oWX-trainee-0000000000006')
  await bind('oWX-trainee-0000000000006', 'xueyuan23')
  const opened = launch()
  await opened.sees('今天的课')
  expect(sawSignIn(opened)).toBe(false)
}, 60_000)

test('without a line at launch nobody is taken for signed out: it is tried again on request', async () => {
  newPhone('oWX-trainee-0000000000007')
  await bind('oWX-trainee-0000000000007', 'xueyuan22')
  line.cut('who-am-i', 'there')
  const opened = launch()
  await opened.sees('现在连不上服务器，请检查网络后再试一次。')
  await opened.press('再试一次')
  await opened.sees('今天的课')
  expect(sawSignIn(opened)).toBe(false)
}, 60_000)

test('a day that could not be asked for is asked for again as soon as the phone is in a network', async () => {
  newPhone('oWX-trainee-0000000000008')
  await bind('oWX-trainee-0000000000008', 'xueyuan21')
  line.cut('trainee-today', 'there')
  const opened = launch()
  await opened.sees('现在连不上服务器，请检查网络后再试一次。')
  const asked = () => line.calls.filter(({ operation }) => operation === 'trainee-today').length
  platform.network(false)
  expect(asked()).toBe(1)
  platform.network(true)
  await opened.sees('今天的课')
  expect(asked()).toBe(2)
  // Answered, it has nothing to wait for: it hears of it no more once all is drawn.
  await new Promise(resolve => setTimeout(resolve, 100))
  platform.network(true)
  expect(asked()).toBe(2)
}, 60_000)

test('a check-in whose answer is lost is sent again under its own key, and counts once', async () => {
  newPhone('oWX-trainee-0000000000002')
  const opened = await signedIn('xueyuan28')
  line.cut('check-in', 'back')
  await opened.press('开始签到')
  await opened.sees('签到已记在本机')
  // WeChat ends the app; the next time it is opened, the tap is sent by itself.
  const again = launch()
  await again.sees('签到已收到')
  const keys = line.calls
    .filter(({ operation }) => operation === 'check-in')
    .map(({ input }) => input.attemptKey)
  expect(keys).toEqual([expect.any(String), keys[0]])
  expect(await checkIns('oWX-trainee-0000000000002')).toHaveLength(1)
}, 60_000)

test('a check-in that never got there is sent when there is a line again', async () => {
  newPhone('oWX-trainee-0000000000003')
  const opened = await signedIn('xueyuan27')
  line.cut('check-in', 'there')
  await opened.press('开始签到')
  await opened.sees('签到已记在本机')
  expect(await checkIns('oWX-trainee-0000000000003')).toHaveLength(0)
  await opened.press('知道了')
  await opened.sees('签到已收到')
  expect(await checkIns('oWX-trainee-0000000000003')).toHaveLength(1)
}, 60_000)

test('who signs out is nobody on this phone until the next sign-in', async () => {
  newPhone('oWX-trainee-0000000000004')
  const opened = await signedIn('xueyuan26')
  await opened.sees('今天的课')
  await opened.press('退出')
  await opened.sees('密码')
  expect(storage.has('person')).toBe(false)
  const again = launch()
  await again.sees('密码')
  expect(again.path).toBe('sign-in/index')
}, 60_000)

test('whom WeChat does not name is shown the sign-in once, and is not let in by it', async () => {
  newPhone(null)
  const opened = await signedIn('xueyuan21')
  await opened.sees('登录已过期，请重新登录。')
  expect(line.calls.map(({ operation }) => operation)).toEqual(['who-am-i', 'sign-in'])
  expect(opened.path).toBe('sign-in/index')
}, 60_000)

test('a wrong password is refused in words', async () => {
  newPhone('oWX-stranger-000000000002')
  const opened = launch()
  await opened.sees('密码')
  await opened.fill('账号', 'xueyuan25')
  await opened.fill('密码', 'wrong')
  await opened.press('登录')
  await opened.sees('账号或密码不对，请检查后再试。')
  expect(opened.path).toBe('sign-in/index')
}, 60_000)
