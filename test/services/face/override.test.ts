import type { EngineVerdict } from '../../../cloudfunctions/ports/face-verifier'
import { installFaces } from '../face-engine'
import { accessesOf, DATE } from '../kept'
import { at, keyOf, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

/** @returns the attempt's id */
async function tapped(who: string, time: string, kind: 'start' | 'end' = 'start'): Promise<string> {
  const answer = await school.tap(who, kind, at(DATE, time), `${who} ${time}`)
  if (!answer.accepted) throw new Error('the tap was refused')
  return answer.checkIn.attemptId
}

const witness = (attemptIds: string[]) =>
  school.answer('i1', 'witness', {
    classId: 'C1',
    date: DATE,
    attemptIds,
    reason: '脸上有伤',
    seen: 'id-card',
  })
const acts = async () =>
  (await accessesOf(school, 'i1')).filter(({ type, operation }) => type === 'act' && operation === 'witness')
const rollOf = async (traineeId: string) => {
  const { roll } = await school.answer('i1', 'class-today', { classId: 'C1', date: DATE })
  return roll.find(entry => entry.traineeId === traineeId)
}
const attemptOf = async (attemptId: string, who = 'supervisor') => {
  const { attempts } = await school.answer(who, 'class-day', { classId: 'C1', date: DATE })
  return attempts.find(attempt => attempt.attemptId === attemptId)
}

describe('an instructor who vouches although the face did not pass', () => {
  it.each<EngineVerdict['outcome']>(['not-same-person', 'uncertain', 'not-live', 'several-faces'])(
    'does so knowingly, and both people are in the access log: %s',
    async outcome => {
      await installFaces(school, outcome)
      const attemptId = await tapped('t1', '08:21')
      expect((await rollOf('T1'))?.faceTries).toEqual({
        failed: 1,
        lastOutcome: outcome,
        lastAt: at(DATE, '08:21'),
      })
      await witness([attemptId])
      expect(await acts()).toMatchObject([
        { objects: { classId: 'C1', date: DATE, traineeId: 'T1', attemptId, faceOutcome: outcome } },
      ])
      const { accesses } = await school.answer('auditor', 'accesses', { date: DATE })
      expect(accesses).toContainEqual(
        expect.objectContaining({ displayName: 'i1 的姓名', operation: 'witness', type: 'act' }),
      )
    },
  )

  it('is told to the supervisor with the name, what was seen, and what the face had come to', async () => {
    await installFaces(school, 'not-same-person')
    const attemptId = await tapped('t1', '08:21')
    expect((await attemptOf(attemptId))?.witness).toBeNull()
    await witness([attemptId])
    expect((await attemptOf(attemptId))?.witness).toEqual({
      by: 'i1 的姓名',
      at: at(DATE, '08:21'),
      reason: '脸上有伤',
      seen: 'id-card',
      byRoomCode: false,
      overFace: 'not-same-person',
    })
  })

  it('must say by what the person was known: without it nobody is recorded, not even those whose face did not fail', async () => {
    const without = await tapped('t2', '08:20')
    await installFaces(school, 'not-same-person')
    const over = await tapped('t1', '08:21')
    const unsaid = { classId: 'C1', date: DATE, attemptIds: [without, over], reason: '当面核对' }
    expect(await school.ask('i1', 'witness', unsaid)).toMatchObject({ refusal: { code: 'seen-not-said' } })
    expect((await attemptOf(without))?.witness).toBeNull()
    expect((await attemptOf(over))?.witness).toBeNull()
    // Of whom no face failed it need not be said; nor is it asked once more of whoever was recorded with it.
    await school.answer('i1', 'witness', { ...unsaid, attemptIds: [without] })
    await witness([over])
    expect(await school.answer('i1', 'witness', unsaid)).toEqual({ recorded: [], already: [without, over] })
  })

  it('is noted once, however often it is sent', async () => {
    await installFaces(school, 'not-live')
    const attemptId = await tapped('t1', '08:21')
    await Promise.all([witness([attemptId]), witness([attemptId]), witness([attemptId])])
    expect(await acts()).toHaveLength(1)
  })

  it('is noted for those alone whose face had failed', async () => {
    const without = await tapped('t2', '08:20')
    await installFaces(school, 'uncertain')
    const over = await tapped('t1', '08:21')
    await witness([without, over])
    expect(await acts()).toMatchObject([{ objects: { traineeId: 'T1' } }])
    expect((await attemptOf(without))?.witness).toMatchObject({ overFace: null })
  })
})

describe('a check that nobody could judge', () => {
  it.each(['cancelled', 'no-permission', 'unsupported', 'timed-out'] as const)(
    'says nothing of a face, and vouching is no override: %s',
    async ended => {
      await installFaces(school, 'passed')
      school.now = at(DATE, '08:20')
      const attemptKey = keyOf('ended')
      const opened = await school.answer('t1', 'open-face', { attemptKey, faceKey: attemptKey })
      if (!opened.opened) throw new Error(opened.why)
      const { checkId } = opened.task
      await school.answer('t1', 'judge-face', { checkId, ended })
      const tap = { kind: 'start', attemptKey, faceCheckId: checkId } as const
      const answer = await school.answer('t1', 'check-in', tap)
      if (!answer.accepted) throw new Error('the tap was refused')
      expect((await rollOf('T1'))?.faceTries).toBeNull()
      await witness([answer.checkIn.attemptId])
      expect(await acts()).toEqual([])
    },
  )
})

describe('the roll tells of failed looks', () => {
  it('how many they are, and no more of them once one has passed', async () => {
    await installFaces(school, 'too-dark')
    await tapped('t1', '08:20')
    await installFaces(school, 'not-same-person')
    await tapped('t1', '08:22')
    expect((await rollOf('T1'))?.faceTries).toMatchObject({ failed: 2, lastOutcome: 'not-same-person' })
    expect((await rollOf('T2'))?.faceTries).toBeNull()
    await installFaces(school, 'passed')
    await tapped('t1', '08:24')
    expect((await rollOf('T1'))?.faceTries).toBeNull()
  })
})
