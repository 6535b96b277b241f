import type { Input } from '../../cloudfunctions/contract/app'
import { DAY as A_DAY } from '../../cloudfunctions/domain/time'
import { failureOf } from '../../cloudfunctions/entries/answers/sentences'
import { verifyAudit } from '../../cloudfunctions/services/audit/verify'
import { classDayEvents, DATE, everything, judgedDay, NEXT_DATE } from './kept'
import { at, keyOf, School } from './school'

/** A class-day of 4 hours whose window closes at 12:40. */
let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(NEXT_DATE, '07:00')
})
afterEach(() => school.close())

const CLOSES = at(DATE, '12:40')
const day = { classId: 'C1', date: DATE }

const appeal = (more: Partial<Input<'appeal-day'>> = {}, who = 't1') =>
  school.ask(who, 'appeal-day', {
    date: DATE,
    kind: 'make-up',
    text: '下课忘了签退，11:45 离开，同桌可以证明',
    appealKey: keyOf('a'),
    ...more,
  })

async function decide(more: Partial<Input<'decide'>> = {}) {
  const { revision } = await school.answer('supervisor', 'class-day', day)
  return school.ask('supervisor', 'decide', {
    ...day,
    traineeId: 'T1',
    verdict: 'accepted',
    hours: 4,
    reason: '已向教师核实',
    seen: revision,
    decisionKey: keyOf(`d${school.now}`),
    ...more,
  })
}

const myDay = async () => (await school.answer('t1', 'my-days', {})).days.find(({ date }) => date === DATE)
const mayAsk = async () => (await myDay())?.mayAppeal.map(({ kind }) => kind)
const sentenceOf = (outcome: Awaited<ReturnType<typeof appeal>>) =>
  outcome.done ? 'done' : failureOf(outcome.refusal).error.message
const row = async () =>
  (await school.answer('supervisor', 'class-days', {})).rows.find(
    ({ classId, date }) => classId === 'C1' && date === DATE,
  )

