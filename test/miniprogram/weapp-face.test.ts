/** @jest-environment node */
import type { CheckInView, TraineeToday } from '../../cloudfunctions/contract/app'
import { APP_ID } from '../support/function-host/environment'
import { startWechatFace, VERDICT_PATH, type WechatFace } from '../support/wechat-face'
import { Phone } from '../support/wechat-phone'
import { type PhoneCloud, phoneCloud } from '../support/wechat-phone/cloud'
import {
  BUILDING_MS,
  type DemonstrationCloud,
  openDemonstrationCloud,
} from '../support/wechat-phone/demonstration-cloud'
import { PhoneFace } from '../support/wechat-phone/face'
import { PhonePlatform } from '../support/wechat-phone/platform'
import type { Storage } from '../support/wechat-phone/wx'

const APP_SECRET = '0123456789abcdef0123456789abcdef'
const WITHOUT = '不用人脸，请教师确认'

let wechat: WechatFace
let cloud: DemonstrationCloud
beforeAll(async () => {
  wechat = await startWechatFace({ appId: APP_ID, appSecret: APP_SECRET, now: Date.now })
  cloud = await openDemonstrationCloud({
    WECHAT_APPID: APP_ID,
    WECHAT_APP_SECRET: APP_SECRET,
    WECHAT_API_BASE_URL: wechat.url,
  })
}, BUILDING_MS)
afterAll(async () => {
  await cloud?.close()
  await wechat?.close()
})

/** One person's phone and what it keeps. */
let openId: string
let line: PhoneCloud
let storage: Storage
let platform: PhonePlatform
let face: PhoneFace
let phone: Phone

function launch(): void {
  phone = Phone.launch(cloud.weapp, line, storage, platform)
}

/** The trainee signs in for the first time, and consents where the day is shown. */
async function consenting(name: string): Promise<void> {
  openId = `oWX-${name}`.padEnd(28, '0')
  line = phoneCloud({ app: cloud.app }, openId)
  storage = new Map()
  platform = new PhonePlatform()
  face = new PhoneFace(() => platform.leave(), wechat.phone(openId))
  platform.face = face
  launch()
  await phone.fill('账号', name)
  await phone.fill('密码', cloud.account(name).password)
  await phone.press('登录')
  await phone.press('同意用人脸打卡')
  await phone.sees('按下后核验人脸')
}

afterEach(() => phone.close())

/** Of this person today, as the server has them. */
async function checkIns(): Promise<readonly CheckInView[]> {
  const told = await cloud.app.invoke({ operation: 'trainee-today', input: {} }, { openId })
  return (told as { readonly body: TraineeToday }).body.checkIns
}

const BY_FACE = [expect.objectContaining({ kind: 'start', state: 'recorded', method: 'face' })]
const WAITING = [expect.objectContaining({ kind: 'start', state: 'waiting', method: 'witnessed' })]
const asked = (operation: string) => line.calls.filter(call => call.operation === operation)

test('whoever consents checks in by WeChat’s page, and it counts', async () => {
  await consenting('xueyuan01')
  await phone.press('开始签到')
  await phone.sees('签到成功')
  expect(face.shown).toHaveLength(1)
  expect(await checkIns()).toEqual(BY_FACE)
  expect(line.calls.map(({ operation }) => operation).slice(-4)).toEqual(
    expect.arrayContaining(['open-face', 'judge-face', 'check-in']),
  )
}, 60_000)

test('nothing of the face or the identity leaves the phone, and none of it stays there', async () => {
  await consenting('xueyuan02')
  await phone.press('开始签到')
  await phone.sees('签到成功')
  expect(asked('judge-face').map(({ input }) => Object.keys(input))).toEqual([['checkId']])
  await phone.press('知道了')
  await phone.sees('今天的打卡')
  expect([...storage.keys()].sort()).toEqual(['device-id', 'person', 'server-time', 'today'])
}, 60_000)

test('a place that is asked for meanwhile goes along', async () => {
  await consenting('xueyuan03')
  platform.place = { latitude: 43.8171, longitude: 125.3235 }
  await phone.press('开始签到')
  await phone.press('同意并继续')
  await phone.sees('签到成功')
  expect(await checkIns()).toEqual(BY_FACE)
  expect(asked('check-in')[0]?.input.location).toBeDefined()
}, 60_000)

