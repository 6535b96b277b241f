import type { Recording } from '../../../cloudfunctions/domain/model'
import { insert } from '../../../cloudfunctions/ports/store'
import { CAMERA_DAYS } from '../../../cloudfunctions/services/documents/camera-days'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { askCameraDay } from '../../../cloudfunctions/services/ingest/ask'
import type { Pull } from '../../../cloudfunctions/services/ingest/ask-all'
import { pullBetween } from '../../../cloudfunctions/services/ingest/by-hand'
import { pullDue } from '../../../cloudfunctions/services/ingest/round'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { cameraDayOf, DATE, judgeAll, judgedDay, NEXT_DATE, teach } from '../kept'
import { at, clip, School } from '../school'
import { Platform } from './platform'

const CAMERAS = Array.from({ length: 6 }, (_, n) => ({ deviceSerial: `CAM${n + 1}`, channelNo: 1 }))
const RECORDED: readonly Recording[] = CAMERAS.flatMap(({ deviceSerial }) => [
  clip(deviceSerial, DATE, '08:31', 45),
  clip(deviceSerial, NEXT_DATE, '08:31', 45),
])

let school: School
let platform: Platform
beforeEach(async () => {
  school = await School.open()
  platform = new Platform(school, RECORDED)
  await teach(school, 'C1', { cameras: CAMERAS })
  await judgeAll(school)
})
afterEach(() => school.close())

const pull = (onAsked: Pull['onAsked'] = () => true): Pull => ({ requestId: 'r1', onAsked })
const streams = () => readAll(school.store, CAMERA_DAYS, { index: 'byDate', equal: [] })
const asked = async () => (await streams()).map(({ id }) => id)

describe('a round', () => {
  it('asks for what is due, and for nothing when nothing is', async () => {
    school.now = at(DATE, '08:40') - 1
    await pullDue(platform.server, pull())
    expect(platform.asked).toBe(0)
    school.now = at(DATE, '08:40')
    await pullDue(platform.server, pull())
    expect(await asked()).toEqual(CAMERAS.map(({ deviceSerial }) => `${deviceSerial} 1 ${DATE}`))
    await pullDue(platform.server, pull())
    expect(platform.asked).toBe(6)
  })

  it('asks once for a camera that two classes share', async () => {
    school.now = at(DATE, '12:10')
    await pullDue(platform.server, pull())
    // CAM2 is C2’s, too.
    expect(platform.asked).toBe(6)
    expect(await judgedDay(school, 'C2')).toMatchObject({ recording: 'compliant' })
  })

  it('that is stopped half-way is gone on with by the next, with what is left', async () => {
    school.now = at(DATE, '12:10')
    let seen = 0
    const stopped = await pullDue(
      platform.server,
      pull(() => ++seen < 2),
    )
    expect(stopped).toEqual({ left: true })
    const half = await asked()
    // Questions that were under way are finished and kept.
    expect(half.length).toBeGreaterThanOrEqual(2)
    expect(half.length).toBeLessThan(6)
    expect(await pullDue(platform.server, pull())).toEqual({ left: false })
    expect(await asked()).toHaveLength(6)
    expect(platform.asked).toBe(6)
    expect((await streams()).every(({ events }) => events.length === 1)).toBe(true)
  })

  it('that breaks leaves what it has learned, and the next one goes on', async () => {
    school.now = at(DATE, '12:10')
    const recordings: typeof platform.recordings = async (camera, span) => {
      if (camera.deviceSerial === 'CAM4') throw new TypeError('broken')
      return platform.recordings(camera, span)
    }
    const recordingSource = { devices: platform.devices, recordings }
    await expect(pullDue({ ...platform.server, recordingSource }, pull())).rejects.toThrow('broken')
    expect(await cameraDayOf(school, 'CAM4')).toBeNull()
    await pullDue(platform.server, pull())
    expect(await asked()).toHaveLength(6)
  })

  it('tells how far it is', async () => {
    school.now = at(DATE, '12:10')
    const steps: number[][] = []
    await pullDue(
      platform.server,
      pull((_, done, of) => steps.push([done, of]) > 0),
    )
    expect(steps).toEqual([1, 2, 3, 4, 5, 6].map(done => [done, 6]))
  })

  it('and another at the same time keep every row once, and the days are judged by them', async () => {
    school.now = at(DATE, '12:10')
    await Promise.all([
      pullDue(platform.server, pull()),
      pullDue(platform.server, pull()),
      pullBetween(platform.server, DATE, DATE, true, pull()),
      judgeAll(school),
    ])
    await judgeAll(school)
    for (const { events } of await streams()) expect(events).toMatchObject([{ came: [{}], gone: [] }])
    expect(await judgedDay(school)).toMatchObject({ recording: 'compliant', silent: [] })
    expect(await checkDerived(school.store, () => {})).toMatchObject({ waiting: 0, different: [] })
  })

  it('that is stopped by its last answer has left nothing', async () => {
    school.now = at(DATE, '12:10')
    const all = (_: unknown, done: number, of: number) => done < of
    expect(await pullDue(platform.server, pull(all))).toEqual({ left: false })
    expect(platform.asked).toBe(6)
  })

  it('that may not go on asks for nothing, and leaves everything due', async () => {
    school.now = at(DATE, '12:10')
    expect(await pullDue(platform.server, { ...pull(), goOn: () => false })).toEqual({ left: true })
    expect(platform.asked).toBe(0)
    expect(await pullDue(platform.server, pull())).toEqual({ left: false })
    expect(platform.asked).toBe(6)
  })

  it('in slices of a few cameras comes to the end, the latest date first', async () => {
    school.now = at('2024-06-20', '09:00')
    let slices = 0
    for (let left = true; left; slices++) {
      const onAsked = () => false
      ;({ left } = await pullDue(platform.server, pull(onAsked)))
      const dates = new Set((await streams()).map(({ date }) => date))
      if (slices === 0) expect(dates).toEqual(new Set([NEXT_DATE]))
    }
    expect(await asked()).toHaveLength(12)
    expect(platform.asked).toBe(12)
  })

  it('looks back over 45 days', async () => {
    school.now = at('2024-07-18', '09:00')
    await pullDue(platform.server, pull())
    expect(await asked()).toHaveLength(12)
  })

  it('and no further: what is older is asked for by hand', async () => {
    school.now = at('2024-07-19', '09:00')
    await pullDue(platform.server, pull())
    expect(new Set((await streams()).map(({ date }) => date))).toEqual(new Set([NEXT_DATE]))
  })
})

