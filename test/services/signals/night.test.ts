import type { FaceEngine } from '../../../cloudfunctions/ports/face-verifier'
import { remove } from '../../../cloudfunctions/ports/store'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { DAY_SIGNALS, SIGNAL_MARKS } from '../../../cloudfunctions/services/documents/signals'
import { loadDay } from '../../../cloudfunctions/services/evidence'
import { dueForPurge, purge } from '../../../cloudfunctions/services/face/purge'
import { nightWork } from '../../../cloudfunctions/services/night'
import { keepMarks } from '../../../cloudfunctions/services/signals/marks'
import { engineSaying, installFaces } from '../face-engine'
import { judgeAll } from '../kept'
import { at, keyOf, School } from '../school'

const FIRST = '2024-06-03'
const SECOND = '2024-06-04'
const PICTURE = Buffer.from('a frame').toString('base64')

let school: School
beforeEach(async () => {
  school = await School.open()
  await installFaces(school, 'passed')
})
afterEach(() => school.close())

/** An engine that says that it was shown these frames. */
function showing(...frames: readonly string[]): FaceEngine {
  const engine = engineSaying('passed')
  return {
    ...engine,
    judge: async (clip, template) => {
      const verdict = await engine.judge(clip, template)
      const marks = frames.map(frame => ({ exact: frame.repeat(64), alike: `${frame}0`.repeat(8) }))
      return { ...verdict, figures: { ...verdict.figures, marks } }
    },
  }
}

/** A start by face, t3's after the others', with what the phone says of its camera. */
async function byFace(who: string, date: string, frames: string, label = 'Front Camera') {
  school.now = at(date, who === 't3' ? '08:21' : '08:20')
  school.face = showing(...frames)
  const attemptKey = keyOf(`${who} ${date}`)
  const opened = await school.answer(who, 'open-face', { attemptKey, faceKey: keyOf(`face ${who} ${date}`) })
  if (!opened.opened) throw new Error(opened.why)
  const { checkId } = opened.task
  await school.answer(who, 'judge-face', {
    checkId,
    frames: [{ picture: PICTURE, takenAt: 0, step: null }],
    camera: { label, width: 640, height: 480 },
  })
  const deviceId = `phone of ${who}`
  await school.answer(who, 'check-in', { kind: 'start', attemptKey, faceCheckId: checkId, deviceId })
}

async function night(date: string, between = async () => true): Promise<boolean> {
  school.now = at(date, '00:05')
  await judgeAll(school)
  return nightWork(school.server, between)
}

async function shown(who: string, classId: string, date: string) {
  return (await school.answer(who, 'class-day', { classId, date })).signals
}