describe('a request about a day of one’s own', () => {
  it('waits for the supervisors, who see its words beside the trainee', async () => {
    const asked = await appeal()
    const view = { kind: 'make-up', at: school.now, text: expect.stringContaining('同桌'), answer: null }
    expect(asked).toMatchObject({ done: true, answer: { date: DATE, appeals: [view] } })
    expect(await judgedDay(school)).toMatchObject({ pending: 1, reviewFrom: CLOSES, revision: 1 })
    expect(await row()).toMatchObject({ openAppeals: 1 })
    const detail = await school.answer('supervisor', 'class-day', day)
    expect(detail.trainees.map(({ traineeId, appeals }) => [traineeId, appeals.length])).toEqual([
      ['T1', 1],
      ['T2', 0],
    ])
    expect(detail.trainees[0]?.appeals).toMatchObject([view])
  })

  it('is one, however often it is sent', async () => {
    await school.answer('t1', 'my-days', {})
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => appeal()))
    expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1)
    expect(await classDayEvents(school)).toHaveLength(1)
  })

  it('sent again after it was answered, or when its time is over, is still the one kept', async () => {
    await appeal()
    await decide()
    school.now = CLOSES + 40 * A_DAY
    expect(await appeal()).toMatchObject({ done: true, answer: { appeals: [{ answer: { hours: 4 } }] } })
    expect(await classDayEvents(school)).toHaveLength(2)
  })

  it('under a key that was used for other words is refused, and nothing is kept', async () => {
    await appeal()
    await judgedDay(school)
    const before = await everything(school.store)
    expect(await appeal({ text: '别的' })).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'key-used-otherwise' },
    })
    expect(await everything(school.store)).toBe(before)
  })

  it('of one kind is open once a day; the other kind may be asked beside it', async () => {
    await appeal()
    const again = await appeal({ appealKey: keyOf('b') })
    expect(again).toMatchObject({ refusal: { what: 'appeal-open', kind: 'make-up', at: school.now } })
    expect(sentenceOf(again)).toBe('这一天的补签申请已在 06月04日 07:00 提交，等待监管人员处理，不用再交。')
    expect(await appeal({ kind: 'appeal', appealKey: keyOf('c') })).toMatchObject({ done: true })
    expect(await appeal({ appealKey: keyOf('d') }, 't2')).toMatchObject({ done: true })
    expect(await row()).toMatchObject({ openAppeals: 3 })
  })

  it('waits until the day’s window has closed', async () => {
    school.now = CLOSES - 1
    const early = await appeal()
    expect(early).toMatchObject({ refusal: { what: 'appeal-too-early', closesAt: CLOSES } })
    expect(sentenceOf(early)).toBe('当天打卡还没有截止，06月03日 12:40 之后才能申请。现在还可以打卡。')
    expect((await myDay())?.mayAppeal).toEqual([])
    school.now = CLOSES
    expect(await mayAsk()).toEqual(['make-up', 'appeal'])
    expect(await appeal()).toMatchObject({ done: true })
  })

  it.each([
    ['make-up', 7],
    ['appeal', 30],
  ] as const)('a %s is asked within %d days, as the day itself says', async (kind, days) => {
    const until = CLOSES + days * A_DAY
    expect((await myDay())?.mayAppeal).toContainEqual({ kind, until })
    school.now = until + 1
    expect(await mayAsk()).not.toContain(kind)
    const late = await appeal({ kind })
    expect(late).toMatchObject({ refusal: { what: 'appeal-too-late', kind, mostDays: days, until } })
    expect(sentenceOf(late)).toContain(`要在 ${days} 天内提出`)
    expect(await classDayEvents(school)).toEqual([])
    school.now = until
    expect(await appeal({ kind })).toMatchObject({ done: true })
  })

  it('against a decision is asked from then on, however late that came', async () => {
    school.now = CLOSES + 29 * A_DAY
    await decide({ verdict: 'rejected', hours: undefined } as Partial<Input<'decide'>>)
    school.now += 30 * A_DAY
    expect(await appeal({ appealKey: keyOf('m') })).toMatchObject({ refusal: { what: 'appeal-too-late' } })
    expect(await appeal({ kind: 'appeal' })).toMatchObject({ done: true })
  })

  it.each([
    [{ date: '2024-06-05' }, { code: 'not-found', what: 'class-day' }],
    [{ date: '2020-01-01' }, { code: 'not-found', what: 'class-day' }],
  ])('is about a day with lessons: %j', async (more, refusal) => {
    expect(await appeal(more)).toEqual({ done: false, refusal })
  })

  it.each([
    ['no words', { text: '   ' }],
    ['too many', { text: '字'.repeat(501) }],
    ['another kind', { kind: 'leave' as 'appeal' }],
  ])('takes up to 500 characters of one of two kinds: %s', async (_, more) => {
    await expect(appeal(more)).rejects.toThrow()
    expect(await appeal({ text: '字'.repeat(500) })).toMatchObject({ done: true })
  })

  it('of a day with both taps counted is no make-up, but may be an appeal', async () => {
    await school.ordinaryDay(DATE, 45)
    school.now = at(NEXT_DATE, '07:00')
    expect(await mayAsk()).toEqual(['appeal'])
  })
})

