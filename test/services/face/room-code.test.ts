import type { Input } from '../../../cloudfunctions/contract/app'
import { SECOND } from '../../../cloudfunctions/domain/time'
import { put, remove, type Store } from '../../../cloudfunctions/ports/store'
import { checkIn, MOST_WRONG_CODES } from '../../../cloudfunctions/services/check-in'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { read } from '../../../cloudfunctions/services/documents/read'
import { emptyRoomCodes, ROOM_CODES } from '../../../cloudfunctions/services/documents/room-codes'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { checkInsOf } from '../../../cloudfunctions/services/evidence'
import { roomCode } from '../../../cloudfunctions/services/face/room-code'
import type { Server } from '../../../cloudfunctions/services/server'
import { lesson } from '../../support/timetable'
import { installFaces, lookedAt } from '../face-engine'
import { accountOf, judgedDay, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'

const DAY = '2024-06-03'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DAY, '08:21')
})
afterEach(() => {
  jest.restoreAllMocks()
  return school.close()
})

const shown = async (classId = 'C1', who = 'i1') => {
  const { codes } = await school.answer(who, 'room-code', { classId })
  return codes[0]?.code ?? ''
}
const tap = (roomCode: string, more: Partial<Input<'check-in'>> = {}, who = 't1') =>
  school.answer(who, 'check-in', { kind: 'start', attemptKey: keyOf('a'), roomCode, ...more })
const witnessesOn = async (traineeId = 'T1') => {
  const stream = await read(school.store, TRAINEE_DAYS, `${traineeId} ${DAY}`)
  return stream && checkInsOf(stream).map(({ witness }) => witness?.by)
}
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
    expect(stream?.events).toMatchObject([{ room: { by: 'i1 的姓名', accountId: 'A-i1' } }])
  })

  it('leaves the day before the supervisor, whatever becomes of the class-day (decision 0014)', async () => {
    await tap(await shown())
    school.now = at(DAY, '11:45')
    await tap(await shown(), { kind: 'end', attemptKey: keyOf('end') })
    school.now = at(DAY, '13:00')
    const accept = async (whom: { traineeId?: string }) => {
      const day = { classId: 'C1', date: DAY }
      const { revision: seen } = await school.answer('supervisor', 'class-day', day)
      const decision = { ...day, ...whom, verdict: 'accepted', reason: '已核对' } as const
      await school.answer('supervisor', 'decide', {
        ...decision,
        seen,
        decisionKey: keyOf(`${whom.traineeId}`),
      })
      return (await judgedDay(school))?.traineeDays[0]
    }
    expect(await accept({})).toMatchObject({ status: 'flagged', flags: ['witnessed'], confirmedHours: 0 })
    expect(await accept({ traineeId: 'T1' })).toMatchObject({ status: 'accepted', confirmedHours: 4 })
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
    const { id } = emptyRoomCodes('C1', DAY)
    const { version = 0 } = (await school.store.get(ROOM_CODES, id)) ?? {}
    await school.store.commit([remove(ROOM_CODES, id, version)])
    expect(await tapAt(elsewhere(), code)).toMatchObject({
      answer: { accepted: false, refusal: { kind: 'wrong-code' } },
    })
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

  it('counts across midnight, in a window that reaches past it', async () => {
    const lessons = [lesson('21:30-23:00', 2, { date: DAY }), lesson('00:30-02:00', 2, { date: NEXT_DATE })]
    await teach(school, 'C1', { lessons })
    school.now = at(NEXT_DATE, '00:00') - SECOND
    const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
    school.now += 60 * SECOND
    const code = codes.find(({ to }) => to > school.now)?.code ?? ''
    expect(await tap(code)).toMatchObject({ accepted: true, checkIn: { state: 'recorded' } })
  })

  it('is shown by the class’s own instructors alone', async () => {
    expect(await school.ask('i2', 'room-code', { classId: 'C1' })).toEqual({
      done: false,
      refusal: { code: 'not-allowed' },
    })
  })
})

