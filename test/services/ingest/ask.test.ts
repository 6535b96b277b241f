import type { Recording } from '../../../cloudfunctions/domain/model'
import { DAY as DAY_MS, MINUTE } from '../../../cloudfunctions/domain/time'
import { type RecordingAnswer, RecordingSourceError } from '../../../cloudfunctions/ports/recording-source'
import { rowsOf } from '../../../cloudfunctions/services/documents/camera-days'
import { askCameraDay } from '../../../cloudfunctions/services/ingest/ask'
import { refreshRecordings } from '../../../cloudfunctions/services/refresh-recordings'
import { cameraDayOf, DATE as DAY, judgedDay, teach } from '../kept'
import { at, clip, School } from '../school'

const OPENS = at(DAY, '07:30')
const RETENTION_ENDS = at('2024-06-04', '00:00') - 1 + 7 * DAY_MS
const CAMERA = { deviceSerial: 'CAM1', channelNo: 1 }

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

const ask = () => askCameraDay(school.server, CAMERA, DAY, 'r1')
/** Asks at a time what the platform holds then. */
const askAt = (now: number, ...rows: Recording[]) => {
  school.now = now
  school.platform.set('CAM1', rows)
  return ask()
}
const detail = () => school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
const camera = async () => (await detail()).cameras[0]
const rows = async () => {
  const stream = await cameraDayOf(school)
  return stream ? rowsOf(stream) : []
}
const events = async () => (await cameraDayOf(school))?.events ?? []
const clipOf = (time: string, minutes: number) => clip('CAM1', DAY, time, minutes)

describe('what is known of a camera’s day is told apart', () => {
  it('not asked yet', async () => {
    expect(await camera()).toMatchObject({ state: 'not-asked', askedAt: null, runs: [] })
  })

  it('asked, and nothing there', async () => {
    await askAt(at(DAY, '10:00'))
    expect(await camera()).toMatchObject({ state: 'no-recordings', askedAt: school.now })
  })

  it('asked, and there is something', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 25))
    expect(await camera()).toMatchObject({
      state: 'has-recordings',
      runs: [{ start: at(DAY, '08:31'), end: at(DAY, '08:56') }],
    })
  })

  it.each([
    ['camera-offline', 'camera-offline'],
    ['busy', 'unreachable'],
    ['unreachable', 'unreachable'],
    ['configuration', 'unreachable'],
    ['quota', 'unreachable'],
    ['not-supported', 'unreachable'],
  ] as const)('%s is %s, with a sentence, and never an empty list', async (fault, state) => {
    school.now = at(DAY, '12:30')
    school.platform.set('CAM1', fault)
    await ask()
    expect(await camera()).toMatchObject({ state, problem: '问不到 CAM1' })
    expect(await judgedDay(school)).toMatchObject({ status: 'waiting', recording: 'unknown', flags: [] })
  })

  it('keeps the rows when the camera is gone later', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 45))
    school.now = at(DAY, '11:00')
    school.platform.set('CAM1', 'camera-offline')
    await ask()
    const { cameras, row } = await detail()
    expect(cameras).toMatchObject([{ state: 'camera-offline', runs: [{ end: at(DAY, '09:16') }] }])
    expect(row.segmentCount).toBe(2)
    expect(await events()).toMatchObject([{ silence: null }, { silence: 'camera-offline', came: [] }])
  })

  it('keeps the rows of the one store that answered, and knows that it is not all', async () => {
    const answer: RecordingAnswer = {
      rows: [{ ...clipOf('08:31', 25), recType: 1 }],
      setback: new RecordingSourceError('camera-offline', '读不到存储卡', null),
    }
    school.now = at(DAY, '12:30')
    const recordingSource = { ...school.server.recordingSource, recordings: async () => answer }
    await askCameraDay({ ...school.server, recordingSource }, CAMERA, DAY, 'r1')
    expect(await camera()).toMatchObject({ state: 'camera-offline', runs: [{}], problem: '读不到存储卡' })
    expect(await judgedDay(school)).toMatchObject({ status: 'waiting', segmentCount: 1 })
  })

  it('what breaks otherwise is an outage, and nothing is kept', async () => {
    const recordings = () => Promise.reject(new TypeError('broken'))
    const recordingSource = { ...school.server.recordingSource, recordings }
    await expect(askCameraDay({ ...school.server, recordingSource }, CAMERA, DAY, 'r1')).rejects.toThrow(
      'broken',
    )
    expect(await cameraDayOf(school)).toBeNull()
  })

  it('one camera is one truth for the classes that share it', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    expect(await judgedDay(school, 'C1')).toMatchObject({ recording: 'compliant' })
    expect(await judgedDay(school, 'C2')).toMatchObject({ recording: 'unknown' })
  })
})

