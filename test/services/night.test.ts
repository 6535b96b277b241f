import { type Store, StoreError } from '../../cloudfunctions/ports/store'
import { ACCESS_DAYS } from '../../cloudfunctions/services/documents/access-days'
import { SESSIONS } from '../../cloudfunctions/services/documents/accounts'
import { FACE_TEMPLATES } from '../../cloudfunctions/services/documents/face-consents'
import { NIGHTS } from '../../cloudfunctions/services/documents/nights'
import { read, readAll } from '../../cloudfunctions/services/documents/read'
import { ROOM_CODES } from '../../cloudfunctions/services/documents/room-codes'
import { SEALS } from '../../cloudfunctions/services/documents/seals'
import { forgetNights, nightWork } from '../../cloudfunctions/services/night'
import { installFaces } from './face-engine'
import { everything, judgeAll } from './kept'
import { at, School } from './school'

const FIRST = '2024-06-03'
const SECOND = '2024-06-04'

let school: School
beforeEach(async () => {
  school = await School.open()
  await school.ordinaryDay(FIRST, 60)
  await judgeAll(school)
})
afterEach(() => school.close())

const work = () => nightWork(school.server, async () => true)
/** The class-days that were sealed, in the order in which they were. */
async function sealed(): Promise<string[]> {
  const seals = await readAll(school.store, SEALS, { index: 'bySequence', equal: [] })
  return seals.map(({ of }) => of)
}

describe('a night’s work', () => {
  it('seals what has closed, once a date', async () => {
    school.now = at(SECOND, '00:05')
    expect(await work()).toBe(true)
    expect(await sealed()).toEqual([`C1 ${FIRST}`])
    const before = await school.store.get(NIGHTS, 'night')
    expect(await work()).toBe(true)
    expect(await school.store.get(NIGHTS, 'night')).toEqual(before)
  })

  it('is done for the date: what closes later waits for the next night', async () => {
    school.now = at(SECOND, '00:05')
    await work()
    await school.ordinaryDay(SECOND, 60)
    school.now = at(SECOND, '23:59')
    await work()
    expect(await sealed()).toEqual([`C1 ${FIRST}`])
    school.now = at('2024-06-05', '00:00')
    await work()
    expect((await sealed()).at(-1)).toBe(`C1 ${SECOND}`)
  })

  it('that was stopped before anything does nothing, and the next slice does it', async () => {
    school.now = at(SECOND, '00:05')
    expect(await nightWork(school.server, async () => false)).toBe(false)
    expect(await sealed()).toEqual([])
    expect(await work()).toBe(true)
    expect(await sealed()).toEqual([`C1 ${FIRST}`])
  })

  it('comes to the same end in slices however short, each of which does something', async () => {
    // Accesses of many dates, ended sessions, tries: all that a night has to do.
    for (const day of ['2024-06-04', '2024-06-05', '2024-06-06']) {
      school.now = at(day, '10:00')
      await school.answer('supervisor', 'class-days', {})
      await school.answer('supervisor', 'class-day', { classId: 'C1', date: FIRST })
      await school.ask(null, 'sign-in', { name: 'supervisor', password: 'x' })
    }
    school.now = at('2024-07-20', '00:05')
    let slices = 0
    let before = ''
    for (let isDone = false; !isDone; slices++) {
      let asked = 0
      isDone = await nightWork(school.server, async () => asked++ === 0)
      const now = await everything(school.store)
      expect(isDone || now !== before).toBe(true)
      before = now
    }
    expect(slices).toBeGreaterThan(5)
    const dates = ['2024-06-04', '2024-06-05', '2024-06-06'].map(date => `access ${date}`)
    expect((await sealed()).filter(of => of.startsWith('access '))).toEqual(dates)
    expect(await readAll(school.store, SESSIONS, { index: 'byEnd', equal: [], to: school.now })).toEqual([])
  })

  it('seals the accesses of dates that no night has sealed, and after an import not all of them again', async () => {
    const readings: string[] = []
    const { store } = school
    const watched: Store = {
      get: (...asked) => store.get(...asked),
      range: (collection, query) => {
        if (collection.name === ACCESS_DAYS.name) readings.push(String(query.from))
        return store.range(collection, query)
      },
      close: () => store.close(),
      commit: writes => store.commit(writes),
    }
    const night = () => nightWork({ ...school.server, store: watched }, async () => true)
    school.now = at('2024-06-13', '00:05')
    await night()
    await forgetNights(school.server)
    await night()
    school.now = at('2024-06-14', '00:05')
    await forgetNights(school.server)
    await night()
    expect(readings).toEqual(['0000-01-01', '2024-06-05'])
  })

  it('that was never finished is made up for the night after, from as far back', async () => {
    school.now = at(SECOND, '00:05')
    await nightWork(school.server, async () => false)
    school.now = at('2024-08-01', '00:05')
    await work()
    // The camera's recordings of the first may reach into the second.
    expect(await sealed()).toEqual([`C1 ${FIRST}`, `C1 ${SECOND}`])
  })

  it('looks nine days back, and at everything once it was forgotten', async () => {
    school.now = at('2024-06-13', '00:05')
    await work()
    const before = await sealed()
    // Evidence of days long past, which only an import brings.
    school.now = at(FIRST, '10:00')
    await school.tap('t2', 'start', school.now, 'late')
    school.now = at('2024-06-14', '00:05')
    await work()
    expect(await sealed()).toEqual(before)
    await forgetNights(school.server)
    await work()
    expect(await sealed()).toEqual([...before, `C1 ${FIRST}`])
  })

  it('removes what is past its term first: a night that fails at its seals keeps no template over its term', async () => {
    await installFaces(school, 'passed')
    await school.answer('i1', 'room-code', { classId: 'C1' })
    school.now = at('2024-07-05', '00:05')
    const { store } = school
    const sealing = new StoreError('the seals cannot be written')
    const failing: Store = {
      get: (...asked) => store.get(...asked),
      range: (...asked) => store.range(...asked),
      close: () => store.close(),
      commit: async writes => {
        if (writes.some(({ collection }) => collection.name === SEALS.name)) throw sealing
        return store.commit(writes)
      },
    }
    // Whatever the night, each of which fails.
    for (let night = 0; night < 2; night += 1) {
      await expect(nightWork({ ...school.server, store: failing }, async () => true)).rejects.toBe(sealing)
    }
    expect(await readAll(store, FACE_TEMPLATES, { index: 'byTerm', equal: [] })).toEqual([])
    expect(await readAll(store, ROOM_CODES, { index: 'byDate', equal: [] })).toEqual([])
  })

  it('by two at once is noted once, and seals are one chain', async () => {
    school.now = at(SECOND, '00:05')
    await Promise.all([work(), work()])
    await work()
    expect(await sealed()).toEqual([`C1 ${FIRST}`])
    expect(await read(school.store, NIGHTS, 'night')).toMatchObject({ of: SECOND, done: true })
  })
})