describe('a code that was right when it was typed', () => {
  const waitsAfter = async (ms: number, typedAfterMs = 0) => {
    const code = await shown()
    school.now += typedAfterMs + ms
    return tap(code, { waitedMs: ms })
  }

  it.each([45, 75, 119, 120, 121, 180])(
    'and reaches the server %i s later waits for a person: it is not refused, and costs no try',
    async seconds => {
      const answer = await waitsAfter(seconds * SECOND)
      expect(answer).toMatchObject({
        accepted: true,
        checkIn: { state: 'waiting', method: 'witnessed' },
        missing: ['end'],
      })
      const attemptIds = answer.accepted ? [answer.checkIn.attemptId] : []
      const said = { classId: 'C1', date: DAY, attemptIds, reason: '当时在场' }
      expect(await school.answer('i1', 'witness', said)).toEqual({ recorded: attemptIds, already: [] })
      expect(await tap('000000', { attemptKey: keyOf('wrong') })).toMatchObject({
        refusal: { triesLeft: MOST_WRONG_CODES - 1 },
      })
    },
  )

  it.each([
    [44, 30, { state: 'waiting' }],
    [45, 30, null],
  ])(
    'may have changed by half a minute then: typed after %i s, and %i s on the way',
    async (typed, late, expected) => {
      const answer = await waitsAfter(late * SECOND, typed * SECOND)
      expect(answer.accepted ? answer.checkIn : null).toEqual(expected && expect.objectContaining(expected))
    },
  )

  it('after a check of the face that failed, minutes after the tap, waits as well', async () => {
    await installFaces(school, 'not-same-person')
    const tapped = school.now
    await lookedAt(school, 't1', keyOf('a'))
    school.now += 180 * SECOND
    const code = await shown()
    school.now += 60 * SECOND
    expect(await tap(code, { waitedMs: school.now - tapped })).toMatchObject({
      accepted: true,
      checkIn: { at: tapped, state: 'waiting' },
    })
  })

  it('and was another’s all the time is as wrong as ever', async () => {
    const code = await shown()
    school.now += 75 * SECOND
    expect(await tap(other(code), { waitedMs: 75 * SECOND })).toMatchObject({
      refusal: { kind: 'wrong-code' },
    })
  })
})

describe('a class with two instructors', () => {
  beforeEach(async () => {
    await school.store.commit([put(ACCOUNTS, { ...(await accountOf(school, 'i2')), classIds: ['C1', 'C2'] })])
  })

  it('has each code say whose it is, whoever has shown one last', async () => {
    school.now = at(DAY, '08:20')
    await shown('C1', 'i1')
    school.now = at(DAY, '09:00')
    const second = await shown('C1', 'i2')
    await tap(second, { attemptKey: keyOf('second') })
    school.now = at(DAY, '11:45')
    const first = await shown('C1', 'i1')
    await tap(first, { attemptKey: keyOf('first'), kind: 'end' })
    expect(await witnessesOn()).toEqual(['i2 的姓名', 'i1 的姓名'])
  })

  it('takes the codes of both at one time, each on the word of its own', async () => {
    const [first, second] = [await shown('C1', 'i1'), await shown('C1', 'i2')]
    expect(first).not.toBe(second)
    await tap(first)
    await tap(second, {}, 't2')
    expect([await witnessesOn('T1'), await witnessesOn('T2')]).toEqual([['i1 的姓名'], ['i2 的姓名']])
  })
})

/** Another instance of the server, over the same store. */
function elsewhere(): Server {
  const { store } = school
  const same: Store = {
    get: (collection, id) => store.get(collection, id),
    range: (collection, query) => store.range(collection, query),
    commit: writes => store.commit(writes),
    close: async () => {},
  }
  return { ...school.server, store: same }
}

async function tapAt(server: Server, code: string, who = 't1', key = 'a') {
  const account = await accountOf(school, who)
  return checkIn(server, account, { kind: 'start', attemptKey: keyOf(key), roomCode: code })
}

async function shownAt(server: Server, who = 'i1'): Promise<string> {
  const outcome = await roomCode(server, await accountOf(school, who), { classId: 'C1' })
  return outcome.done ? (outcome.answer.codes[0]?.code ?? '') : ''
}

describe('who has shown the code', () => {
  /** How often it is looked up while something is done. */
  const lookUps = async (act: () => Promise<unknown>) => {
    const get = jest.spyOn(school.store, 'get')
    await act()
    const reads = get.mock.calls.filter(([{ name }]) => name === ROOM_CODES.name).length
    get.mockRestore()
    return reads
  }
  const RECORDED = { answer: { accepted: true, checkIn: { state: 'recorded' } } }

  it('is known to the instance over which it was shown', async () => {
    const instance = elsewhere()
    const code = await shownAt(instance)
    expect(await lookUps(async () => expect(await tapAt(instance, code)).toMatchObject(RECORDED))).toBe(0)
  })

  it('is looked up once by another, and by a check-in that fits none it knows', async () => {
    const instance = elsewhere()
    const code = await shownAt(elsewhere())
    expect(await lookUps(async () => expect(await tapAt(instance, code)).toMatchObject(RECORDED))).toBe(1)
    expect(await lookUps(async () => expect(await tapAt(instance, code, 't2')).toMatchObject(RECORDED))).toBe(
      0,
    )
    await school.store.commit([put(ACCOUNTS, { ...(await accountOf(school, 'i2')), classIds: ['C1'] })])
    const second = await shownAt(elsewhere(), 'i2')
    const again = () => tapAt(instance, second, 't1', 'b')
    expect(await lookUps(async () => expect(await again()).toMatchObject(RECORDED))).toBe(1)
    expect(await lookUps(() => tapAt(instance, other(code), 't1', 'c'))).toBe(1)
  })
})
