import type { Input } from '../../../cloudfunctions/contract/app'
import { SECOND } from '../../../cloudfunctions/domain/time'
import { MOST_WRONG_CODES } from '../../../cloudfunctions/services/check-in'
import { read } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { checkInsOf } from '../../../cloudfunctions/services/evidence'
import { at, keyOf, School } from '../school'

const DAY = '2024-06-03'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DAY, '08:21')
})
afterEach(() => school.close())

const shown = async (classId = 'C1', who = 'i1') => {
  const { codes } = await school.answer(who, 'room-code', { classId })
  return codes[0]?.code ?? ''
}
const tap = (roomCode: string, more: Partial<Input<'check-in'>> = {}, who = 't1') =>
  school.answer(who, 'check-in', { kind: 'start', attemptKey: keyOf('a'), roomCode, ...more })
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('the code of the room', () => {
  it('is six digits, another one each quarter of a minute, and known for the next five minutes', async () => {
    const { codes, now } = await school.answer('i1', 'room-code', { classId: 'C1' })
    expect(codes).toHaveLength(20)
    expect(codes[0]?.from).toBeLessThanOrEqual(now)
    for (const { code, from, to } of codes) {
      expect(code).toMatch(/^\d{6}$/)
      expect(to - from).toBe(15 * SECOND)
    }
    expect(new Set(codes.map(({ code }) => code)).size).toBeGreaterThan(18)
  })

  it('makes a check-in count on the word of whoever shows it', async () => {
    const answer = await tap(await shown())
    expect(answer).toMatchObject({ accepted: true, checkIn: { state: 'recorded', method: 'witnessed' } })
    const stream = await read(school.store, TRAINEE_DAYS, `T1 ${DAY}`)
    expect(stream && checkInsOf(stream)).toMatchObject([
      { method: 'witnessed', witness: { by: 'i1 的姓名', reason: '课堂签到码' } },
    ])
  })

  it.each([
    [44 * SECOND, true],
    [45 * SECOND, false],
  ])('counts until half a minute after it has changed: shown %i ms before', async (later, accepted) => {
    const code = await shown()
    school.now += later
    expect((await tap(code)).accepted).toBe(accepted)
  })

  it('of another class is a wrong one', async () => {
    expect(await tap(await shown('C2', 'i2'))).toMatchObject({ refusal: { kind: 'wrong-code' } })
  })

  it('that nobody has shown is worth nothing', async () => {
    const code = await shown()
    const fresh = await School.open()
    fresh.now = school.now
    const answer = await fresh.answer('t1', 'check-in', {
      kind: 'start',
      attemptKey: keyOf('a'),
      roomCode: code,
    })
    expect(answer).toMatchObject({ accepted: false, refusal: { kind: 'wrong-code' } })
    await fresh.close()
  })

  it('when wrong is told at once with the tries left, and can be typed again', async () => {
    const code = await shown()
    expect(await tap(other(code))).toEqual({
      accepted: false,
      refusal: { kind: 'wrong-code', triesLeft: MOST_WRONG_CODES - 1 },
    })
    expect(await tap(code, { attemptKey: keyOf('b') })).toMatchObject({ accepted: true })
  })

  it.each([
    [MOST_WRONG_CODES - 1, true],
    [MOST_WRONG_CODES, false],
  ])(
    'after %i wrong ones the right one is taken: %s; the way by the instructor stays',
    async (wrong, taken) => {
      const code = await shown()
      for (let n = 0; n < wrong; n++) await tap(other(code), { attemptKey: keyOf(`wrong ${n}`) })
      expect((await tap(code, { attemptKey: keyOf('right') })).accepted).toBe(taken)
      const without = await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('without') })
      expect(without.accepted).toBe(true)
    },
  )

  it('in a tap that comes late proves nothing any more: the tap waits for a person', async () => {
    const code = await shown()
    expect(await tap(code, { waitedMs: 180 * SECOND })).toMatchObject({
      accepted: true,
      checkIn: { state: 'waiting' },
    })
  })

  it('is shown by the class’s own instructors alone', async () => {
    expect(await school.ask('i2', 'room-code', { classId: 'C1' })).toEqual({
      done: false,
      refusal: { code: 'not-allowed' },
    })
  })
})
