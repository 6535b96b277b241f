import { instantOf } from '../../../cloudfunctions/domain/time'
import { DATE, judgeAll, NEXT_DATE } from '../kept'
import { at, clip } from '../school'
import { MessageBench } from './bench'

let bench: MessageBench
beforeEach(async () => {
  bench = await MessageBench.open('t1', 't2', 't3', 'i1', 'i2')
})
afterEach(() => bench.close())

const contentOf = (n: number) => bench.messenger.sent[n]?.content

describe('a reminder', () => {
  it('comes an hour before the first lesson, and not a millisecond sooner', async () => {
    bench.school.now = at(DATE, '07:00')
    await bench.consent('t1', 'session-reminder')
    await bench.consent('i1', 'session-reminder')
    await bench.tick(at(DATE, '07:30') - 1)
    expect(bench.sent()).toEqual([])
    await bench.tick(at(DATE, '07:30'))
    expect(bench.sent().sort()).toEqual(['i1 session-reminder', 't1 session-reminder'])
    expect(await bench.left('t1', 'session-reminder')).toBe(0)
  })

  it('is late when the timer is, and none at all once the lesson has begun', async () => {
    bench.school.now = at(DATE, '07:00')
    await bench.consent('t1', 'session-reminder')
    await bench.consent('t3', 'session-reminder')
    await bench.tick(at(DATE, '08:30') - 1)
    expect(bench.sent().sort()).toEqual(['t1 session-reminder', 't3 session-reminder'])
    await bench.consent('t1', 'session-reminder')
    await bench.tick(at(NEXT_DATE, '08:30'))
    expect(bench.sent()).toHaveLength(2)
    expect(await bench.left('t1', 'session-reminder')).toBe(1)
  })

  it('tells what, where and when, and opens the app where it is needed', async () => {
    bench.school.now = at(DATE, '07:00')
    await bench.consent('t1', 'session-reminder')
    await bench.tick(at(DATE, '07:30'))
    expect(bench.messenger.sent[0]?.page).toBe('trainee/today/index')
    expect(contentOf(0)).toEqual({
      className: 'C1 班',
      course: '工业机器人系统操作员',
      room: null,
      startsAt: at(DATE, '08:30'),
      endsAt: at(DATE, '11:40'),
      hint: '请提前到场，点开签到',
    })
  })

  it('comes once a day, however often the timer does, and again the next day with another consent', async () => {
    bench.school.now = at(DATE, '07:00')
    await bench.consent('t1', 'session-reminder')
    await bench.consent('t1', 'session-reminder')
    for (const time of ['07:30', '07:35', '08:00']) await bench.tick(at(DATE, time))
    expect(bench.sent()).toHaveLength(1)
    await bench.tick(at(NEXT_DATE, '07:31'))
    expect(bench.sent()).toHaveLength(2)
  })

  it('goes to nobody without a consent, and costs three questions beside the classes where nothing is due', async () => {
    await bench.tick(at(DATE, '07:30'))
    expect(await bench.messages()).toEqual([])
    const { store } = bench.server
    const calls = [jest.spyOn(store, 'get'), jest.spyOn(store, 'range'), jest.spyOn(store, 'commit')] as const
    await bench.tick(at(DATE, '07:35'))
    // The classes, which an instance remembers, decisions to be told, messages that wait; how far it came.
    expect(calls.map(({ mock }) => mock.calls.length)).toEqual([1, 3, 0])
    jest.restoreAllMocks()
  })
})

describe('a forgotten check-out', () => {
  beforeEach(async () => {
    bench.school.now = at(DATE, '08:00')
    for (const name of ['t1', 't2']) await bench.consent(name, 'forgotten-check-out')
    await bench.school.tap('t1', 'start', at(DATE, '08:20'), 'start')
  })

  it('is told 20 minutes after the last lesson, and not a millisecond sooner', async () => {
    await bench.tick(at(DATE, '12:00') - 1)
    expect(bench.sent()).toEqual([])
    await bench.tick(at(DATE, '12:00'))
    expect(bench.sent()).toEqual(['t1 forgotten-check-out'])
    expect(contentOf(0)).toMatchObject({
      cameAt: at(DATE, '08:20'),
      endedAt: at(DATE, '11:40'),
      closesAt: at(DATE, '12:40'),
    })
  })

  it('is told while there are five minutes left, and no more with less', async () => {
    await bench.tick(at(DATE, '12:35'))
    expect(bench.sent()).toEqual([])
    expect(await bench.left('t1', 'forgotten-check-out')).toBe(1)
  })

  it('is still told a millisecond before that', async () => {
    await bench.tick(at(DATE, '12:35') - 1)
    expect(bench.sent()).toEqual(['t1 forgotten-check-out'])
  })

  it('is none where somebody has checked out, or did not come at all', async () => {
    await bench.school.tap('t1', 'end', at(DATE, '11:45'), 'end')
    await bench.tick(at(DATE, '12:00'))
    expect(await bench.messages()).toEqual([])
  })

  it('is none for an end tapped before the start', async () => {
    await bench.school.tap('t2', 'end', at(DATE, '08:10'), 'end')
    await bench.school.tap('t2', 'start', at(DATE, '08:25'), 'start-2')
    await bench.tick(at(DATE, '12:00'))
    expect(bench.sent().sort()).toEqual(['t1 forgotten-check-out', 't2 forgotten-check-out'])
  })

  it('is not told any more to who has checked out while the message waited', async () => {
    bench.messenger.failNext('not-sent')
    await bench.tick(at(DATE, '12:00'))
    await bench.school.tap('t1', 'end', at(DATE, '12:02'), 'end')
    await bench.tick(at(DATE, '12:05'))
    expect(bench.sent()).toEqual([])
    expect(await bench.messages()).toEqual(['t1 forgotten-check-out lapsed nothing-to-say'])
    expect(await bench.left('t1', 'forgotten-check-out')).toBe(1)
  })
})