describe('rows are kept as they came', () => {
  it('once, however often they are fetched', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 25))
    await askAt(at(DAY, '10:10'), clipOf('08:31', 25))
    expect(await rows()).toEqual([clipOf('08:31', 25)])
    expect(await events()).toMatchObject([{ came: [{}] }, { came: [] }])
  })

  it('once, also when many ask at the same time', async () => {
    school.now = at(DAY, '10:00')
    school.platform.set('CAM1', [clipOf('08:31', 25), clipOf('09:00', 25)])
    await Promise.all(Array.from({ length: 10 }, ask))
    expect(await rows()).toHaveLength(2)
    expect(await events()).toHaveLength(1)
  })

  it('a row that grows is written down at most every two minutes, and counts to its latest end', async () => {
    await askAt(at(DAY, '08:50'), clipOf('08:31', 19))
    await askAt(at(DAY, '08:52') - 1, clipOf('08:31', 20))
    expect(await events()).toHaveLength(1)
    expect((await detail()).row.segmentCount).toBe(0)
    await askAt(at(DAY, '08:52'), clipOf('08:31', 21))
    expect(await events()).toHaveLength(2)
    expect((await detail()).row.segmentCount).toBe(1)
    await askAt(at(DAY, '09:11'), clipOf('08:31', 40))
    expect((await detail()).row.segmentCount).toBe(2)
  })

  it('a row that is new is written down at once', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 25))
    await askAt(at(DAY, '10:00') + 5_000, clipOf('08:31', 25), clipOf('09:20', 30))
    expect(await rows()).toHaveLength(2)
    expect((await detail()).row.segmentCount).toBe(2)
  })

  it('when it was asked is kept also where nothing was worth an event', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 25))
    await askAt(at(DAY, '10:00') + 5_000, clipOf('08:31', 25))
    expect(await camera()).toMatchObject({ askedAt: at(DAY, '10:00') + 5_000 })
    expect(await events()).toHaveLength(1)
  })

  it('when a later answer is shorter, the longer one stays', async () => {
    await askAt(at(DAY, '10:00'), clipOf('08:31', 40))
    await askAt(at(DAY, '10:00') + 1, clipOf('08:31', 10))
    expect((await detail()).row.segmentCount).toBe(2)
  })

  it('a slower answer to an earlier question does not overwrite a later one', async () => {
    let release: (answer: RecordingAnswer) => void = () => {}
    const slow = new Promise<RecordingAnswer>(resolve => {
      release = resolve
    })
    school.now = at(DAY, '10:00')
    const recordingSource = { ...school.server.recordingSource, recordings: () => slow }
    const earlier = askCameraDay({ ...school.server, recordingSource }, CAMERA, DAY, 'r1')
    await askAt(at(DAY, '10:01'), clipOf('08:31', 25))
    release({ rows: [], setback: null })
    await earlier
    expect(await events()).toHaveLength(1)
    expect(await camera()).toMatchObject({ state: 'has-recordings', askedAt: at(DAY, '10:01') })
  })

  it('when the clock was set back, what is said then is kept', async () => {
    await askAt(at('2031-01-01', '00:00'))
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    expect(await camera()).toMatchObject({ state: 'has-recordings', askedAt: at(DAY, '12:30') })
    await askAt(at(DAY, '12:40'), clipOf('08:31', 45), clipOf('09:40', 5))
    expect(await rows()).toHaveLength(2)
  })
})