describe('a round that need not look again yet', () => {
  beforeEach(async () => {
    school.now = at(DATE, '07:00')
    await pullDue(platform.server, pull())
  })

  it('asks all the same for a class that is new', async () => {
    school.now = at(DATE, '08:40')
    await pullDue(platform.server, pull())
    const record = await read(school.store, CLASSES, 'C1')
    if (record === null) throw new Error('C1 is not there')
    const training = { ...record.training, id: 'C3', cameras: [{ deviceSerial: 'NEW', channelNo: 1 }] }
    await school.store.commit([insert(CLASSES, { ...record, id: 'C3', training })])
    school.now += 1
    await pullDue(platform.server, pull())
    expect(await cameraDayOf(school, 'NEW')).toMatchObject({ askedAt: school.now })
  })

  it('tries again what somebody else has asked in vain since', async () => {
    school.now = at(DATE, '07:31')
    const offline = new Platform(
      school,
      [],
      [{ deviceSerial: 'CAM1', start: 0, end: at(DATE, '08:00'), fault: 'camera-offline', half: false }],
    )
    await askCameraDay(offline.server, CAMERAS[0]!, DATE, 'r1')
    for (const now of [at(DATE, '07:32'), at(DATE, '08:01') - 1]) {
      school.now = now
      await pullDue(platform.server, pull())
    }
    expect(platform.asked).toBe(0)
    school.now = at(DATE, '08:01')
    await pullDue(platform.server, pull())
    expect(await asked()).toEqual([`CAM1 1 ${DATE}`])
    expect(platform.asked).toBe(1)
  })

  it('and another at the same time leave nothing to the next', async () => {
    school.now = at(DATE, '08:40')
    await Promise.all([pullDue(platform.server, pull()), pullDue(platform.server, pull())])
    school.now += 1
    const before = platform.asked
    await pullDue(platform.server, pull())
    expect(platform.asked).toBe(before)
  })
})

describe('asking by hand, from one date to another', () => {
  it('asks for what is not known whole', async () => {
    school.now = at('2024-06-05', '09:00')
    await pullBetween(platform.server, DATE, DATE, false, pull())
    expect(platform.asked).toBe(6)
    await pullBetween(platform.server, DATE, NEXT_DATE, false, pull())
    expect(platform.asked).toBe(12)
    await pullBetween(platform.server, DATE, NEXT_DATE, false, pull())
    expect(platform.asked).toBe(12)
  })

  it('asks again for all when that is wanted', async () => {
    school.now = at('2024-06-05', '09:00')
    await pullBetween(platform.server, DATE, NEXT_DATE, true, pull())
    await pullBetween(platform.server, DATE, NEXT_DATE, true, pull())
    expect(platform.asked).toBe(24)
  })

  it('goes on where it was stopped', async () => {
    school.now = at('2024-06-05', '09:00')
    const stopped = await pullBetween(
      platform.server,
      DATE,
      NEXT_DATE,
      false,
      pull(() => false),
    )
    expect(stopped).toEqual({ left: true })
    expect(platform.asked).toBeLessThan(12)
    await pullBetween(platform.server, DATE, NEXT_DATE, false, pull())
    expect(platform.asked).toBe(12)
  })

  it('what was asked while a session ran is asked again', async () => {
    school.now = at(DATE, '10:00')
    await pullBetween(platform.server, DATE, DATE, false, pull())
    school.now = at(DATE, '12:10')
    await pullBetween(platform.server, DATE, DATE, false, pull())
    expect(platform.asked).toBe(12)
  })
})

it('a clock that was ahead and is set back loses no recording', async () => {
  school.now = at('2024-06-30', '09:00')
  const ahead = new Platform(school, [])
  await pullDue(ahead.server, pull())
  for (school.now = at(DATE, '07:00'); school.now <= at(DATE, '22:00'); school.now += 15 * 60_000) {
    await pullDue(platform.server, pull())
  }
  expect(await judgedDay(school)).toMatchObject({ recording: 'compliant', silent: [] })
})
