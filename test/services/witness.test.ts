import { read } from '../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS, witnessingsOf } from '../../cloudfunctions/services/documents/trainee-days'
import { installFaces } from './face-engine'
import { attemptsOn, DATE as DAY, NEXT_DATE } from './kept'
import { at, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

async function tapped(who: string, kind: 'start' | 'end', time: string): Promise<string> {
  const answer = await school.tap(who, kind, at(DAY, time), `${kind}-${time}`)
  if (!answer.accepted) throw new Error('the tap was refused')
  return answer.checkIn.attemptId
}

const witness = (attemptIds: string[], { who = 'i1', classId = 'C1', date = DAY } = {}) =>
  school.ask(who, 'witness', { classId, date, attemptIds, reason: '已当面核对' })
const witnessings = async () => {
  const stream = await read(school.store, TRAINEE_DAYS, `T1 ${DAY}`)
  return stream?.events.filter(({ type }) => type === 'witnessing') ?? []
}

async function dayOfT1() {
  const { days } = await school.answer('t1', 'my-days', {})
  return days.find(({ date }) => date === DAY)
}

describe('an instructor’s witness makes a waiting attempt a check-in', () => {
  it('counts from the attempt’s own time, flagged as witnessed', async () => {
    const start = await tapped('t1', 'start', '08:21')
    const end = await tapped('t1', 'end', '11:45')
    expect(await dayOfT1()).toMatchObject({ status: 'absent', start: null, end: null })
    school.now = at(DAY, '12:00')
    expect(await witness([start, end])).toMatchObject({ answer: { recorded: [start, end], already: [] } })
    expect(await dayOfT1()).toMatchObject({
      status: 'flagged',
      flags: ['witnessed'],
      start: at(DAY, '08:21'),
      end: at(DAY, '11:45'),
      provisionalHours: 4,
    })
  })

  it('shows on the roll and on the trainee’s screen', async () => {
    const start = await tapped('t1', 'start', '08:21')
    await witness([start])
    const { roll } = await school.answer('i1', 'class-today', {})
    expect(roll).toMatchObject([
      { traineeId: 'T1', start: { attemptId: start, state: 'recorded', method: 'witnessed' }, end: null },
      { traineeId: 'T2', start: null, end: null },
    ])
    const { checkIns } = await school.answer('t1', 'trainee-today', {})
    expect(checkIns).toMatchObject([{ attemptId: start, state: 'recorded' }])
  })

  it('stands once: a repeat, or the same attempt twice in one send, changes nothing', async () => {
    const start = await tapped('t1', 'start', '08:21')
    expect(await witness([start, start])).toMatchObject({ answer: { recorded: [start], already: [] } })
    expect(await witness([start])).toMatchObject({ answer: { recorded: [], already: [start] } })
  })

  it.each([
    ['an attempt that was never made', async () => 'no-such-attempt'],
    ['an attempt of another class', () => tapped('t3', 'start', '08:22')],
  ])('refuses %s, and then vouches for none of the others', async (_, other) => {
    const start = await tapped('t1', 'start', '08:21')
    const outcome = await witness([start, await other()])
    expect(outcome).toEqual({ done: false, refusal: { code: 'not-allowed' } })
    expect(await witness([start])).toMatchObject({ answer: { recorded: [start] } })
  })

  it('refuses an attempt that was refused, and leaves it off the roll', async () => {
    await school.tap('t1', 'start', at(DAY, '07:00'), 'early')
    const ids = (await attemptsOn(school, DAY)).map(({ attemptId }) => attemptId)
    expect(ids).toHaveLength(1)
    expect(await witness(ids)).toEqual({ done: false, refusal: { code: 'not-allowed' } })
    const { roll } = await school.answer('i1', 'class-today', {})
    expect(roll[0]).toMatchObject({ traineeId: 'T1', start: null })
  })

  it('stands once, also when many vouch at the same moment', async () => {
    const start = await tapped('t1', 'start', '08:21')
    await school.answer('i1', 'class-today', {})
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => witness([start])))
    const recorded = outcomes.flatMap(outcome => (outcome.done ? outcome.answer.recorded : []))
    expect(recorded).toEqual([start])
    expect(await witnessings()).toHaveLength(1)
  })

  it('the first one’s name, time and reason stand', async () => {
    const start = await tapped('t1', 'start', '08:21')
    school.now = at(DAY, '08:40')
    await witness([start])
    school.now = at(DAY, '09:00')
    await school.answer('i1', 'witness', { classId: 'C1', date: DAY, attemptIds: [start], reason: '别的' })
    const stream = await read(school.store, TRAINEE_DAYS, `T1 ${DAY}`)
    expect(stream && witnessingsOf(stream).get(start)).toMatchObject({
      by: 'i1 的姓名',
      accountId: 'A-i1',
      at: at(DAY, '08:40'),
      reason: '已当面核对',
    })
  })

  it('a face that was matched alive needs none', async () => {
    await installFaces(school, 'passed')
    const start = await tapped('t1', 'start', '08:21')
    expect(await witness([start])).toMatchObject({ answer: { recorded: [], already: [start] } })
    expect(await witnessings()).toEqual([])
  })

  it('is looked for on the day that is named, and on no other', async () => {
    const start = await tapped('t1', 'start', '08:21')
    expect(await witness([start], { date: NEXT_DATE })).toEqual({
      done: false,
      refusal: { code: 'not-allowed' },
    })
    expect(await witnessings()).toEqual([])
  })
})