describe('a flagged day', () => {
  beforeEach(async () => {
    await bench.consent('i1', 'day-flagged')
    await bench.consent('i2', 'day-flagged')
  })

  /** Class C1's day with so many minutes recorded; nobody came. */
  const recorded = async (minutes: number, now = at(DATE, '13:00')) => {
    bench.school.platform.set('CAM1', [clip('CAM1', DATE, '08:35', minutes)])
    bench.school.now = now
    await bench.school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DATE })
    await judgeAll(bench.school)
  }

  it('is told to the class’s instructors the next morning at nine, with what is wrong', async () => {
    await recorded(25)
    await bench.tick(at(NEXT_DATE, '09:00') - 1)
    expect(bench.sent()).toEqual([])
    await bench.tick(at(NEXT_DATE, '09:00'))
    expect(bench.sent()).toEqual(['i1 day-flagged'])
    expect(contentOf(0)).toEqual({
      className: 'C1 班',
      date: DATE,
      reason: '录像不足 2 段',
      status: '待核查',
      hint: '请点开查看，准备说明',
    })
    await bench.tick(at('2024-06-05', '09:00'))
    expect(bench.sent()).toHaveLength(1)
  })

  it('is none where enough was recorded', async () => {
    await recorded(60)
    await bench.tick(at(NEXT_DATE, '09:00'))
    expect(await bench.messages()).toEqual([])
  })

  it('is told for trainees’ days that wait for a reviewer, too', async () => {
    await bench.school.tap('t1', 'start', at(DATE, '08:20'), 'start')
    await bench.school.tap('t1', 'end', at(DATE, '11:45'), 'end')
    await recorded(60)
    bench.school.now = at(DATE, '13:00')
    const [attempts] = [await bench.school.answer('i1', 'class-today', { classId: 'C1', date: DATE })]
    const ids = attempts.roll.flatMap(({ start, end }) => [start, end].flatMap(tap => tap?.attemptId ?? []))
    await bench.school.answer('i1', 'witness', { classId: 'C1', date: DATE, attemptIds: ids, reason: '核对' })
    await judgeAll(bench.school)
    await bench.tick(at(NEXT_DATE, '09:00'))
    expect(contentOf(0)).toMatchObject({ reason: '1 名学员的考勤待核查' })
  })

  it('is none while recordings are not known, and is looked at again on later days', async () => {
    bench.school.platform.set('CAM1', 'camera-offline')
    bench.school.now = at(DATE, '13:00')
    await bench.school.answer('i1', 'refresh-recordings', { classId: 'C1', date: DATE })
    await judgeAll(bench.school)
    await bench.tick(at(NEXT_DATE, '09:00'))
    expect(await bench.messages()).toEqual([])
    await recorded(10, at(NEXT_DATE, '13:00'))
    await bench.tick(at('2024-06-05', '09:00') - 1)
    expect(bench.sent()).toEqual([])
    await bench.tick(at('2024-06-05', '09:00'))
    expect(bench.sent()).toEqual(['i1 day-flagged'])
  })

  it('is not told any more once a reviewer has decided', async () => {
    await recorded(25)
    bench.messenger.failNext('not-sent')
    await bench.tick(at(NEXT_DATE, '09:00'))
    const ruling = { classId: 'C1', date: DATE, verdict: 'accepted', reason: '停电', seen: 0 } as const
    await bench.school.answer('supervisor', 'decide', { ...ruling, decisionKey: 'd'.repeat(16) })
    await judgeAll(bench.school)
    await bench.tick(at(NEXT_DATE, '09:05'))
    expect(await bench.messages()).toEqual(['i1 day-flagged lapsed nothing-to-say'])
  })
})

it('a slice that is stopped goes on where it was, and comes to an end', async () => {
  bench.school.now = at(DATE, '07:00')
  for (const name of ['t1', 't2', 't3', 'i1', 'i2']) await bench.consent(name, 'session-reminder')
  bench.school.now = instantOf(DATE, '07:40')
  const { sendDue } = await import('../../../cloudfunctions/services/messages/send-due')
  let slices = 0
  for (let isLeft = true; isLeft; slices++) {
    let asked = 0
    // Stopped after its first piece of work, whichever it is.
    isLeft = (await sendDue(bench.server, { goOn: () => asked++ < 2 })).left
    expect(slices).toBeLessThan(20)
  }
  expect(slices).toBeGreaterThan(2)
  expect(bench.sent().sort()).toEqual(['i1', 'i2', 't1', 't2', 't3'].map(name => `${name} session-reminder`))
})