test('a face that is not the one on file is told so; the attempt goes to the instructor', async () => {
  await consenting('xueyuan04')
  face.comesTo.push(10_004)
  await phone.press('开始签到')
  await phone.sees('没有丢')
  expect(await checkIns()).toEqual([])
  await phone.press(WITHOUT)
  await phone.sees('签到已收到')
  expect(await checkIns()).toEqual(WAITING)
}, 60_000)

test('whoever leaves WeChat’s page may try again: it is another check, and one check-in', async () => {
  await consenting('xueyuan05')
  face.comesTo.push(90_004)
  await phone.press('开始签到')
  await phone.sees('人脸核验停下了')
  await phone.press('再试一次')
  await phone.sees('签到成功')
  expect(new Set(face.shown).size).toBe(2)
  expect(await checkIns()).toEqual(BY_FACE)
}, 60_000)

test.each([
  ['has no camera at its front', () => Object.assign(face, { isSupported: false })],
  ['is too old', () => Object.assign(platform, { face: null })],
])(
  'a WeChat that %s says so, and goes the way without',
  async (what, make) => {
    await consenting(what === 'is too old' ? 'xueyuan06' : 'xueyuan07')
    make()
    phone.close()
    launch()
    await phone.press('开始签到')
    await phone.sees('这台设备不能核验人脸')
    expect(phone.has('再试一次')).toBe(false)
    await phone.press(WITHOUT)
    await phone.sees('签到已收到')
    expect(face.shown).toEqual([])
    expect(await checkIns()).toEqual(WAITING)
  },
  60_000,
)

test('where WeChat tells no verdict the tap is safe, and another try finds it without another look', async () => {
  await consenting('xueyuan08')
  const lift = wechat.faults.add({ kind: 'answer', text: '', status: 502 }, { path: VERDICT_PATH })
  await phone.press('开始签到')
  await phone.sees('人脸核验现在用不了')
  lift()
  await phone.press('再试一次')
  await phone.sees('签到成功')
  expect(face.shown).toHaveLength(1)
  expect(await checkIns()).toEqual(BY_FACE)
}, 60_000)

describe('an answer that is lost on the line', () => {
  test('of the opening sends the tap without a face, at once', async () => {
    await consenting('xueyuan09')
    line.cut('open-face', 'back')
    await phone.press('开始签到')
    await phone.sees('签到已收到')
    expect(await checkIns()).toEqual(WAITING)
  }, 60_000)

  test('of the verdict is asked for again, and is the same', async () => {
    await consenting('xueyuan10')
    line.cut('judge-face', 'back')
    await phone.press('开始签到')
    await phone.sees('没有连上服务器')
    await phone.press('再试一次')
    await phone.sees('签到成功')
    expect(face.shown).toHaveLength(1)
    expect(await checkIns()).toEqual(BY_FACE)
  }, 60_000)

  test('of the check-in is asked for again when the app is opened, with its verdict', async () => {
    await consenting('xueyuan11')
    line.cut('check-in', 'back')
    await phone.press('开始签到')
    await phone.sees('签到已记在本机')
    phone.close()
    launch()
    await phone.sees('签到成功')
    expect(await checkIns()).toEqual(BY_FACE)
  }, 60_000)
})

test('an app that is ended behind WeChat’s page goes on from its verdict', async () => {
  await consenting('xueyuan12')
  face.isHeld = true
  await phone.press('开始签到')
  while (face.shown.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
  phone.close()
  face.isHeld = false
  launch()
  await phone.press('继续人脸核验')
  await phone.sees('签到成功')
  expect(face.shown).toHaveLength(1)
  expect(await checkIns()).toEqual(BY_FACE)
}, 60_000)

test('whoever withdraws consent in the app is asked for no face any more', async () => {
  await consenting('xueyuan13')
  await phone.press('人脸打卡设置')
  await phone.press('撤回同意')
  await phone.press('确定撤回')
  await phone.sees('同意已撤回')
  phone.close()
  launch()
  await phone.sees('您选了不用人脸，打卡由教师确认')
  await phone.press('开始签到')
  await phone.sees('签到已收到')
  expect(face.shown).toEqual([])
  expect(await checkIns()).toEqual(WAITING)
}, 60_000)
