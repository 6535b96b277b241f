import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { keyRingOf } from '../../../cloudfunctions/adapters/node-crypto/key-text'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type { EzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'
import type { runSlice, sliceBy } from '../../../cloudfunctions/entries/wechat/wire/rounds'
import { replace } from '../../../cloudfunctions/ports/store'
import { CAMERA_DAYS } from '../../../cloudfunctions/services/documents/camera-days'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { HEARD_DEVICES } from '../../../cloudfunctions/services/documents/heard-devices'
import { DIRTY_DAYS, JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { NIGHTS } from '../../../cloudfunctions/services/documents/nights'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { SEALS } from '../../../cloudfunctions/services/documents/seals'
import { markHeard } from '../../../cloudfunctions/services/ingest/heard'
import { everything } from '../../services/kept'
import { makeRush } from '../../support/rush'
import { cutOffAfter, type FunctionEnvironment, openFunctionEnvironment } from './function-environment'

let world: FunctionEnvironment
let slice: typeof runSlice
let sliceOf: typeof sliceBy
beforeEach(async () => {
  world = await openFunctionEnvironment()
  jest.resetModules()
  const rounds = await import('../../../cloudfunctions/entries/wechat/wire/rounds')
  slice = rounds.runSlice
  sliceOf = rounds.sliceBy
  await makeRush(world.store, createSecrets(keyRingOf(world.keys)), { classes: 3, traineesPerClass: 2 })
})
afterEach(() => world.close())

const judged = async () => readAll(world.store, JUDGED_DAYS, { index: 'byDate', equal: [] })
const marks = async () => readAll(world.store, DIRTY_DAYS, { index: 'byId', equal: [] })

describe('a slice of the timer’s work', () => {
  it('judges what is marked, seals what is closed, and leaves nothing', async () => {
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
    expect(await marks()).toEqual([])
    expect(await world.store.get(NIGHTS, 'night')).toMatchObject({ document: { done: true } })
  })

  it('does the night’s work before it waits for anybody outside, who may let it wait all night', async () => {
    const times = [0]
    await sliceOf(() => times.shift() ?? 60_000)
    const { left } = JSON.parse(world.lines.find(line => line.includes('"slice"')) ?? '{}')
    expect(left).toEqual(['judge', 'watch', 'night', 'messages', 'heard', 'ask'])
  })

  it('in which some work fails does the rest, says which, and the next one makes it up', async () => {
    world.cloud.gateway.faults.add({ how: 'unavailable', times: 30, skip: 10 })
    const { left, failed } = await slice()
    expect([left, failed[0]]).toEqual([true, 'judge'])
    expect(world.lines.some(line => line.includes('the next tick tries again'))).toBe(true)
    world.cloud.gateway.faults.clear()
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
  })

  it('is the timer’s alone: called by a person it does nothing', async () => {
    Object.assign(process.env, { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'oWX-somebody-00000000000000001' })
    let requests = 0
    world.cloud.gateway.onRequest = () => {
      requests += 1
    }
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(requests).toBe(0)
    delete process.env.WX_OPENID
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
  })

  it('begins with keys that are not this store’s, and stops there', async () => {
    await slice()
    const others = world.keys.replace(/root=\S{8}/, 'root=AAAAAAAA')
    Object.assign(process.env, { JINENG_KEYS: others })
    jest.resetModules()
    const other = (await import('../../../cloudfunctions/entries/wechat/wire/rounds')).runSlice
    await expect(other()).rejects.toThrow('these are not the keys of this data')
  })
})

describe('with a recording platform', () => {
  let platform: EzvizStandIn
  const CAMERAS = Array.from({ length: 12 }, (_, i) => ({
    deviceSerial: `EX00000${10 + i}`,
    channelNo: 1,
    deviceName: '实训室',
    online: true,
    recordings: [],
  }))
  beforeEach(async () => {
    const account = { appKey: 'key', appSecret: 'secret' }
    platform = await startEzvizStandIn({ ...account, now: Date.now, cameras: CAMERAS })
    Object.assign(process.env, {
      EZVIZ_APP_KEY: 'key',
      EZVIZ_APP_SECRET: 'secret',
      EZVIZ_BASE_URL: platform.url,
    })
  })
  afterEach(() => platform.close())

  /** Gives a class so many of the cameras, and lessons in a room. */
  const film = async (cameras: number, classId = 'C1') => {
    const { document, version } = (await world.store.get(CLASSES, classId))!
    const lessons = document.training.lessons.map(lesson => ({ ...lesson, delivery: 'onsite' as const }))
    const training = { ...document.training, lessons, cameras: CAMERAS.slice(0, cameras) }
    await world.store.commit([replace(CLASSES, { ...document, training }, version)])
  }
  const asked = async () => readAll(world.store, CAMERA_DAYS, { index: 'byDate', equal: [] })
  const night = () => world.store.get(NIGHTS, 'night')

  it.each([2, 3, 4, 5])(
    'a slice whose works are each cut off after %i looks at the time is gone on with by the next, to the same end',
    async looks => {
      await film(2)
      await world.store.commit(markHeard('EX0000010', 'camera-online', Date.now()))
      let slices = 0
      for (let isLeft = true; isLeft; slices++) {
        const before = await everything(world.store)
        const { left, failed } = await sliceOf(cutOffAfter(looks))
        expect([failed, left && (await everything(world.store)) === before]).toEqual([[], false])
        isLeft = left
      }
      expect(slices).toBeGreaterThan(1)
      // What was asked last is judged by one more.
      expect(await slice()).toEqual({ left: false, failed: [] })
      expect(await judged()).toHaveLength(6)
      expect(await marks()).toEqual([])
      expect(await night()).toMatchObject({ document: { done: true } })
      const said = (await asked()).map(({ events }) =>
        events.map(event => 'silence' in event && event.silence),
      )
      expect(said).toEqual(said.map(() => [null]))
      expect(said.length).toBeGreaterThanOrEqual(2)
      expect(await readAll(world.store, HEARD_DEVICES, { index: 'byWaiting', equal: [1] })).toEqual([])
      const seals = (await readAll(world.store, SEALS, { index: 'bySequence', equal: [] })).map(
        ({ of }) => of,
      )
      expect(seals).toEqual([...new Set(seals)])
    },
  )

  it('that says nothing, a slice waits for one question no longer than six seconds, and keeps that it was in vain', async () => {
    platform.fault({ kind: 'hang' })
    await film(1)
    const from = performance.now()
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(performance.now() - from).toBeLessThan(9_000)
    const said = (await asked()).flatMap(({ events }) => events)
    expect(said).toContainEqual(expect.objectContaining({ type: 'asked', silence: 'unreachable' }))
    expect(await night()).toMatchObject({ document: { done: true } })
  }, 30_000)

  it('that says nothing, a slice is over within 20 s, with all else done, however many cameras there are', async () => {
    platform.fault({ kind: 'hang' }, { path: '/api/lapp/video/by/time' })
    await film(12)
    const from = performance.now()
    expect(await slice()).toEqual({ left: true, failed: [] })
    expect(performance.now() - from).toBeLessThan(20_000)
    expect(await night()).toMatchObject({ document: { done: true } })
    expect((await asked()).length).toBeGreaterThanOrEqual(6)
    expect(world.lines.find(line => line.includes('"slice"'))).toContain('"left":["ask"]')
  }, 40_000)
})
