import { put, remove } from '../../../cloudfunctions/ports/store'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { DAY_SIGNALS, SIGNAL_LOOKS, SIGNAL_MARKS } from '../../../cloudfunctions/services/documents/signals'
import { purge } from '../../../cloudfunctions/services/face/purge'
import { rebuild } from '../../../cloudfunctions/services/judging/rebuild'
import { forgetNights } from '../../../cloudfunctions/services/night'
import { findSignals } from '../../../cloudfunctions/services/signals/find'
import { at, keyOf, type School } from '../school'
import { byFace, FIRST, night, openWatchedSchool, SECOND, shown } from './looking'

const THIRD = '2024-06-05'
/** The first night on which no marks of 2024-06-03 are kept any more. */
const PAST_TERM_OF_FIRST = '2024-08-03'

let school: School
beforeEach(async () => {
  school = await openWatchedSchool()
})
afterEach(() => school.close())

const allSigns = () => readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
const waiting = () => readAll(school.store, SIGNAL_MARKS, { index: 'byWaiting', equal: [1] })
/** Documents by id, with how often each was written. */
async function versions() {
  const all = await Promise.all(
    [`C1 ${FIRST}`, `C2 ${FIRST}`, `C1 ${SECOND}`, `C2 ${SECOND}`].map(async id => [
      id,
      (await school.store.get(SIGNAL_MARKS, id))?.version,
      (await school.store.get(DAY_SIGNALS, id))?.version,
    ]),
  )
  return all
}

/** A supervisor asks: kept of the class-day, and of nothing that signs are looked for by. */
function asks(classId: string, date: string) {
  const question = '请说明当天的情况。'
  const requestKey = keyOf(`question ${classId} ${date}`)
  return school.answer('supervisor', 'ask-explanation', { classId, date, question, requestKey })
}

/** T1's check of the first day is kept only now, as an import might. */
async function importsCheckOfFirst() {
  // The night has ended the session; T1 signs in anew.
  school.now = at(THIRD, '09:00')
  await school.answer('t1', 'my-days', {})
  await byFace(school, 't1', FIRST, 'ab')
}

/** A check-out that waited in the phone, with its place. */
async function lateEnd(who: string, date: string, now: string, latitude = 0) {
  school.now = at(now, '09:00')
  await school.answer(who, 'check-in', {
    kind: 'end',
    attemptKey: keyOf(`late ${who}`),
    waitedMs: school.now - at(date, '11:45'),
    location: { latitude, longitude: 0 },
  })
}

describe('evidence that comes later', () => {
  it('is looked at with what was there', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    await lateEnd('t1', FIRST, SECOND)
    await night(school, THIRD)
    expect((await shown(school, 'supervisor', 'C1', FIRST))?.signals).toEqual([
      expect.objectContaining({ kind: 'outside-china', latitude: 0, longitude: 0 }),
    ])
  })

  it('is found in what was later, which is looked at again', async () => {
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, THIRD)
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toEqual([])
    await importsCheckOfFirst()
    await night(school, '2024-06-06')
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toEqual([
      expect.objectContaining({ kind: 'same-picture', traineeId: 'T3', exact: 1 }),
    ])
    expect(await waiting()).toEqual([])
  })

  it('of another class-day leaves unwritten what stays the same', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, THIRD)
    const before = await versions()
    await lateEnd('t1', FIRST, THIRD, 43.9)
    await night(school, '2024-06-06')
    const [[id, marks = 0, signals = 0] = [], ...others] = before
    // The tap's marks, and that they were looked at; its place lies outside of China.
    expect(await versions()).toEqual([[id, Number(marks) + 2, Number(signals) + 1], ...others])
  })

  it('that signs do not look at makes nobody look again', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    const before = await versions()
    await asks('C1', FIRST)
    await night(school, THIRD)
    expect((await versions()).slice(0, 2)).toEqual(before.slice(0, 2))
  })

  it('is gone on with wherever a look was stopped, and by whoever comes next', async () => {
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, THIRD)
    await importsCheckOfFirst()
    let slices = 0
    for (let done = false; !done; slices += 1) {
      let breaths = 0
      // Each slice is stopped after one.
      done = await night(school, '2024-06-06', async () => breaths++ < 1)
      expect(slices).toBeLessThan(30)
    }
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toMatchObject([
      { kind: 'same-picture' },
    ])
    expect(await read(school.store, SIGNAL_LOOKS, 'look')).toBeNull()
  })

  it('of a day before the one that a look has come to begins another look', async () => {
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, THIRD)
    await importsCheckOfFirst()
    const place = { date: SECOND, id: `C2 ${SECOND}` }
    await school.store.commit([put(SIGNAL_LOOKS, { id: 'look' as const, upTo: place })])
    await night(school, '2024-06-06')
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toMatchObject([
      { kind: 'same-picture' },
    ])
  })
})

