import type { RecordingTime } from '../../cloudfunctions/ports/camera-control'
import { RecordingSourceError } from '../../cloudfunctions/ports/recording-source'
import { lesson } from '../support/timetable'
import { accessesOf, cameraDayOf, DATE, NEXT_DATE, teach } from './kept'
import { at, School } from './school'

const OPENS = at(DATE, '07:30')
const CLOSES = at(DATE, '12:40')

let school: School
let begun: RecordingTime[]
let ended: string[]
beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '08:30')
  begun = []
  ended = []
  school.cameras = {
    ...school.cameras,
    startRecording: async (_, during) => `task-${begun.push(during)}`,
    stopRecording: async taskId => {
      ended.push(taskId)
      return 'stopped'
    },
  }
})
afterEach(() => school.close())

const CAMERA = { classId: 'C1', deviceSerial: 'CAM1', channelNo: 1 }
const start = (camera = CAMERA, who = 'i1') => school.ask(who, 'start-recording', camera)
const stop = (camera = CAMERA, who = 'i1') => school.ask(who, 'stop-recording', camera)
const commands = async (serial = 'CAM1', date = DATE) =>
  (await cameraDayOf(school, serial, date))?.events.map(({ type }) => type) ?? []
const since = async () =>
  (await school.answer('i1', 'class-today', { classId: 'C1' })).cameras[0]?.recordingSince

describe('a recording', () => {
  it('runs from now until the day’s window closes', async () => {
    expect(await start()).toMatchObject({ answer: { cameras: [{ recordingSince: school.now }] } })
    expect(begun).toEqual([{ from: school.now, until: CLOSES }])
    expect((await cameraDayOf(school))?.events).toMatchObject([
      { type: 'recording-started', taskId: 'task-1', at: school.now, until: CLOSES, accountId: 'A-i1' },
    ])
  })

  it('that runs is left running when it is started again', async () => {
    await start()
    school.now += 60_000
    expect(await start()).toMatchObject({ answer: { cameras: [{ recordingSince: school.now - 60_000 }] } })
    expect(begun).toHaveLength(1)
    expect(await commands()).toEqual(['recording-started'])
  })

  it('started twice in the same moment is one: the second task is stopped again', async () => {
    await school.answer('i1', 'class-today', {})
    await Promise.all([start(), start(), start()])
    expect(await commands()).toEqual(['recording-started'])
    const kept = (await cameraDayOf(school))?.events[0]
    const surplus = ['task-1', 'task-2', 'task-3'].filter(id => !JSON.stringify(kept).includes(`"${id}"`))
    expect([...ended].sort()).toEqual(surplus)
  })

  it('says of itself that it runs, and never that anything was recorded', async () => {
    await start()
    const { cameras, segmentCount, recording } = await school.answer('i1', 'class-today', {})
    expect(cameras).toMatchObject([{ state: 'not-asked', runs: [] }])
    expect([segmentCount, recording]).toEqual([0, 'unknown'])
  })

  it('is stopped once', async () => {
    await start()
    school.now += 30 * 60_000
    expect(await stop()).toMatchObject({ answer: { cameras: [{ recordingSince: null }] } })
    expect(await stop()).toMatchObject({ done: true })
    expect(ended).toEqual(['task-1'])
    expect(await commands()).toEqual(['recording-started', 'recording-stopped'])
  })

  it('that was not started here is not stopped', async () => {
    expect(await stop()).toMatchObject({ done: true })
    expect(ended).toEqual([])
    expect(await cameraDayOf(school)).toBeNull()
  })

  it('may be started again after it was stopped', async () => {
    await start()
    await stop()
    await start()
    expect(begun).toHaveLength(2)
    expect(await since()).toBe(school.now)
  })

  it('ends by itself with the window, and not a millisecond earlier', async () => {
    await start()
    const from = school.now
    school.now = CLOSES - 1
    expect(await since()).toBe(from)
    school.now = CLOSES
    expect(await since()).toBeNull()
  })

  it('of the morning’s class does not keep the afternoon’s from its own, by the same camera', async () => {
    const camera = { deviceSerial: 'CAM1', channelNo: 1 }
    const afternoon = [lesson('14:00-16:00', 2, { date: DATE })]
    await teach(school, 'C2', { lessons: afternoon, cameras: [camera] })
    await start()
    school.now = at(DATE, '14:00')
    await start({ ...CAMERA, classId: 'C2' }, 'i2')
    expect(begun).toEqual([
      { from: at(DATE, '08:30'), until: CLOSES },
      { from: at(DATE, '14:00'), until: at(DATE, '17:00') },
    ])
  })

  it('started before midnight is known and stopped after it', async () => {
    await teach(school, 'C1', { lessons: [lesson('21:30-23:30', 2, { date: DATE })] })
    school.now = at(DATE, '22:00')
    await start()
    school.now = at(NEXT_DATE, '00:10')
    expect(await since()).toBe(at(DATE, '22:00'))
    await start()
    expect(begun).toHaveLength(1)
    await stop()
    expect(ended).toEqual(['task-1'])
    expect(await commands('CAM1', DATE)).toEqual(['recording-started', 'recording-stopped'])
    expect(await commands('CAM1', NEXT_DATE)).toEqual([])
  })
})

