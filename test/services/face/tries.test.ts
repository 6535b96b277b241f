import { FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { MOST_CHECKS_A_DAY, MOST_FAILED_LOOKS } from '../../../cloudfunctions/services/face/tries'
import { engineSaying, FRAMES, installFaces, lookedAt } from '../face-engine'
import { keyOf, School } from '../school'
import { A, checkIn, open, opened, WAITS } from './checks'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

describe('a check of the face', () => {
  it.each([
    [MOST_CHECKS_A_DAY - 1, true],
    [MOST_CHECKS_A_DAY, false],
  ])('after %i on a day one more is opened: %s', async (before, isOpened) => {
    await installFaces(school, 'passed')
    for (let n = 0; n < before; n++) await opened(school, A, keyOf(`face ${n}`))
    const answer = await open(school, A, keyOf('one more'))
    expect(answer.opened ? 'opened' : answer.why).toBe(isOpened ? 'opened' : 'too-many-checks')
  })

  it('asks the same as the last, however many are opened, until somebody was looked at', async () => {
    await installFaces(school, 'not-live')
    const challengeOf = async (key: number | string) => {
      const task = await opened(school, A, keyOf(`face ${key}`))
      if (task.by !== 'frames') throw new Error(task.by)
      return { checkId: task.checkId, asked: JSON.stringify([task.steps, task.lasts]) }
    }
    const asked = new Set<string>()
    for (let n = 0; n < 10; n++) asked.add((await challengeOf(n)).asked)
    expect(asked.size).toBe(1)
    const { checkId } = await challengeOf(9)
    for (const ended of ['cancelled', 'timed-out'] as const) {
      const other = await challengeOf(ended)
      await school.answer('t1', 'judge-face', { checkId: other.checkId, ended })
    }
    school.face = engineSaying(new FaceVerifierError('down'))
    await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })
    expect(asked).toContain((await challengeOf(10)).asked)
    school.face = engineSaying('not-live')
    await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })
    const after = await challengeOf(11)
    // Drawn to the millisecond: by chance the same once in some million times.
    expect(asked).not.toContain(after.asked)
    expect((await challengeOf(12)).asked).toBe(after.asked)
  })

  it.each([
    [MOST_FAILED_LOOKS - 1, true],
    [MOST_FAILED_LOOKS, false],
  ])('after %i looks that did not pass one more is opened: %s', async (before, isOpened) => {
    await installFaces(school, 'not-same-person')
    for (let n = 0; n < before; n++) await lookedAt(school, 't1', A, keyOf(`face ${n}`))
    const answer = await open(school, A, keyOf('one more'))
    expect(answer.opened ? 'opened' : answer.why).toBe(isOpened ? 'opened' : 'too-many-checks')
    expect((await open(school, A, A, 't2')).opened).toBe(true)
  })

  it('tells how many looks are left, of which one that passed gives all back', async () => {
    await installFaces(school, 'too-dark')
    const leftAfter = async (n: number) => {
      const { checkId } = await opened(school, A, keyOf(`face ${n}`))
      return (await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })).left
    }
    expect([await leftAfter(1), await leftAfter(2)]).toEqual([MOST_FAILED_LOOKS - 1, MOST_FAILED_LOOKS - 2])
    school.face = engineSaying('passed')
    expect(await leftAfter(3)).toBe(MOST_FAILED_LOOKS)
  })

  it('that was opened before is not looked at any more once five did not pass', async () => {
    await installFaces(school, 'not-same-person')
    const { checkId } = await opened(school, A, keyOf('kept for later'))
    for (let n = 0; n < MOST_FAILED_LOOKS; n++) await lookedAt(school, 't1', A, keyOf(`face ${n}`))
    school.face = engineSaying('passed')
    const answer = await school.answer('t1', 'judge-face', { checkId, frames: FRAMES })
    expect(answer).toMatchObject({ outcome: 'cancelled', left: 0 })
    expect(await checkIn(school, { faceCheckId: checkId })).toMatchObject(WAITS)
  })
})
