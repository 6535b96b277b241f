import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { read } from '../../../cloudfunctions/services/documents/read'
import {
  type Attempt,
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../../../cloudfunctions/services/documents/trainee-days'
import { marksOfTap } from '../../../cloudfunctions/services/judging/tap-marks'
import { mayHaveNewTaps, tapsIn, tapsKept } from '../../../cloudfunctions/services/judging/taps'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { lesson } from '../../support/situation'
import { DATE, NEXT_DATE, teach } from '../kept'
import { at, School } from '../school'

const OPENS = at(DATE, '07:30')
const CLOSES = at(DATE, '12:40')
const WINDOW = { start: OPENS, end: CLOSES }

const attempt = (time: number, more: Partial<Attempt> = {}): Attempt => ({
  type: 'attempt',
  attemptId: `a${time}`,
  kind: 'start',
  at: time,
  tappedAt: null,
  deviceId: null,
  location: null,
  face: null,
  refusal: null,
  source: 'app',
  ...more,
})
const witnessing = (attemptId: string) =>
  ({ type: 'witnessing', attemptId, by: 'b', accountId: null, at: 0, reason: 'r', source: 'app' }) as const

function dayOf(date: string, ...events: Parameters<typeof append<TraineeDayStream>>[2][]): TraineeDayStream {
  const empty = emptyTraineeDay('T1', 'C1', date)
  return events.reduce((stream, event) => append(TRAINEE_DAYS, stream, event), empty)
}

describe('taps count for a window', () => {
  it.each([
    ['a millisecond before it opens', OPENS - 1, 0],
    ['when it opens', OPENS, 1],
    ['when it closes', CLOSES, 1],
    ['a millisecond after', CLOSES + 1, 0],
  ])('%s', (_, time, taps) => {
    expect(tapsIn(WINDOW, [dayOf(DATE, attempt(time))])).toBe(taps)
  })

  it('at the time at which they were tapped, whenever they came', () => {
    const late = attempt(CLOSES + 1, { tappedAt: CLOSES })
    const early = attempt(OPENS, { tappedAt: OPENS - 1 })
    expect(tapsIn(WINDOW, [dayOf(DATE, late, early)])).toBe(1)
  })

  it('not when they were refused', () => {
    const refusal = { kind: 'no-lesson-today', nextLessonDate: null } as const
    expect(tapsIn(WINDOW, [dayOf(DATE, attempt(OPENS, { refusal }))])).toBe(0)
  })

  it('with the witnessings of them, and of no others', () => {
    const [counted, other] = [attempt(OPENS), attempt(OPENS - 1)]
    const stream = dayOf(DATE, counted, other, witnessing(counted.attemptId), witnessing(other.attemptId))
    expect(tapsIn(WINDOW, [stream])).toBe(2)
  })
})

describe('of a class whose windows reach over midnight', () => {
  let school: School
  beforeEach(async () => {
    school = await School.open()
    const evening = lesson('21:30-23:00', 2, { date: DATE })
    const night = lesson('00:30-02:00', 2, { date: NEXT_DATE })
    await teach(school, 'C1', { lessons: [evening, night] })
  })
  afterEach(() => school.close())

  it('a tap counts for each window that holds it, in whichever date’s stream it is', async () => {
    await school.tap('t1', 'start', at(DATE, '23:45'), 'a')
    await school.tap('t2', 'end', at(NEXT_DATE, '00:00'), 'b')
    const evening = { start: at(DATE, '21:00'), end: at(NEXT_DATE, '00:00') }
    const night = { start: at(NEXT_DATE, '00:00'), end: at(NEXT_DATE, '03:00') }
    expect(await tapsKept(school.store, 'C1', evening)).toBe(2)
    expect(await tapsKept(school.store, 'C1', night)).toBe(1)
    expect(await tapsKept(school.store, 'C2', evening)).toBe(0)
  })

  it('a tap marks the days that it counts for and that are not open as it is kept', async () => {
    const record = await read(school.store, CLASSES, 'C1')
    if (record === null) throw new Error('no class')
    const marked = (time: number, now: number) =>
      marksOfTap(record, time, now).map(write => write.kind === 'put' && write.document.id)
    const [evening, both] = [at(DATE, '22:00'), at(DATE, '23:45')]
    expect(marked(evening, evening)).toEqual([])
    expect(marked(both, both)).toEqual([])
    expect(marked(both, at(NEXT_DATE, '00:30'))).toEqual([`C1 ${DATE}`])
    expect(marked(both, at(NEXT_DATE, '12:00'))).toEqual([`C1 ${DATE}`, `C1 ${NEXT_DATE}`])
    expect(marked(at(DATE, '12:00'), at(NEXT_DATE, '12:00'))).toEqual([])
  })
})

describe('the mark of a tap', () => {
  let school: School
  beforeEach(async () => {
    school = await School.open()
  })
  afterEach(() => school.close())

  it.each([
    ['is not set when it is kept as the window closes', CLOSES, 0],
    ['is set when it is kept a millisecond after', CLOSES + 1, 1],
    ['is not set when it is kept as the window opens', OPENS, 0],
    ['is set when the clock was set back to before that', OPENS - 1, 1],
  ])('%s', async (_, now, marks) => {
    const record = await read(school.store, CLASSES, 'C1')
    expect(record && marksOfTap(record, at(DATE, '08:21'), now)).toHaveLength(marks)
  })
})

it.each([
  ['before the window opens', OPENS - 1, false],
  ['when it opens', OPENS, true],
  ['a day after it has closed', at(NEXT_DATE, '12:40'), true],
  ['a millisecond later', at(NEXT_DATE, '12:40') + 1, false],
])('taps without a mark may have come: %s', (_, now, may) => {
  expect(mayHaveNewTaps({ opensAt: OPENS, closesAt: CLOSES }, now)).toBe(may)
})