describe('a recording is started within the day’s window alone', () => {
  it.each([
    ['a millisecond before it opens', OPENS - 1, false],
    ['when it opens', OPENS, true],
    ['a millisecond before it closes', CLOSES - 1, true],
    ['when it closes', CLOSES, false],
  ])('%s', async (_, now, done) => {
    school.now = now
    const outcome = await start()
    expect(outcome.done).toBe(done)
    if (!outcome.done) {
      expect(outcome.refusal).toEqual({
        code: 'conflict',
        what: 'outside-class-hours',
        opensAt: OPENS,
        closesAt: CLOSES,
      })
    }
    expect(begun).toHaveLength(done ? 1 : 0)
  })

  it('and on a day with lessons', async () => {
    school.now = at('2024-06-05', '09:00')
    expect(await start()).toEqual({ done: false, refusal: { code: 'not-found', what: 'class-day' } })
  })
})

describe('only by the class’s own cameras', () => {
  it.each([
    ['another class’s', { deviceSerial: 'CAM2' }],
    ['one that nobody has', { deviceSerial: 'CAM9' }],
    ['another channel', { channelNo: 2 }],
  ])('not %s', async (_, more) => {
    const camera = { ...CAMERA, ...more }
    const span = { from: OPENS, to: CLOSES, store: 'cloud' as const }
    const outcomes = [
      await start(camera),
      await stop(camera),
      await school.ask('i1', 'camera-check', camera),
      await school.ask('i1', 'playback-address', { ...camera, ...span }),
    ]
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ done: false, refusal: { code: 'not-found', what: 'camera' } })
    }
    expect(begun).toEqual([])
  })

  it('and by the instructors of the class', async () => {
    expect(await start(CAMERA, 'i2')).toEqual({ done: false, refusal: { code: 'not-allowed' } })
    expect(await stop(CAMERA, 'i2')).toEqual({ done: false, refusal: { code: 'not-allowed' } })
  })
})

describe('what keeps the camera or the platform from it is said in a sentence, and nothing is kept', () => {
  const trouble = async () => {
    throw new RecordingSourceError('camera-offline', '摄像头离线，请检查电源和网络。', '2007')
  }
  const REFUSED = {
    done: false,
    refusal: { code: 'camera-trouble', sentence: '摄像头离线，请检查电源和网络。' },
  }

  it('when it is started', async () => {
    school.cameras = { ...school.cameras, startRecording: trouble }
    expect(await start()).toEqual(REFUSED)
    expect(await cameraDayOf(school)).toBeNull()
  })

  it('when it is stopped: it goes on running', async () => {
    await start()
    school.cameras = { ...school.cameras, stopRecording: trouble }
    expect(await stop()).toEqual(REFUSED)
    expect(await since()).toBe(school.now)
  })

  it('when it is looked at', async () => {
    school.cameras = { ...school.cameras, status: trouble, playbackAddress: trouble }
    expect(await school.ask('i1', 'camera-check', CAMERA)).toEqual(REFUSED)
    const span = { from: OPENS, to: CLOSES, store: 'local' as const }
    expect(await school.ask('supervisor', 'playback-address', { ...CAMERA, ...span })).toEqual(REFUSED)
  })

  it('what breaks otherwise is an outage, not a sentence', async () => {
    school.cameras = {
      ...school.cameras,
      startRecording: async () => {
        throw new TypeError('broken')
      },
    }
    await expect(start()).rejects.toThrow('broken')
  })
})

describe('looking at a camera', () => {
  it('tells whether it can record now', async () => {
    expect(await school.answer('i1', 'camera-check', CAMERA)).toEqual({
      deviceSerial: 'CAM1',
      channelNo: 1,
      online: true,
      shelter: 'off',
      storage: 'ready',
      snapshotUrl: null,
      problem: null,
    })
  })

  it('gives a picture when it is asked for one', async () => {
    const check = await school.answer('i1', 'camera-check', { ...CAMERA, snapshot: true })
    expect(check.snapshotUrl).toBe('https://picture.example/1')
  })

  it('tells the rest when there is no picture to be had', async () => {
    const snapshot = async () => {
      throw new RecordingSourceError('quota', '今天的抓图次数已用完。', '10028')
    }
    school.cameras = { ...school.cameras, snapshot }
    expect(await school.answer('i1', 'camera-check', { ...CAMERA, snapshot: true })).toMatchObject({
      online: true,
      snapshotUrl: null,
      problem: '今天的抓图次数已用完。',
    })
  })

  it('asks a camera that is off for no picture', async () => {
    const snapshot = jest.fn(school.cameras.snapshot)
    const status = async () => ({ online: false, shelter: 'unknown', storage: 'unknown' }) as const
    school.cameras = { ...school.cameras, snapshot, status }
    expect(await school.answer('i1', 'camera-check', { ...CAMERA, snapshot: true })).toMatchObject({
      online: false,
      snapshotUrl: null,
    })
    expect(snapshot).not.toHaveBeenCalled()
  })

  it('is kept, as it shows people', async () => {
    await school.answer('i1', 'camera-check', { ...CAMERA, snapshot: true })
    const span = { from: OPENS, to: CLOSES, store: 'cloud' as const }
    await school.answer('provider', 'playback-address', { ...CAMERA, ...span })
    const objects = { classId: 'C1', deviceSerial: 'CAM1' }
    expect(await accessesOf(school, 'i1')).toMatchObject([
      { type: 'read', operation: 'camera-check', objects },
    ])
    expect(await accessesOf(school, 'provider')).toMatchObject([{ operation: 'playback-address', objects }])
  })
})
