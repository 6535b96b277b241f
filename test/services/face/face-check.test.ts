import { CHECK_MS } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import { MINUTE } from '../../../cloudfunctions/domain/time'
import { FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { engineSaying, FRAMES, installFaces, lookedAt } from '../face-engine'
import { at, keyOf, School } from '../school'
import { A, COUNTS, checkIn, DAY, eventsOf, opened, WAITS } from './checks'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

describe('a check of the face', () => {
  it('is one check, with one challenge, however often it is asked for', async () => {
    await installFaces(school, 'passed')
    expect(await opened(school)).toEqual(await opened(school))
    expect((await eventsOf(school)).map(({ type }) => type)).toEqual(['face-opened'])
  })

  it('is no other attempt’s under the same key', async () => {
    await installFaces(school, 'passed')
    await opened(school, A, keyOf('face'))
    const input = { attemptKey: keyOf('b'), faceKey: keyOf('face') }
    expect(await school.ask('t1', 'open-face', input)).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'key-used-otherwise' },
    })
  })

  it('is judged once: what the engine would say later changes nothing', async () => {
    await installFaces(school, 'not-same-person')
    const { checkId } = await opened(school)
    const first = await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })
    school.face = engineSaying('passed')
    expect(await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).toEqual(first)
    expect(first.outcome).toBe('not-same-person')
  })

  it('of somebody else is as unknown as none', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened(school)
    expect(await school.ask('t2', 'judge-face', { checkId, frames: FRAMES })).toEqual({
      done: false,
      refusal: { code: 'not-found', what: 'face-check' },
    })
  })

  it('that the phone says has ended is over, and its word never passes one', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened(school)
    expect(await school.answer('t1', 'judge-face', { checkId, ended: 'cancelled' })).toMatchObject({
      outcome: 'cancelled',
    })
    expect(await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).toMatchObject({
      outcome: 'cancelled',
    })
    expect(await checkIn(school, { faceCheckId: checkId })).toMatchObject(WAITS)
  })

  it.each([
    [CHECK_MS, 'passed'],
    [CHECK_MS + 1, 'timed-out'],
  ])('is judged up to five minutes after it was opened: %i ms', async (later, outcome) => {
    await installFaces(school, 'passed')
    const { checkId } = await opened(school)
    school.now += later
    expect(await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).toMatchObject({ outcome })
  })

  it('whose engine is out of order stays open: the verdict can still be found', async () => {
    await installFaces(school, new FaceVerifierError('the engine is down'))
    const { checkId } = await opened(school)
    for (const _ of [1, 2]) {
      expect(await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).toMatchObject({
        outcome: 'unavailable',
      })
    }
    expect(await eventsOf(school)).toMatchObject([
      { type: 'face-opened' },
      { type: 'face-judged', outcome: 'unavailable', said: 'the engine is down' },
    ])
    school.face = engineSaying('passed')
    expect(await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).toMatchObject({
      outcome: 'passed',
    })
    expect(await checkIn(school, { faceCheckId: checkId })).toMatchObject(COUNTS)
  })

  it('keeps the figures and no picture', async () => {
    await installFaces(school, 'passed')
    await lookedAt(school, 't1', A)
    const [, judged] = await eventsOf(school)
    expect(judged).toMatchObject({
      type: 'face-judged',
      said: school.face.way === 'frames' && school.face.model,
    })
    expect(JSON.stringify(await eventsOf(school))).not.toContain(FRAMES[0]?.picture)
  })

  it('marks no day to be judged: its verdict stands in the tap', async () => {
    await installFaces(school, 'passed')
    school.now = at(DAY, '08:20')
    const before = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
    await lookedAt(school, 't1', A)
    school.now += MINUTE
    const after = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DAY })
    expect(after.row).toEqual(before.row)
  })
})
