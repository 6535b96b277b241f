import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { dateOf, dateText, dayNumber, formatInstant } from '../../../cloudfunctions/domain/time'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type { EzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { at } from '../../services/school'
import { Folder, jineng } from './run'

/** The platform keeps a week, and the command goes by the machine's clock. */
const TODAY = dateOf(Date.now())
const day = (before: number) => dateText(dayNumber(TODAY) - before)
const DAYS = [5, 4, 3, 2].map(day)
const [FIRST = '', , , LAST = ''] = DAYS
const CAMERAS = ['CAM1', 'CAM2']
const PATH = '/api/lapp/video/by/time'

const folder = new Folder()
let standIn: EzvizStandIn
let data: string
let count = 0

async function begin(): Promise<void> {
  standIn = await startEzvizStandIn({
    appKey: 'key',
    appSecret: 'secret',
    now: () => Date.now(),
    cameras: CAMERAS.map(deviceSerial => ({
      deviceSerial,
      channelNo: 1,
      deviceName: deviceSerial,
      online: true,
      recordings: DAYS.slice(1).map(date => ({
        deviceSerial,
        channelNo: 1,
        startTime: at(date, '08:30'),
        endTime: at(date, '09:30'),
        recType: 2 as const,
      })),
    })),
  })
  count += 1
  data = path.join(folder.path, `data-${count}`)
  const imported = await jineng(['import', '-', '--data', data], { input: dataset() })
  expect(imported.status).toBe(0)
}
afterAll(() => folder.remove())

/** A class of four days with two cameras, of which the file says nothing yet. */
function dataset(): string {
  const lessons = DAYS.map(date => ({
    id: `L ${date}`,
    date,
    start: '08:30',
    end: '10:00',
    hours: 2,
    kind: 'practice',
    delivery: 'onsite',
  }))
  const cameras = CAMERAS.map(deviceSerial => ({ deviceSerial, channelNo: 1 }))
  const held = {
    id: 'C1',
    projectId: 'P1',
    occupationCode: '6-31-07-03',
    policy: 'changchun-2024',
    cameras,
    lessons,
  }
  return JSON.stringify({
    asOf: formatInstant(at(day(6), '00:00')),
    projects: [{ id: 'P1', employer: 'E', provider: 'S', plannedTrainees: 5, employmentDemand: 5 }],
    classes: [held],
  })
}

const env = () => ({
  EZVIZ_APP_KEY: 'key',
  EZVIZ_APP_SECRET: 'secret',
  EZVIZ_BASE_URL: standIn.url,
  EZVIZ_CLOUD: 'none',
})
const args = (...more: string[]) => ['ingest', '--data', data, '--from', FIRST, '--to', LAST, ...more]
const ingest = (...more: string[]) => jineng(args(...more), { env: env() })
const asked = () => standIn.calls.filter(call => call.path === PATH).length

describe('jineng ingest', () => {
  beforeEach(begin)
  afterEach(() => standIn.close())

  it('asks for the cameras’ dates, counts what was said, and the next time asks for none of them', async () => {
    expect(await ingest()).toEqual({ status: 0, out: '已查询 8 个摄像头日：有录像 6、没有录像 2\n', err: '' })
    const calls = asked()
    expect((await ingest()).out).toContain('没有要查询的')
    expect(asked()).toBe(calls)
    expect((await ingest('--again')).out).toContain('已查询 8 个摄像头日')
    const { out } = await jineng(['rebuild', '--check', '--data', data])
    expect(out).toContain('已核对 4 个班级日')
  })

  it('stops at Ctrl-C after what is under way, and goes on where it stopped', async () => {
    const lift = standIn.fault({ kind: 'slow', ms: 400 }, { path: PATH })
    const child = spawn(process.execPath, ['tools/jineng.cjs', ...args()], {
      cwd: path.resolve(__dirname, '../../..'),
      env: { ...process.env, ...env() },
      stdio: 'ignore',
    })
    while (asked() < 1) await pause(20)
    child.kill('SIGINT')
    const [status] = (await once(child, 'close')) as [number]
    expect(status).toBe(130)
    lift()
    const before = asked()
    expect(before).toBeLessThan(8)
    const { status: ended, out } = await ingest()
    expect([ended, out]).toEqual([0, expect.stringContaining(`已查询 ${8 - before} 个摄像头日`)])
    expect(asked()).toBe(8)
  })

  it('says what could not be asked, and why, with exit status 1', async () => {
    standIn.setOnline('CAM2', false)
    standIn.fault({ kind: 'code', code: '10005' }, { path: PATH, deviceSerial: 'CAM1' })
    const { status, out, err } = await ingest()
    expect(status).toBe(1)
    expect(out).toBe('已查询 8 个摄像头日：摄像头不在线 4、问不到平台 4\n')
    expect(err).toContain('问不到的原因：')
  })

  it('says that a server asks by itself', async () => {
    const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
    const { status, err } = await ingest()
    await store.close()
    expect(status).toBe(2)
    expect(err).toContain('请先停止服务')
    expect(err).toContain('服务运行时会自己查询录像')
  })

  it('never asks a stand-in of its own', async () => {
    const { status, out, err } = await jineng(args(), { env: { ...env(), EZVIZ_APP_KEY: '' } })
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('没有设置 EZVIZ_APP_KEY 和 EZVIZ_APP_SECRET')
    const half = await jineng(args(), { env: { ...env(), EZVIZ_APP_SECRET: '' } })
    expect(half).toMatchObject({ status: 2, err: '设置了 EZVIZ_APP_KEY，还需要设置 EZVIZ_APP_SECRET。\n' })
  })
})

it.each([
  ['no dates', [], '请用 --from 和 --to'],
  [
    'a date that does not exist',
    ['--from', '2024-02-30', '--to', TODAY],
    '--from 2024-02-30：应为存在的日期',
  ],
  ['dates the wrong way round', ['--from', TODAY, '--to', day(1)], '--from 不能晚于 --to'],
  ['dates to come', ['--from', day(-1), '--to', day(-2)], '也不能晚于今天'],
  ['an option that it does not know', ['--stand-in'], '参数有误'],
])('jineng ingest refuses %s with exit status 2', async (_, given, said) => {
  const { status, out, err } = await jineng(['ingest', ...given], {
    env: { EZVIZ_APP_KEY: 'key', EZVIZ_APP_SECRET: 'secret' },
  })
  expect([status, out]).toEqual([2, ''])
  expect(err).toContain(said)
})