describe('signs that were found', () => {
  beforeEach(async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, THIRD)
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toMatchObject([
      { kind: 'same-picture' },
    ])
  })

  const stay = async () =>
    expect((await shown(school, 'supervisor', 'C2', SECOND))?.signals).toMatchObject([
      { kind: 'same-picture', traineeId: 'T3', other: { classId: 'C1', date: FIRST } },
    ])

  it('stay when the other day’s marks are gone and the class-day is sealed anew', async () => {
    await night(school, PAST_TERM_OF_FIRST)
    expect(await read(school.store, SIGNAL_MARKS, `C1 ${FIRST}`)).toBeNull()
    await asks('C2', SECOND)
    await forgetNights(school.server)
    await night(school, PAST_TERM_OF_FIRST)
    await stay()
  })

  it('stay beside new ones when the other day’s marks are gone and a tap comes', async () => {
    await night(school, PAST_TERM_OF_FIRST)
    const marks = await school.store.get(SIGNAL_MARKS, `C2 ${SECOND}`)
    const { taps } = marks!.document
    const abroad = { ...taps[0]!, attemptId: 'abroad', location: { latitude: 0, longitude: 0 } }
    const more = { ...marks!.document, taps: [...taps, abroad], waiting: 1 as const }
    await school.store.commit([put(SIGNAL_MARKS, more)])
    await findSignals(school.server, async () => true)
    const found = (await shown(school, 'supervisor', 'C2', SECOND))?.signals
    expect(found).toMatchObject([
      { kind: 'same-picture', traineeId: 'T3', other: { classId: 'C1', date: FIRST } },
      { kind: 'outside-china', attemptId: 'abroad' },
    ])
  })

  it('stay when evidence comes of their day after its term, and no marks are made of it', async () => {
    school.now = at('2024-08-04', '00:00')
    await purge(school.server, async () => true)
    await lateEnd('t3', SECOND, '2024-08-04')
    await forgetNights(school.server)
    await night(school, '2024-08-05')
    expect(await readAll(school.store, SIGNAL_MARKS, { index: 'byDate', equal: [] })).toEqual([])
    await stay()
  })

  it('may be thrown away with their marks, and the rebuild’s next night finds the same', async () => {
    const before = await allSigns()
    for (const { id } of before) {
      const { version } = (await school.store.get(DAY_SIGNALS, id))!
      await school.store.commit([remove(DAY_SIGNALS, id, version)])
    }
    await rebuild(school.store, async () => true)
    expect(await readAll(school.store, SIGNAL_MARKS, { index: 'byDate', equal: [] })).toEqual([])
    await night(school, THIRD)
    expect(await allSigns()).toEqual(before)
  })

  it('of days older than the marks’ term stay through a rebuild', async () => {
    await night(school, '2024-08-05')
    await rebuild(school.store, async () => true)
    await night(school, '2024-08-06')
    await stay()
  })
})

it('a day whose evidence came after the term of its marks is said never to be looked at', async () => {
  school.now = at(PAST_TERM_OF_FIRST, '09:00')
  expect(await shown(school, 'supervisor', 'C1', FIRST)).toMatchObject({ looked: false, awaited: false })
  expect(await shown(school, 'supervisor', 'C1', SECOND)).toMatchObject({ looked: false, awaited: true })
})
