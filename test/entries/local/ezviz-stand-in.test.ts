import axios from 'axios'
import type { Recording } from '../../../cloudfunctions/domain/model'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type { EzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const MIDNIGHT = Date.UTC(2024, 5, 2, 16)
const KEYS = { appKey: 'key', appSecret: 'secret' }
const CAMERA = { deviceSerial: 'EX0000001', channelNo: 1 }
const LAG = 3_000

const file = (recType: 1 | 2, from: number, to: number): Recording => ({
  ...CAMERA,
  recType,
  startTime: MIDNIGHT + from * MINUTE,
  endTime: MIDNIGHT + to * MINUTE,
})
const camera = (recordings: readonly Recording[], online = true) => ({
  ...CAMERA,
  deviceName: '实训室101',
  online,
  recordings,
})

let standIn: EzvizStandIn
let now: number
let accessToken: string

const post = (path: string, form: Record<string, string>) =>
  axios.post(`${standIn.url}${path}`, new URLSearchParams(form), { proxy: false, validateStatus: () => true })
const ask = async (form: Record<string, string> = {}) =>
  (await post('/api/lapp/video/by/time', { accessToken, ...CAMERA_FORM, ...form })).data
const CAMERA_FORM = { deviceSerial: 'EX0000001', channelNo: '1' }
const TODAY = { startTime: String(MIDNIGHT), endTime: String(MIDNIGHT + DAY - 1) }

beforeEach(async () => {
  now = MIDNIGHT + DAY
  standIn = await startEzvizStandIn({ ...KEYS, now: () => now, cameras: [camera([])], indexingLagMs: LAG })
  accessToken = (await post('/api/lapp/token/get', KEYS)).data.data.accessToken
})
afterEach(() => standIn.close())

describe('tokens', () => {
  test('live seven days, and an older one stays good beside a newer', async () => {
    const { data } = await post('/api/lapp/token/get', KEYS)
    expect(data).toMatchObject({ code: '200', data: { expireTime: now + 7 * DAY } })
    expect(data.data.accessToken).toMatch(/^at\./)
    now += 7 * DAY - 1
    expect((await ask()).code).toBe('200')
    now += 1
    expect(await ask()).toEqual({ code: '10002', msg: expect.any(String), data: null })
  })

  test.each([
    ['10017', { ...KEYS, appKey: 'other' }],
    ['10030', { ...KEYS, appSecret: 'other' }],
    ['10001', { appKey: 'key' }],
  ])('are refused with %s for wrong keys', async (code, keys) => {
    expect((await post('/api/lapp/token/get', keys)).data).toMatchObject({ code, data: null })
  })

  test('that are junk are 10002', async () => {
    expect((await ask({ accessToken: 'at.junk' })).code).toBe('10002')
  })
})

describe('video/by/time', () => {
  test('without version is an array, null when there is nothing', async () => {
    expect((await ask({ ...TODAY, recType: '1' })).data).toBeNull()
    standIn.setCamera(camera([file(1, 510, 512)]))
    const { data } = await ask({ ...TODAY, recType: '1' })
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ cameraNo: '1', recType: 1, videoLong: 2 * MINUTE })
    expect(data[0]).not.toHaveProperty('channelNo')
    expect(data[0].createTime).toBe('2024-06-03 08:32:00')
  })

  test('with version 2.0 is paged by nextFileTime', async () => {
    standIn.setCamera(camera([file(1, 510, 512), file(1, 512, 514), file(1, 514, 516)]))
    const paged = { ...TODAY, recType: '1', version: '2.0', pageSize: '2' }
    const { data: first } = await ask(paged)
    const next = MIDNIGHT + 514 * MINUTE
    expect(first).toMatchObject({ isAll: false, nextFileTime: next, files: [{ channelNo: 1 }, {}] })
    const { data: last } = await ask({ ...paged, startTime: String(next) })
    expect(last).toMatchObject({ isAll: true, nextFileTime: 0 })
    expect(last.files).toHaveLength(1)
  })

  test('of the card ignores the version without a pageSize, and its rows hold nulls and zeros', async () => {
    standIn.setCamera(camera([file(2, 510, 540)]))
    const local = { ...TODAY, recType: '2', version: '2.0' }
    expect((await ask(local)).data).toEqual([
      expect.objectContaining({
        channelNo: 1,
        videoLong: 0,
        fileId: null,
        createTime: 0,
        localType: 'TIMING',
      }),
    ])
    expect((await ask({ ...local, pageSize: '500' })).data.isAll).toBe(true)
  })

  test.each([
    ['seconds for milliseconds', { startTime: String(MIDNIGHT / 1_000) }],
    ['a text for a time', { startTime: '2024-06-03 00:00:00' }],
    ['an end before the start', { ...TODAY, endTime: String(MIDNIGHT - 1) }],
    ['an unknown recType', { recType: '3' }],
    ['501 local rows a page', { recType: '2', version: '2.0', pageSize: '501' }],
    ['1001 cloud rows a page', { recType: '1', version: '2.0', pageSize: '1001' }],
    ['a missing serial', { deviceSerial: '' }],
    ['a missing token', { accessToken: '' }],
  ])('refuses %s with 10001', async (_, form) => {
    expect((await ask(form)).code).toBe('10001')
  })

  test('refuses a JSON body with 10001', async () => {
    const body = { accessToken, ...CAMERA, ...TODAY }
    const { data } = await axios.post(`${standIn.url}/api/lapp/video/by/time`, body, { proxy: false })
    expect(data.code).toBe('10001')
  })

  test.each([
    ['20002', { deviceSerial: 'EX9999999' }],
    ['20014', { deviceSerial: 'ex0000001' }],
    ['20032', { channelNo: '2' }],
  ])('refuses with %s what the account lacks', async (code, form) => {
    expect((await ask(form)).code).toBe(code)
  })

  test('is 20007 for the card of an offline camera, while its cloud still answers', async () => {
    standIn.setCamera(camera([file(1, 510, 540)], false))
    expect(await ask({ ...TODAY, recType: '2' })).toMatchObject({ code: '20007', data: null })
    expect((await ask({ ...TODAY, recType: '1' })).data).toHaveLength(1)
  })

  test('lists on the card what is being written up to now, in the cloud what is complete', async () => {
    standIn.setCamera(camera([file(2, 510, 540), file(1, 510, 540)]))
    const ends = async (recType: string) =>
      ((await ask({ ...TODAY, recType })).data ?? []).map(
        (row: { endTime: number }) => row.endTime - MIDNIGHT,
      )
    now = MIDNIGHT + 510 * MINUTE + LAG - 1
    expect(await ends('2')).toEqual([])
    now += 1
    expect(await ends('2')).toEqual([510 * MINUTE + LAG])
    now = MIDNIGHT + 540 * MINUTE + LAG - 1
    expect(await ends('2')).toEqual([540 * MINUTE])
    expect(await ends('1')).toEqual([])
    now += 1
    expect(await ends('1')).toEqual([540 * MINUTE])
  })

  test('asks for today up to now when no times are given', async () => {
    standIn.setCamera(camera([file(2, 0, 10), file(2, 1440, 1450)]))
    now = MIDNIGHT + 1460 * MINUTE
    const { data } = await ask({ recType: '2' })
    expect(data.map((row: { startTime: number }) => row.startTime)).toEqual([MIDNIGHT + DAY])
  })
})

