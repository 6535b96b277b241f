import { CHECK_MS } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import type { EngineVerdict } from '../../../cloudfunctions/ports/face-verifier'
import { installFaces, lookedAt } from '../face-engine'
import { at, keyOf, School } from '../school'
import { A, COUNTS, checkIn, DAY, eventsOf, opened, WAITS } from './checks'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

describe('a check-in by face', () => {
  it('counts at once when the check that it names was passed', async () => {
    await installFaces(school, 'passed')
    expect(await checkIn(school, { faceCheckId: await lookedAt(school, 't1', A) })).toMatchObject(COUNTS)
  })

  it.each<EngineVerdict['outcome']>(['uncertain', 'not-same-person', 'not-live', 'no-face', 'several-faces'])(
    'whose check came to %s waits for a witness, and is not lost',
    async outcome => {
      await installFaces(school, outcome)
      expect(await checkIn(school, { faceCheckId: await lookedAt(school, 't1', A) })).toMatchObject(WAITS)
    },
  )

  it.each<[EngineVerdict['outcome'], { matched: boolean | null; live: boolean | null } | null]>([
    ['passed', { matched: true, live: true }],
    ['not-live', { matched: true, live: false }],
    ['not-same-person', { matched: false, live: null }],
    ['uncertain', { matched: null, live: true }],
    ['no-face', null],
  ])('whose check came to %s keeps of the face what was found: %j', async (outcome, found) => {
    await installFaces(school, outcome)
    await checkIn(school, { faceCheckId: await lookedAt(school, 't1', A) })
    expect((await eventsOf(school)).at(-1)).toMatchObject({ type: 'attempt', face: found })
  })

  it('waits when no check was named, none was judged, or the check does not exist', async () => {
    await installFaces(school, 'passed')
    const { checkId } = await opened(school)
    expect(await checkIn(school, { faceCheckId: checkId })).toMatchObject(WAITS)
    expect(await checkIn(school, { attemptKey: keyOf('b') })).toMatchObject(WAITS)
    expect(await checkIn(school, { attemptKey: keyOf('c'), faceCheckId: 'made-up' })).toMatchObject(WAITS)
  })

  it('takes a passed check for the attempt for which it was opened, and for no other', async () => {
    await installFaces(school, 'passed')
    const faceCheckId = await lookedAt(school, 't1', A)
    expect(await checkIn(school, { attemptKey: keyOf('b'), faceCheckId })).toMatchObject(WAITS)
    expect(await checkIn(school, { faceCheckId })).toMatchObject(COUNTS)
  })

  it('takes nobody else’s', async () => {
    await installFaces(school, 'passed')
    const faceCheckId = await lookedAt(school, 't1', A)
    expect(await checkIn(school, { faceCheckId }, 't2')).toMatchObject(WAITS)
  })

  it.each([
    [CHECK_MS, COUNTS],
    [CHECK_MS + 1, WAITS],
  ])('takes a check up to five minutes after it was opened: %i ms', async (later, expected) => {
    await installFaces(school, 'passed')
    school.now = at(DAY, '08:20')
    const faceCheckId = await lookedAt(school, 't1', A)
    school.now += later
    expect(await checkIn(school, { faceCheckId })).toMatchObject(expected)
  })
})