describe('rows that the platform lists no more', () => {
  it('are deleted since, and count as they were', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    await askAt(at(DAY, '22:00'))
    expect(await camera()).toMatchObject({
      state: 'deleted-since',
      runs: [{}],
      deleted: [{ start: at(DAY, '08:31'), end: at(DAY, '09:16') }],
    })
    expect(await judgedDay(school)).toMatchObject({
      recording: 'compliant',
      deletedSince: [{ deviceSerial: 'CAM1', channelNo: 1 }],
    })
  })

  it('and are back again are not deleted', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    await askAt(at(DAY, '22:00'))
    await askAt(at(DAY, '22:01'), clipOf('08:31', 45))
    expect(await camera()).toMatchObject({ state: 'has-recordings', deleted: [] })
    expect(await events()).toMatchObject([{}, { gone: [{}] }, { came: [{}], gone: [] }])
    expect(await judgedDay(school)).toMatchObject({ deletedSince: [] })
  })

  it.each([
    ['two touching files are one', [clipOf('08:31', 20), clipOf('08:51', 25)], [clipOf('08:31', 45)]],
    ['one file is two', [clipOf('08:31', 45)], [clipOf('08:31', 20), clipOf('08:51', 25)]],
    [
      'the cuts are elsewhere',
      [clipOf('08:31', 20), clipOf('08:51', 25)],
      [clipOf('08:31', 30), clipOf('09:01', 15)],
    ],
  ])('are not deleted where they were only sliced otherwise: %s', async (_, before, after) => {
    await askAt(at(DAY, '12:30'), ...before)
    await askAt(at(DAY, '22:00'), ...after)
    expect(await camera()).toMatchObject({ state: 'has-recordings', deleted: [], runs: [{}] })
  })

  it('are back again also when they come back sliced otherwise', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 20), clipOf('08:51', 25))
    await askAt(at(DAY, '22:00'))
    expect((await camera())?.deleted).toHaveLength(2)
    await askAt(at(DAY, '22:01'), clipOf('08:31', 45))
    expect(await camera()).toMatchObject({ state: 'has-recordings', deleted: [] })
  })

  it('of one store are not there for the other’s', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    await askAt(at(DAY, '22:00'), { ...clipOf('08:31', 45), recType: 1 })
    expect((await camera())?.deleted).toHaveLength(1)
  })

  it('are not deleted while the platform does not tell all', async () => {
    await askAt(at(DAY, '12:30'), clipOf('08:31', 45))
    const setback = new RecordingSourceError('busy', '忙', null)
    const recordings = async () => ({ rows: [], setback })
    school.now = at(DAY, '22:00')
    const recordingSource = { ...school.server.recordingSource, recordings }
    await askCameraDay({ ...school.server, recordingSource }, CAMERA, DAY, 'r1')
    expect((await camera())?.deleted).toEqual([])
  })

  it.each([
    ['while it surely keeps them', RETENTION_ENDS, 1],
    ['and no news once it may have dropped what is old', RETENTION_ENDS + 1, 0],
  ])('are deleted %s', async (_, now, deleted) => {
    await askAt(at(DAY, '22:30'), clipOf('08:31', 45))
    await askAt(now)
    expect((await camera())?.deleted).toHaveLength(deleted)
  })
})