describe('signs of a class-day', () => {
  it('are looked for in the night after it, and until then that is said', async () => {
    await byFace('t1', FIRST, 'ab', 'OBS Virtual Camera')
    expect(await shown('supervisor', 'C1', FIRST)).toEqual({ looked: false, signals: [], classes: [] })
    expect(await night(SECOND)).toBe(true)
    expect(await shown('supervisor', 'C1', FIRST)).toEqual({
      looked: true,
      signals: [
        expect.objectContaining({ kind: 'virtual-camera', traineeId: 'T1', label: 'OBS Virtual Camera' }),
      ],
      classes: [],
    })
  })

  it('are found over classes and schools, and name the other class', async () => {
    await byFace('t1', FIRST, 'ab')
    await night(SECOND)
    await byFace('t3', SECOND, 'cb')
    await night('2024-06-05')
    const found = await shown('supervisor', 'C2', SECOND)
    expect(found?.signals).toEqual([
      expect.objectContaining({
        kind: 'same-picture',
        traineeId: 'T3',
        exact: 1,
        other: expect.objectContaining({ classId: 'C1', traineeId: 'T1', date: FIRST, samePerson: false }),
      }),
    ])
    expect(found?.classes).toEqual([{ classId: 'C1', title: expect.any(String) }])
    expect((await shown('supervisor', 'C1', FIRST))?.signals).toEqual([])
  })

  it('are for supervisors and auditors: they name people of other schools', async () => {
    await byFace('t1', FIRST, 'ab', 'OBS Virtual Camera')
    await night(SECOND)
    expect(await shown('auditor', 'C1', FIRST)).toMatchObject({ signals: [{ kind: 'virtual-camera' }] })
    expect(await shown('provider', 'C1', FIRST)).toBeNull()
    expect(await shown('i1', 'C1', FIRST)).toBeNull()
  })

  it('change no hours', async () => {
    await byFace('t1', FIRST, 'ab', 'OBS Virtual Camera')
    school.now = at(SECOND, '00:05')
    await judgeAll(school)
    const before = await read(school.store, JUDGED_DAYS, `C1 ${FIRST}`)
    await night(SECOND)
    await judgeAll(school)
    expect(await read(school.store, JUDGED_DAYS, `C1 ${FIRST}`)).toEqual(before)
  })

  it('are the same wherever the night was stopped, and gone on with', async () => {
    await byFace('t1', FIRST, 'ab')
    await byFace('t3', FIRST, 'cb')
    await byFace('t1', SECOND, 'cd')
    for (let stop = 0, done = false; !done; stop += 1) {
      let left = stop
      done = await night('2024-06-05', async () => left-- > 0)
    }
    const all = await readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
    expect(all.map(({ id, signals }) => [id, signals.map(({ kind }) => kind)])).toEqual([
      [`C1 ${FIRST}`, []],
      [`C2 ${FIRST}`, ['same-picture']],
      [`C1 ${SECOND}`, ['same-picture']],
    ])
    const marks = await readAll(school.store, SIGNAL_MARKS, { index: 'byWaiting', equal: [1] })
    expect(marks).toEqual([])
  })

  it('may be thrown away and found again, the same', async () => {
    await byFace('t1', FIRST, 'ab')
    await byFace('t3', FIRST, 'cb')
    await night(SECOND)
    const before = await readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
    for (const { id } of before) {
      const [signals, marks] = [
        await school.store.get(DAY_SIGNALS, id),
        await school.store.get(SIGNAL_MARKS, id),
      ]
      const thrown = [remove(DAY_SIGNALS, id, signals!.version), remove(SIGNAL_MARKS, id, marks!.version)]
      expect((await school.store.commit(thrown)).committed).toBe(true)
    }
    for (const classId of ['C1', 'C2']) {
      const record = await read(school.store, CLASSES, classId)
      await keepMarks(school.store, await loadDay(school.store, record!, FIRST))
    }
    await night('2024-06-05')
    expect(await readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })).toEqual(before)
  })

  it('are looked for again when evidence comes later', async () => {
    await byFace('t1', FIRST, 'ab')
    await night(SECOND)
    school.now = at(SECOND, '09:00')
    const late = {
      kind: 'end',
      attemptKey: keyOf('late'),
      waitedMs: at(SECOND, '09:00') - at(FIRST, '11:45'),
    } as const
    await school.answer('t1', 'check-in', { ...late, location: { latitude: 0, longitude: 0 } })
    await night('2024-06-05')
    expect((await shown('supervisor', 'C1', FIRST))?.signals).toEqual([
      expect.objectContaining({ kind: 'outside-china', latitude: 0, longitude: 0 }),
    ])
  })
})

describe('marks', () => {
  const kept = () => readAll(school.store, SIGNAL_MARKS, { index: 'byDate', equal: [] })

  it('hold no picture, no name and no ID number', async () => {
    await byFace('t1', FIRST, 'ab')
    await night(SECOND)
    const text = JSON.stringify(await kept())
    expect(text).toContain('phone of t1')
    expect(text).not.toContain(PICTURE)
    expect(text).not.toContain('学员')
  })

  it('of refused taps there are none', async () => {
    await byFace('t1', FIRST, 'ab')
    await school.tap('t2', 'start', at(FIRST, '06:00'), 'too early')
    await night(SECOND)
    expect((await kept()).flatMap(({ taps }) => taps.map(({ traineeId }) => traineeId))).toEqual(['T1'])
  })

  it('go sixty days after their day, and the signs that were found stay', async () => {
    await byFace('t1', FIRST, 'ab', 'OBS Virtual Camera')
    await night(SECOND)
    school.now = at('2024-08-02', '23:59')
    await purge(school.server, async () => true)
    expect((await kept()).map(({ date }) => date)).toEqual([FIRST])
    school.now = at('2024-08-03', '00:00')
    expect(await dueForPurge(school.server)).toMatchObject({ 'signal-marks': 1 })
    await purge(school.server, async () => true)
    expect(await kept()).toEqual([])
    expect(await shown('supervisor', 'C1', FIRST)).toMatchObject({ signals: [{ kind: 'virtual-camera' }] })
  })
})

it('signs that were found go a year after their day', async () => {
  await byFace('t1', FIRST, 'ab', 'OBS Virtual Camera')
  await night(SECOND)
  const found = () => readAll(school.store, DAY_SIGNALS, { index: 'byDate', equal: [] })
  school.now = at('2025-06-03', '23:59')
  await purge(school.server, async () => true)
  expect((await found()).map(({ date }) => date)).toEqual([FIRST])
  school.now = at('2025-06-04', '00:00')
  expect(await dueForPurge(school.server)).toMatchObject({ 'day-signals': 1 })
  await purge(school.server, async () => true)
  expect(await found()).toEqual([])
})
