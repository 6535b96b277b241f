import type { Lesson } from '../../../cloudfunctions/domain/model'
import { dateText, dayNumber, MINUTE } from '../../../cloudfunctions/domain/time'
import { put, type Store } from '../../../cloudfunctions/ports/store'
import { CAMERA_LOOKS } from '../../../cloudfunctions/services/documents/camera-looks'
import { classDayId } from '../../../cloudfunctions/services/documents/class-days'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { read } from '../../../cloudfunctions/services/documents/read'
import { askHeard } from '../../../cloudfunctions/services/ingest/heard'
import { pullDue } from '../../../cloudfunctions/services/ingest/round'
import { keepPlatformMessage } from '../../../cloudfunctions/services/platform-message'
import { DATE, judgedDay, NEXT_DATE, teach } from '../kept'
import { at, School } from '../school'

/**
 * What asking costs a store that is far away, request by request. A round reads the timetables (one list for every
 * thousand classes, never changing) and when to look again (one document). Where something may be due it reads one
 * list for each run of dates, at most a week long, and writes down when to look again. Each camera's date that is asked
 * is one read and one write. How many days there are, judged or not, is nowhere in it.
 */

// On an engine that is far away many days take a while to be written.
jest.setTimeout(30_000)

const pull = { requestId: 'r1', onAsked: () => true }
const MORNING = at(DATE, '08:40')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

/** Every call of the store while something is done, in order. */
async function requestsOf(act: (store: Store) => Promise<unknown>): Promise<string[]> {
  const { store } = school
  const requests: string[] = []
  await act({
    get: (collection, id) => {
      requests.push(`get ${collection.name}`)
      return store.get(collection, id)
    },
    range: (collection, query) => {
      requests.push(`range ${collection.name}`)
      return store.range(collection, query)
    },
    commit: writes => {
      requests.push(`commit ${writes.map(({ collection }) => collection.name).join(' ')}`)
      return store.commit(writes)
    },
    close: () => store.close(),
  })
  return requests
}

const round = (now: number) => {
  school.now = now
  return requestsOf(store => pullDue({ ...school.server, store }, pull))
}
const hear = () =>
  keepPlatformMessage(school.server, {
    messageId: `m${school.now}`,
    kind: 'camera-online',
    type: 'ys.onoffline',
    deviceSerial: 'CAM1',
    channelNo: null,
    at: school.now,
    taskId: null,
    problem: null,
  })

/** A school of many classes, each with a camera of its own, whose days of so long a time are all judged. */
async function furnish(classes: number, days: number): Promise<void> {
  const lessons = Array.from({ length: days }, (_, n) => lessonOn(dateText(dayNumber('2024-06-01') - n)))
  const record = await read(school.store, CLASSES, 'C2')
  if (record === null) throw new Error('C2 is not there')
  for (let n = 0; n < classes; n++) {
    const training = { ...record.training, id: `M${n}`, cameras: [camera(n)], lessons }
    await school.store.commit([put(CLASSES, { ...record, id: `M${n}`, training })])
  }
  const day = await judgedDay(school)
  if (day === null) throw new Error('C1 was not judged')
  for (let n = 0; n < classes; n++) {
    const classId = `M${n}`
    const rows = lessons.map(({ date }) => ({ ...day, id: classDayId(classId, date), classId, date }))
    await school.store.commit(rows.map(row => put(JUDGED_DAYS, row)))
  }
}

const camera = (n: number) => ({ deviceSerial: `MANY${n}`, channelNo: 1 })
const lessonOn = (date: string): Lesson => ({
  id: `L-${date}`,
  date,
  start: '09:00',
  end: '10:30',
  hours: 2,
  kind: 'practice',
  delivery: 'onsite',
})

/** The rounds before have asked for everything that was due, long ago. */
async function settled(): Promise<void> {
  await teach(school, 'C2', { cameras: [camera(0)], lessons: [lessonOn('2024-06-01')] })
  for (let now = MORNING - 30 * MINUTE; now < MORNING; now += 10 * MINUTE) await round(now)
}

const IDLE = ['range classes', 'get camera-looks']
const ASK_ONE = ['get camera-days', 'commit camera-days dirty-days dirty-days']

describe.each([
  ['few classes with a day each', 3, 1],
  ['many classes with many days, all judged', 12, 10],
])('in a school of %s', (_, classes, days) => {
  beforeEach(async () => {
    await furnish(classes, days)
    await settled()
  })

  it('a round in which nothing is due is two requests', async () => {
    expect(await round(MORNING - MINUTE)).toEqual(IDLE)
  })

  it('a round in which one camera is due is five', async () => {
    expect(await round(MORNING)).toEqual([...IDLE, 'range camera-days', ...ASK_ONE, 'commit camera-looks'])
    expect(await round(MORNING + MINUTE)).toEqual(IDLE)
  })

  it('news of one camera is five, and no news is one', async () => {
    school.now = MORNING
    expect(await requestsOf(store => askHeard({ ...school.server, store }, pull))).toEqual([
      'range heard-devices',
    ])
    await hear()
    expect(await requestsOf(store => askHeard({ ...school.server, store }, pull))).toEqual([
      'range heard-devices',
      'range classes',
      'range camera-days',
      ...ASK_ONE,
      'commit heard-devices',
    ])
  })
})

it('what nobody remembers costs one list for every seven days of the 45 once, and not with every round', async () => {
  await furnish(3, 60)
  for (const id of ['C1', 'C2']) await teach(school, id, { lessons: [] })
  school.now = MORNING - MINUTE
  await pullDue(school.server, pull)
  const looks = await school.store.get(CAMERA_LOOKS, 'cameras')
  await school.store.commit([
    { kind: 'remove', collection: CAMERA_LOOKS, id: 'cameras', version: looks?.version ?? 0 },
  ])
  const first = await round(MORNING - MINUTE)
  expect(first.filter(request => request === 'range camera-days')).toHaveLength(7)
  expect(await round(MORNING - 1)).toEqual(IDLE)
})

it('a date that is known is read again at night and in the morning, and then no more', async () => {
  await teach(school, 'C2', { lessons: [] })
  await teach(school, 'C1', { lessons: [lessonOn(DATE)] })
  const looked: string[] = []
  for (let now = at(DATE, '10:50'); now < at(NEXT_DATE, '12:00'); now += 5 * MINUTE) {
    if ((await round(now)).length > IDLE.length)
      looked.push(new Date(now + 8 * 3_600_000).toISOString().slice(11, 16))
  }
  // From 11:00 the platform has told all.
  expect(looked).toEqual(['10:50', '11:00', '22:00', '07:00'])
})
