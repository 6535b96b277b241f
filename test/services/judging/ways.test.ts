import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { installFaces } from '../face-engine'
import { DATE, judgedDay, NEXT_DATE } from '../kept'
import { at, keyOf, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

async function byFace(who: string, kind: 'start' | 'end', time: string, date = DATE): Promise<void> {
  await installFaces(school, 'passed')
  await school.tap(who, kind, at(date, time), `${who} ${kind} ${date} ${time}`)
}

async function byCode(who: string, kind: 'start' | 'end', time: string, date = DATE): Promise<void> {
  school.now = at(date, time)
  const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
  const attemptKey = keyOf(`${who} ${kind} ${date} ${time}`)
  await school.answer(who, 'check-in', { kind, attemptKey, roomCode: codes[0]?.code ?? '' })
}

async function witnessed(who: string, kind: 'start' | 'end', time: string, date = DATE): Promise<void> {
  school.face = { way: 'none', because: '没有人脸识别' }
  const answer = await school.tap(who, kind, at(date, time), `${who} ${kind} ${date} ${time}`)
  if (!answer.accepted) throw new Error('the tap was refused')
  const attemptIds = [answer.checkIn.attemptId]
  await school.answer('i1', 'witness', { classId: 'C1', date, attemptIds, reason: '当面核对' })
}

const waysOn = async (date = DATE) => (await judgedDay(school, 'C1', date))?.ways
const row = async (who = 'supervisor') => {
  const { rows } = await school.answer(who, 'class-days', { classId: 'C1' })
  return rows.find(({ date }) => date === DATE)
}

describe('how the check-ins of a class-day came to count', () => {
  it('is counted by face, by witness and by the code of the room', async () => {
    await byFace('t1', 'start', '08:20')
    await byCode('t1', 'end', '11:45')
    await witnessed('t2', 'start', '08:25')
    await byFace('t2', 'end', '11:46')
    expect(await waysOn()).toEqual({ face: 2, witnessed: 1, roomCode: 1 })
  })

  it('counts those that stand for the day, and no tap beside them', async () => {
    await byCode('t1', 'start', '08:10')
    await byFace('t1', 'start', '08:20')
    await byFace('t1', 'start', '08:22')
    expect(await waysOn()).toEqual({ face: 1, witnessed: 0, roomCode: 0 })
  })

  it('counts none that waits, was refused, or names a code that is not the room’s', async () => {
    await school.tap('t1', 'start', at(DATE, '08:20'), 'waits')
    await school.tap('t1', 'start', at(DATE, '07:00'), 'too early')
    school.now = at(DATE, '08:21')
    await school.answer('t2', 'check-in', { kind: 'start', attemptKey: keyOf('x'), roomCode: '000000' })
    expect(await waysOn()).toEqual({ face: 0, witnessed: 0, roomCode: 0 })
  })

  it('stands in the list’s row, and on the day with the class so far', async () => {
    await byFace('t1', 'start', '08:20')
    await byCode('t2', 'start', '08:21')
    await witnessed('t1', 'start', '08:20', NEXT_DATE)
    await judgedDay(school)
    expect((await row())?.ways).toEqual({ face: 1, witnessed: 0, roomCode: 1 })
    const detail = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    expect(detail.row.ways).toEqual({ face: 1, witnessed: 0, roomCode: 1 })
    expect(detail.waysSoFar).toEqual({ face: 1, witnessed: 1, roomCode: 1 })
  })

  it.each([
    ['supervisor', true],
    ['auditor', true],
    ['provider', false],
    ['i1', false],
  ])('of the class so far is a figure for the bureau: %s %s', async (who, sees) => {
    await byFace('t1', 'start', '08:20')
    const { waysSoFar } = await school.answer(who, 'class-day', { classId: 'C1', date: DATE })
    expect(waysSoFar).toEqual(sees ? { face: 1, witnessed: 0, roomCode: 0 } : null)
  })

  it('is told of a code with the name of whoever showed it', async () => {
    await byCode('t1', 'start', '08:21')
    const { attempts } = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    expect(attempts[0]?.witness).toMatchObject({ by: 'i1 的姓名', byRoomCode: true, seen: null })
  })

  it('is carried by the judged day, so that a list asks for nothing more', async () => {
    await byFace('t1', 'start', '08:20')
    await judgedDay(school)
    const [kept] = await readAll(school.store, JUDGED_DAYS, { index: 'byClass', equal: ['C1'] })
    expect(kept?.ways).toEqual({ face: 1, witnessed: 0, roomCode: 0 })
  })
})