describe('what is first asked for when the platform may have dropped it is not known', () => {
  it.each([
    ['seven days after the date’s end', RETENTION_ENDS, 'no-recordings', 'flagged'],
    ['a millisecond later', RETENTION_ENDS + 1, 'retention-passed', 'waiting'],
  ])('%s', async (_, now, state, status) => {
    await askAt(now)
    expect(await camera()).toMatchObject({ state })
    expect(await judgedDay(school)).toMatchObject({ status })
  })

  it('is known where the platform told all that night', async () => {
    await askAt(at(DAY, '22:00'))
    await askAt(RETENTION_ENDS + 1)
    expect(await camera()).toMatchObject({ state: 'no-recordings' })
    expect(await judgedDay(school)).toMatchObject({ status: 'flagged', flags: ['no-recording'] })
  })

  it('what is listed after all counts', async () => {
    await askAt(RETENTION_ENDS + 1, clipOf('08:31', 45))
    expect(await judgedDay(school)).toMatchObject({ status: 'compliant', segmentCount: 2 })
  })
})

describe('asking at the touch of a button', () => {
  const refresh = () => school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DAY })

  it('asks the platform at most every five seconds, and answers in any case', async () => {
    school.now = at(DAY, '10:00')
    await refresh()
    school.now += 4_999
    expect((await refresh()).cameras).toMatchObject([{ state: 'no-recordings' }])
    expect(school.asked).toBe(1)
    school.now += 1
    await refresh()
    expect(school.asked).toBe(2)
  })

  it('asks again at once when the clock was set back', async () => {
    school.now = at(DAY, '12:00')
    await refresh()
    school.now = at(DAY, '12:00') - 10 * MINUTE
    await refresh()
    expect(school.asked).toBe(2)
  })

  it.each([
    ['5 s a camera: all are asked', 5_000, 5],
    ['8 s a camera: those under way, and no more', 8_000, 3],
  ])(
    'answers in time, with what is known of the others, where the platform takes %s',
    async (_, took, asked) => {
      const cameras = [1, 2, 3, 4, 5].map(n => ({ deviceSerial: `CAM${n}`, channelNo: 1 }))
      await teach(school, 'C1', { cameras })
      school.now = at(DAY, '10:00')
      const began = school.now
      let most = 0
      const under: (() => void)[] = []
      // Those that are under way together are answered together, however slow the machine is.
      const recordings = async (): Promise<RecordingAnswer> => {
        school.asked += 1
        await new Promise<void>(resolve => {
          most = Math.max(most, under.push(resolve))
          if (under.length < 3 && school.asked < cameras.length) return
          school.now = began + Math.ceil(school.asked / 3) * took
          for (const answer of under.splice(0)) answer()
        })
        return { rows: [], setback: null }
      }
      const slow = { ...school.server, recordingSource: { ...school.server.recordingSource, recordings } }
      const outcome = await refreshRecordings(slow, { classId: 'C1', date: DAY }, 'r1')
      const states = outcome.done ? outcome.answer.cameras.map(({ state }) => state) : []
      expect([school.asked, most]).toEqual([asked, 3])
      expect(states.filter(state => state === 'no-recordings')).toHaveLength(asked)
      expect(states.filter(state => state === 'not-asked')).toHaveLength(5 - asked)
    },
  )

  it.each([
    ['when the window opens', OPENS, 0],
    ['a millisecond later', OPENS + 1, 1],
  ])('does not ask for a day to come: %s', async (_, now, asked) => {
    school.now = now
    expect((await refresh()).cameras).toMatchObject([{ state: asked ? 'no-recordings' : 'not-asked' }])
    expect(school.asked).toBe(asked)
  })

  it.each([
    [{ classId: 'C9', date: DAY }, 'class'],
    [{ classId: 'C1', date: '2024-06-05' }, 'class-day'],
  ])('tells a supervisor that there is no %j', async (input, what) => {
    const outcome = await school.ask('supervisor', 'refresh-recordings', input)
    expect(outcome).toEqual({ done: false, refusal: { code: 'not-found', what } })
  })
})
