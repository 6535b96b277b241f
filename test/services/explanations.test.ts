import type { Input } from '../../cloudfunctions/contract/app'
import { classDayEvents, DATE, everything, judgedDay } from './kept'
import { at, keyOf, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '15:00')
})
afterEach(() => school.close())

const day = { classId: 'C1', date: DATE }
const ask = (more: Partial<Input<'ask-explanation'>> = {}) =>
  school.ask('supervisor', 'ask-explanation', {
    ...day,
    question: '为什么只录了一段？',
    requestKey: keyOf('q'),
    ...more,
  })
const explain = (requestId: string, more: Partial<Input<'explain'>> = {}, who = 'i1') =>
  school.ask(who, 'explain', { ...day, requestId, text: '九点停电', explanationKey: keyOf('e'), ...more })

async function requestId(): Promise<string> {
  const asked = await ask()
  const id = asked.done ? asked.answer.questions[0]?.requestId : undefined
  if (id === undefined) throw new Error('the question was not kept')
  return id
}

const CONFLICT = { done: false, refusal: { code: 'conflict', what: 'key-used-otherwise' } }

describe('a question to the class', () => {
  it('stands beside the day until it is answered', async () => {
    const id = await requestId()
    expect(await judgedDay(school)).toMatchObject({ openQuestions: 1, revision: 1 })
    expect(await school.answer('i1', 'class-today', { classId: 'C1' })).toMatchObject({ openQuestions: 1 })
    school.now += 60_000
    const answered = await explain(id)
    expect(answered).toMatchObject({
      answer: {
        revision: 2,
        row: { openQuestions: 0 },
        questions: [
          {
            requestId: id,
            traineeId: null,
            by: 'supervisor 的姓名',
            at: school.now - 60_000,
            question: '为什么只录了一段？',
            answers: [{ by: 'i1 的姓名', at: school.now, text: '九点停电' }],
          },
        ],
      },
    })
  })

  it('is one, however often it is sent', async () => {
    await school.answer('supervisor', 'class-days', {})
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask()))
    expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1)
    expect(await classDayEvents(school)).toHaveLength(1)
  })

  it.each([
    ['another question', { question: '别的' }],
    ['about a trainee', { traineeId: 'T1' }],
  ])('is refused under a key that was used for %s', async (_, other) => {
    await ask(other)
    expect(await ask()).toEqual(CONFLICT)
    expect(await classDayEvents(school)).toHaveLength(1)
  })

  it('may be asked again under another key', async () => {
    await ask()
    await ask({ requestKey: keyOf('q2') })
    expect(await judgedDay(school)).toMatchObject({ openQuestions: 2 })
  })

  it.each([
    [{ classId: 'C9' }, 'class'],
    [{ date: '2024-06-05' }, 'class-day'],
    [{ traineeId: 'T3' }, 'trainee'],
    [{ traineeId: 'T9' }, 'trainee'],
  ])('is about something that is there: %j', async (more, what) => {
    expect(await ask(more)).toEqual({ done: false, refusal: { code: 'not-found', what } })
    expect(await classDayEvents(school)).toEqual([])
  })
})

describe('an answer', () => {
  it('is one, however often it is sent', async () => {
    const id = await requestId()
    await school.answer('i1', 'class-today', {})
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => explain(id)))
    expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1)
    expect(await classDayEvents(school)).toHaveLength(2)
  })

  it('is refused under a key that was used for another text, or by another person', async () => {
    const id = await requestId()
    await explain(id)
    expect(await explain(id, { text: '别的' })).toEqual(CONFLICT)
    expect(await explain(id, {}, 'provider')).toEqual(CONFLICT)
    expect(await classDayEvents(school)).toHaveLength(2)
  })

  it('may be added to by the provider, and both are kept', async () => {
    const id = await requestId()
    await explain(id)
    const second = await explain(id, { text: '有停电通知', explanationKey: keyOf('e2') }, 'provider')
    expect(second).toMatchObject({
      answer: { questions: [{ answers: [{ by: 'i1 的姓名' }, { by: 'provider 的姓名' }] }] },
    })
  })

  it('to a question that nobody asked is not found, and nothing is kept', async () => {
    await ask()
    await judgedDay(school)
    await school.answer('i1', 'class-today', {})
    const before = await everything(school.store)
    expect(await explain('no-such-request')).toEqual({
      done: false,
      refusal: { code: 'not-found', what: 'explanation-request' },
    })
    expect(await everything(school.store)).toBe(before)
  })

  it('to a question about another day is not found', async () => {
    const id = await requestId()
    const outcome = await explain(id, { date: '2024-06-04' })
    expect(outcome).toMatchObject({ refusal: { code: 'not-found', what: 'explanation-request' } })
  })
})