describe('a decision on the trainee', () => {
  it('answers what was asked before it, and the trainee reads it with its reason', async () => {
    await appeal()
    school.now += 60_000
    await decide()
    expect((await myDay())?.appeals).toMatchObject([
      { answer: { verdict: 'accepted', hours: 4, at: school.now, reason: '已向教师核实' } },
    ])
    expect(await row()).toMatchObject({ openAppeals: 0 })
    expect(await judgedDay(school)).toMatchObject({ decidedAt: school.now })
  })

  it('that is corrected later is read as it stands', async () => {
    await appeal()
    await decide({ verdict: 'rejected', hours: undefined } as Partial<Input<'decide'>>)
    school.now += 60_000
    await decide({ hours: 3 })
    expect((await myDay())?.appeals).toMatchObject([{ answer: { verdict: 'accepted', hours: 3 } }])
  })

  it('on another, or on the whole class, leaves it open', async () => {
    await appeal()
    await decide({ traineeId: 'T2', decisionKey: keyOf('other') })
    const { traineeId: _, hours: __, ...ofAll } = { traineeId: '', hours: 0 }
    const { revision } = await school.answer('supervisor', 'class-day', day)
    await school.answer('supervisor', 'decide', {
      ...day,
      ...ofAll,
      verdict: 'accepted',
      reason: '看过录像',
      seen: revision,
      decisionKey: keyOf('class'),
    })
    expect((await myDay())?.appeals).toMatchObject([{ answer: null }])
    expect(await judgedDay(school)).toMatchObject({ pending: 1 })
  })

  it('may be appealed against, and the second request waits by itself', async () => {
    await appeal()
    await decide()
    expect(await mayAsk()).toEqual(['appeal'])
    await appeal({ kind: 'appeal', appealKey: keyOf('b') })
    expect((await myDay())?.appeals.map(({ answer }) => answer !== null)).toEqual([true, false])
    expect(await row()).toMatchObject({ openAppeals: 1 })
  })

  it('is not kept by a reviewer who has not read the words, which it would answer', async () => {
    await appeal()
    const unread = await decide({ seen: 0 })
    expect(unread).toMatchObject({
      refusal: { what: 'appealed-meanwhile', by: 't1 的姓名', at: school.now, kind: 'make-up' },
    })
    if (!unread.done) expect(failureOf(unread.refusal).error.message).toContain('提出了补签申请')
    expect(await decide({ traineeId: 'T2', seen: 0 })).toMatchObject({ done: true })
    expect(await decide({ seen: 0, decisionKey: keyOf('later') })).toMatchObject({
      refusal: { what: 'acted-meanwhile' },
    })
  })
})

describe('a day with an open request', () => {
  it('stays in the queue when all else on it is decided, and leaves it with the answer', async () => {
    const queue = async () =>
      (await school.answer('supervisor', 'class-days', { pendingOnly: true })).rows.map(({ date }) => date)
    const { revision } = await school.answer('supervisor', 'class-day', day)
    await school.answer('supervisor', 'decide', {
      ...day,
      verdict: 'accepted',
      reason: '看过',
      seen: revision,
      decisionKey: keyOf('class'),
    })
    expect(await queue()).not.toContain(DATE)
    await appeal()
    expect(await queue()).toContain(DATE)
    await decide()
    expect(await queue()).not.toContain(DATE)
  })

  it('tells the school that there is one, and not what it says', async () => {
    await appeal()
    for (const who of ['i1', 'provider']) {
      const detail = await school.answer(who, 'class-day', day)
      expect(detail.row.openAppeals).toBe(1)
      expect(JSON.stringify(detail)).not.toContain('同桌')
    }
    expect((await school.answer('auditor', 'class-day', day)).trainees[0]?.appeals).toHaveLength(1)
  })

  it('stands in the chain that a third party verifies', async () => {
    await appeal()
    await decide()
    expect(await classDayEvents(school)).toMatchObject([{ type: 'appeal-made' }, { type: 'decision' }])
    expect(await verifyAudit(school.store, null, () => {})).toMatchObject({ broken: null })
  })
})

describe('what was forgotten is told on the first screen', () => {
  const forgotten = async () => (await school.answer('t1', 'trainee-today', {})).forgotten

  it('the next morning, until it is decided', async () => {
    await school.tap('t1', 'start', at(DATE, '08:20'), 'start')
    school.now = CLOSES
    expect(await forgotten()).toBeNull()
    school.now = CLOSES + 1
    expect(await forgotten()).toEqual({ date: DATE, missing: ['end'], askedAt: null })
    school.now = at(NEXT_DATE, '07:00')
    await appeal()
    expect(await forgotten()).toEqual({ date: DATE, missing: ['end'], askedAt: school.now })
    await decide()
    expect(await forgotten()).toBeNull()
  })

  it('a day on which both taps came, one of them without its witness, was not forgotten', async () => {
    await school.tap('t1', 'start', at(DATE, '08:20'), 'start')
    await school.tap('t1', 'end', at(DATE, '11:45'), 'end')
    school.now = at(NEXT_DATE, '07:00')
    expect(await forgotten()).toBeNull()
  })

  it('a whole day, too, for as long as it may be asked', async () => {
    school.now = at(NEXT_DATE, '12:40') + 7 * A_DAY
    expect(await forgotten()).toMatchObject({ date: NEXT_DATE, missing: ['start', 'end'] })
    school.now += 1
    expect(await forgotten()).toBeNull()
  })
})
