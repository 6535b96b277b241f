import type { Input } from '../../cloudfunctions/contract/app'
import { RETENTION_MS } from '../../cloudfunctions/domain/recording/knowledge'
import { DATE, judgedDay, NEXT_DATE } from './kept'
import { at, clip, keyOf, School } from './school'

const CLOSES = at(DATE, '12:40')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

const listed = async (who: string, input: Input<'class-days'> = {}) =>
  (await school.answer(who, 'class-days', input)).rows.map(({ classId, date }) => `${classId} ${date}`)
const queue = () => listed('supervisor', { pendingOnly: true })
const refresh = (classId: string) =>
  school.answer('supervisor', 'refresh-recordings', { classId, date: DATE })

async function accept(key: string, more: { traineeId?: string } = {}) {
  const { revision: seen } = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
  const ruling = { classId: 'C1', date: DATE, verdict: 'accepted' as const, reason: '核对', ...more }
  await school.answer('supervisor', 'decide', { ...ruling, seen, decisionKey: keyOf(key) })
}

describe('the list of class-days', () => {
  it('holds the days up to today, newest first, and says which are still open', async () => {
    school.now = at(NEXT_DATE, '09:00')
    const { rows } = await school.answer('supervisor', 'class-days', {})
    expect(rows.map(({ classId, date, open }) => [classId, date, open])).toEqual([
      ['C2', NEXT_DATE, true],
      ['C1', NEXT_DATE, true],
      ['C2', DATE, false],
      ['C1', DATE, false],
    ])
  })

  it('of one class holds that one', async () => {
    school.now = at(NEXT_DATE, '09:00')
    expect(await listed('i1', { classId: 'C1' })).toEqual([`C1 ${NEXT_DATE}`, `C1 ${DATE}`])
  })

  it('of one class holds, pending, only the days that a reviewer can settle by now', async () => {
    school.now = at(NEXT_DATE, '09:00')
    const pending = await listed('supervisor', { pendingOnly: true, classId: 'C1' })
    expect(pending).toEqual((await queue()).filter(day => day.startsWith('C1')))
    school.now = at('2024-06-20', '09:00')
    expect(await listed('supervisor', { pendingOnly: true, classId: 'C1' })).toEqual([
      `C1 ${NEXT_DATE}`,
      `C1 ${DATE}`,
    ])
  })

  it('is narrowed to a provider for whoever sees them all, and never widened by asking', async () => {
    school.now = at('2024-06-20', '09:00')
    const { rows } = await school.answer('supervisor', 'class-days', { classId: 'C2' })
    const provider = rows[0]?.provider ?? ''
    const others = [`C2 ${NEXT_DATE}`, `C2 ${DATE}`]
    expect(await listed('supervisor', { provider })).toEqual(others)
    expect(await listed('supervisor', { provider, pendingOnly: true })).toEqual(others)
    expect(await listed('supervisor', { provider: '没有这个单位' })).toEqual([])
    expect(await listed('provider', { provider })).toEqual([`C1 ${NEXT_DATE}`, `C1 ${DATE}`])
  })

  it('of a provider holds its own classes, listed and pending alike', async () => {
    school.now = at('2024-06-20', '09:00')
    expect(await listed('provider')).toEqual([`C1 ${NEXT_DATE}`, `C1 ${DATE}`])
    expect(await listed('provider', { pendingOnly: true })).toEqual([`C1 ${NEXT_DATE}`, `C1 ${DATE}`])
  })

  it('says that the page is gone when the cursor was made up', async () => {
    for (const after of ['x', '../', 'W10', Buffer.from('["a"]').toString('base64url')]) {
      await expect(school.ask('supervisor', 'class-days', { after })).rejects.toThrow('从第一页看起')
    }
  })
})

describe('a day comes to a reviewer', () => {
  it('for want of recordings that are known, when its window closes', async () => {
    school.now = at(DATE, '12:30')
    await refresh('C1')
    expect(await judgedDay(school)).toMatchObject({ status: 'flagged', pending: 1, reviewFrom: CLOSES })
    school.now = CLOSES - 1
    expect(await queue()).toEqual([])
    school.now = CLOSES
    expect(await queue()).toEqual([`C1 ${DATE}`])
  })

  it('for want of recordings that are not known, when these are given up after seven days', async () => {
    expect(await judgedDay(school)).toMatchObject({
      status: 'waiting',
      pending: 1,
      reviewFrom: CLOSES + RETENTION_MS,
    })
    school.now = CLOSES + RETENTION_MS - 1
    expect(await queue()).toEqual([])
    school.now = CLOSES + RETENTION_MS
    expect((await queue()).sort()).toEqual([`C1 ${DATE}`, `C2 ${DATE}`])
  })

  it('for a flagged trainee at once, though its recordings are not known', async () => {
    await school.tap('t1', 'start', at(DATE, '08:21'), 'a')
    const { attempts } = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    const attemptIds = attempts.map(({ attemptId }) => attemptId)
    await school.answer('i1', 'witness', { classId: 'C1', date: DATE, attemptIds, reason: '核对' })
    expect(await judgedDay(school)).toMatchObject({ status: 'waiting', pending: 1, reviewFrom: CLOSES })
  })

  it('and leaves when all that waited for a decision has one', async () => {
    await school.ordinaryDay(DATE, 25)
    expect(await queue()).toEqual([`C1 ${DATE}`])
    await accept('a', { traineeId: 'T1' })
    expect(await queue()).toEqual([`C1 ${DATE}`])
    await accept('b')
    expect(await queue()).toEqual([])
    expect(await judgedDay(school)).toMatchObject({ status: 'accepted', pending: 0 })
  })

  it('never, when it is in order', async () => {
    school.now = at(DATE, '12:30')
    school.platform.set('CAM1', [clip('CAM1', DATE, '08:31', 45)])
    await refresh('C1')
    school.now = at(DATE, '20:00')
    expect(await judgedDay(school)).toMatchObject({ status: 'compliant', pending: 0 })
    expect(await queue()).toEqual([])
  })

  it('not for its absent trainees, who need no decision', async () => {
    school.now = at(DATE, '12:30')
    school.platform.set('CAM1', [clip('CAM1', DATE, '08:31', 45)])
    await refresh('C1')
    expect((await judgedDay(school))?.traineeDays.map(({ status }) => status)).toEqual(['absent', 'absent'])
    expect(await judgedDay(school)).toMatchObject({ pending: 0 })
  })
})

it('the queue is in the order in which days came to it, the latest first', async () => {
  school.now = at(DATE, '12:30')
  await refresh('C2')
  school.now = at(NEXT_DATE, '12:30')
  await school.answer('supervisor', 'refresh-recordings', { classId: 'C1', date: NEXT_DATE })
  school.now = CLOSES + RETENTION_MS
  expect(await queue()).toEqual([`C1 ${DATE}`, `C1 ${NEXT_DATE}`, `C2 ${DATE}`])
})
