import { remove } from '../../../cloudfunctions/ports/store'
import { TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { DAY_SIGNALS, SIGNAL_LOOKS, SIGNAL_MARKS } from '../../../cloudfunctions/services/documents/signals'
import { dueForPurge, purge } from '../../../cloudfunctions/services/face/purge'
import { maskName } from '../../../cloudfunctions/services/id-numbers/mask'
import { judgeAll } from '../kept'
import { at, type School } from '../school'
import { byFace, FIRST, night, openWatchedSchool, PICTURE, SECOND, shown } from './looking'

let school: School
beforeEach(async () => {
  school = await openWatchedSchool()
})
afterEach(() => school.close())

describe('signs of a class-day', () => {
  it('are looked for in the night after it, and until then that is said', async () => {
    await byFace(school, 't1', FIRST, 'ab', 'OBS Virtual Camera')
    expect(await shown(school, 'supervisor', 'C1', FIRST)).toEqual({
      looked: false,
      awaited: true,
      signals: [],
      classes: [],
      others: [],
    })
    expect(await night(school, SECOND)).toBe(true)
    expect(await shown(school, 'supervisor', 'C1', FIRST)).toEqual({
      looked: true,
      awaited: true,
      signals: [
        expect.objectContaining({ kind: 'virtual-camera', traineeId: 'T1', label: 'OBS Virtual Camera' }),
      ],
      classes: [],
      others: [],
    })
  })

  it('are found over classes and schools, and name the other class', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, '2024-06-05')
    const found = await shown(school, 'supervisor', 'C2', SECOND)
    expect(found?.signals).toEqual([
      expect.objectContaining({
        kind: 'same-picture',
        traineeId: 'T3',
        exact: 1,
        other: expect.objectContaining({ classId: 'C1', traineeId: 'T1', date: FIRST, samePerson: false }),
      }),
    ])
    expect(found?.classes).toEqual([{ classId: 'C1', title: expect.any(String) }])
    expect(found?.others).toEqual([{ classId: 'C1', traineeId: 'T1', maskedName: maskName('学员T1') }])
    expect(JSON.stringify(found)).not.toContain('学员T1')
    expect((await shown(school, 'supervisor', 'C1', FIRST))?.signals).toEqual([])
  })

  it('are for supervisors and auditors: they name people of other schools', async () => {
    await byFace(school, 't1', FIRST, 'ab', 'OBS Virtual Camera')
    await night(school, SECOND)
    expect(await shown(school, 'auditor', 'C1', FIRST)).toMatchObject({
      signals: [{ kind: 'virtual-camera' }],
    })
    expect(await shown(school, 'provider', 'C1', FIRST)).toBeNull()
    expect(await shown(school, 'i1', 'C1', FIRST)).toBeNull()
  })

  it('name a person of another class to nobody who looks into one’s own classes alone', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, '2024-06-05')
    for (const who of ['supervisor', 'auditor']) {
      expect((await shown(school, who, 'C2', SECOND))?.others).toHaveLength(1)
    }
    const told = JSON.stringify(await school.answer('i2', 'class-day', { classId: 'C2', date: SECOND }))
    expect(told).toContain('T3')
    expect(told).not.toMatch(/"C1"|"T1"|学\*/)
  })

  it('name nobody who is on the roster no more', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    await byFace(school, 't3', SECOND, 'cb')
    await night(school, '2024-06-05')
    const kept = await school.store.get(TRAINEES, 'T1')
    await school.store.commit([remove(TRAINEES, 'T1', kept?.version ?? 0)])
    expect(await shown(school, 'supervisor', 'C2', SECOND)).toMatchObject({
      classes: [{ classId: 'C1' }],
      others: [],
    })
  })

  it('change no hours', async () => {
    await byFace(school, 't1', FIRST, 'ab', 'OBS Virtual Camera')
    school.now = at(SECOND, '00:05')
    await judgeAll(school)
    const before = await read(school.store, JUDGED_DAYS, `C1 ${FIRST}`)
    await night(school, SECOND)
    await judgeAll(school)
    expect(await read(school.store, JUDGED_DAYS, `C1 ${FIRST}`)).toEqual(before)
  })

  it('are the same wherever the night was stopped, and gone on with', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await byFace(school, 't3', FIRST, 'cb')
    await byFace(school, 't1', SECOND, 'cd')
    for (let stop = 0, done = false; !done; stop += 1) {
      let left = stop
      done = await night(school, '2024-06-05', async () => left-- > 0)
    }
    const all = await readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
    expect(all.map(({ id, signals }) => [id, signals.map(({ kind }) => kind)])).toEqual([
      [`C1 ${FIRST}`, []],
      [`C2 ${FIRST}`, ['same-picture']],
      [`C1 ${SECOND}`, ['same-picture']],
      [`C2 ${SECOND}`, []],
    ])
    expect(await read(school.store, SIGNAL_LOOKS, 'look')).toBeNull()
    const marks = await readAll(school.store, SIGNAL_MARKS, { index: 'byWaiting', equal: [1] })
    expect(marks).toEqual([])
  })
})

describe('marks', () => {
  const kept = () => readAll(school.store, SIGNAL_MARKS, { index: 'byDate', equal: [] })

  it('hold no picture, no name and no ID number', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await night(school, SECOND)
    const text = JSON.stringify(await kept())
    expect(text).toContain('phone of t1')
    expect(text).not.toContain(PICTURE)
    expect(text).not.toContain('学员')
  })

  it('of refused taps there are none', async () => {
    await byFace(school, 't1', FIRST, 'ab')
    await school.tap('t2', 'start', at(FIRST, '06:00'), 'too early')
    await night(school, SECOND)
    expect((await kept()).flatMap(({ taps }) => taps.map(({ traineeId }) => traineeId))).toEqual(['T1'])
  })

  it('go sixty days after their day, and the signs that were found stay', async () => {
    await byFace(school, 't1', FIRST, 'ab', 'OBS Virtual Camera')
    await night(school, SECOND)
    school.now = at('2024-08-02', '23:59')
    await purge(school.server, async () => true)
    expect((await kept()).map(({ id }) => id)).toEqual([`C1 ${FIRST}`, `C2 ${FIRST}`])
    school.now = at('2024-08-03', '00:00')
    expect(await dueForPurge(school.server)).toMatchObject({ 'signal-marks': 2 })
    await purge(school.server, async () => true)
    expect(await kept()).toEqual([])
    expect(await shown(school, 'supervisor', 'C1', FIRST)).toMatchObject({
      signals: [{ kind: 'virtual-camera' }],
    })
  })
})

it('signs that were found go a year after their day', async () => {
  await byFace(school, 't1', FIRST, 'ab', 'OBS Virtual Camera')
  await night(school, SECOND)
  const found = () => readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
  school.now = at('2025-06-03', '23:59')
  await purge(school.server, async () => true)
  expect((await found()).map(({ id }) => id)).toEqual([`C1 ${FIRST}`, `C2 ${FIRST}`])
  school.now = at('2025-06-04', '00:00')
  expect(await dueForPurge(school.server)).toMatchObject({ 'day-signals': 2 })
  await purge(school.server, async () => true)
  expect(await found()).toEqual([])
})
