import type { EnrolFaceAnswer, FaceRollEntry } from '../../cloudfunctions/contract/face'
import { PICTURE_FAULTS } from '../../cloudfunctions/domain/evidence/face'
import { cameraWords } from '../../miniprogram/instructor/faces/camera-words'
import { failingOf, shotsOf } from '../../miniprogram/instructor/faces/shots'
import { byNeed, countOf, standingOf, standingWords } from '../../miniprogram/instructor/faces/standing'

const entry = (name: string, changed: Partial<FaceRollEntry>): FaceRollEntry => ({
  traineeId: name,
  name,
  consented: false,
  enrolledAt: null,
  keptUntil: null,
  way: 'face',
  ...changed,
})

const undecided = entry('undecided', {})
const open = entry('open', { consented: true })
const enrolled = entry('enrolled', { consented: true, enrolledAt: 1, keptUntil: '2027-01-31' })
const without = entry('without', { way: 'without' })

test.each([undecided, open, enrolled, without])('$name is told as what it is', trainee => {
  expect(standingOf(trainee)).toBe(trainee.name)
})

test('whoever chose another way is not asked again, whatever was agreed before', () => {
  expect(standingOf({ ...enrolled, way: 'without' })).toBe('without')
  expect(standingOf({ ...open, way: 'without' })).toBe('without')
})

test('not to have chosen, and to go without, are no warnings', () => {
  expect([standingWords.without.tone, standingWords.undecided.tone]).toEqual(['quiet', 'quiet'])
})

test('those who wait to be enrolled come first, and the rest keeps the roster’s order', () => {
  const second = entry('second', { consented: true })
  const sorted = byNeed([without, undecided, open, enrolled, second])
  expect(sorted.map(({ name }) => name)).toEqual(['open', 'second', 'enrolled', 'undecided', 'without'])
  expect(countOf(sorted, 'open')).toBe(2)
})

const FAULTS = [...PICTURE_FAULTS, 'not-one-person'] as const
const photo = (fault: (typeof FAULTS)[number], place = 1) =>
  failingOf({ enrolled: false, why: 'photo', photo: place, fault }, 'frames')

test.each(FAULTS)('%s names the photo, says what to do, and asks for this one alone', fault => {
  const { sentence, again } = photo(fault)
  expect(sentence).toMatch(/^第 2 张：稍向左，.+请重拍这一张。$/)
  expect(again).toBe(1)
})

test('each fault has a sentence of its own', () => {
  expect(new Set(FAULTS.map(fault => photo(fault).sentence)).size).toBe(FAULTS.length)
})

test('of the identity card there is one photo', () => {
  expect(shotsOf['id-photo']).toHaveLength(1)
  const answer = { enrolled: false, why: 'photo', photo: 0, fault: 'blurred' } as const
  expect(failingOf(answer, 'id-photo')).toMatchObject({
    sentence: expect.stringContaining('身份证照片'),
    again: 0,
  })
})

test.each<Extract<EnrolFaceAnswer, { enrolled: false }>['why']>(['no-consent', 'no-engine', 'unavailable'])(
  '%s says that nothing was enrolled, and what is next',
  why => {
    if (why === 'photo') throw new Error('not among these')
    const { sentence, again } = failingOf({ enrolled: false, why }, 'frames')
    expect(sentence).toMatch(/^没有登记：/)
    expect(again).toBeNull()
  },
)

test('every trouble of the camera says what to do', () => {
  for (const sentence of Object.values(cameraWords)) expect(sentence).toMatch(/请/)
})