describe('devices', () => {
  test('are listed with their pages, described one by one, and their channels as well', async () => {
    standIn.setCamera({ ...camera([]), channelNo: 2 })
    const list = (await post('/api/lapp/device/list', { accessToken })).data
    expect(list).toMatchObject({ code: '200', data: [{ status: 1 }], page: { total: 1, page: 0, size: 1 } })
    const beyond = (await post('/api/lapp/device/list', { accessToken, pageStart: '1' })).data
    expect(beyond.data).toBeNull()
    const info = (await post('/api/lapp/device/info', { accessToken, deviceSerial: 'EX0000001' })).data
    expect(info.data).toMatchObject({ deviceName: '实训室101', status: 1, isEncrypt: 0 })
    const channels = (await post('/api/lapp/camera/list', { accessToken })).data
    expect(channels.data.map((row: { channelNo: number }) => row.channelNo)).toEqual([1, 2])
  })

  test('over 50 a page are 10001', async () => {
    expect((await post('/api/lapp/device/list', { accessToken, pageSize: '51' })).data.code).toBe('10001')
  })
})

describe('faults', () => {
  test('hit the calls of their scope, as often as asked', async () => {
    standIn.fault({ kind: 'code', code: '20008' }, { recType: 2, times: 1 })
    expect((await ask({ recType: '1' })).code).toBe('200')
    expect((await ask({ recType: '2' })).code).toBe('20008')
    expect((await ask({ recType: '2' })).code).toBe('200')
  })

  test('last until they are lifted', async () => {
    const lift = standIn.fault({ kind: 'http-500' })
    const { status, data } = await post('/api/lapp/device/list', { accessToken })
    expect([status, typeof data]).toEqual([500, 'string'])
    lift()
    expect((await ask()).code).toBe('200')
  })

  test('may cut the connection', async () => {
    standIn.fault({ kind: 'cut' }, { times: 1 })
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
  })
})

test('calls are kept without keys and tokens', async () => {
  await ask({ recType: '2' })
  const told = JSON.stringify(standIn.calls)
  expect(standIn.calls.map(call => call.outcome)).toEqual(['200', '200'])
  expect(told).not.toContain('secret')
  expect(told).not.toContain(accessToken)
})

test('an unknown address is not found', async () => {
  expect((await post('/api/lapp/unknown', {})).status).toBe(404)
})
