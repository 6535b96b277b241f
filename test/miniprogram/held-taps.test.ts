/** @jest-environment node */
import type { EngineVerdict } from '../../cloudfunctions/ports/face-verifier'
import type { Stage } from '../../miniprogram/trainee/today/face/check'
import { engineSaying, installFaces } from '../services/face-engine'
import { attemptsOn, DATE } from '../services/kept'
import { at, School } from '../services/school'
import { TraineePhone } from '../support/trainee-phone'

/** Between the tap and its sending stands a check of the face: what becomes of the tap, whatever becomes of the check. */

const MINUTE = 60_000
const PICTURE = Buffer.from('picture').toString('base64')

// The real one takes three seconds for each clip.
jest.doMock('../../miniprogram/trainee/today/face/film', () => ({
  film: async () => [{ picture: PICTURE, takenAt: 0, step: null }],
}))

let school: School
let phone: TraineePhone
let whose: string

beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '08:20')
  await installFaces(school, 'passed')
  whose = (await school.answer('t1', 'trainee-today', {})).whose
  phone = new TraineePhone(school, 'browser')
  await phone.open()
})
afterEach(async () => {
  phone.close()
  await school.close()
})

const stage = (): Stage => ({
  elder: false,
  camera: async () => ({ traits: { label: 'camera', width: 640, height: 480 }, take: async () => PICTURE }),
  halt: new Promise(() => {}),
  show: () => {},
  judging: () => {},
})
const held = () => phone.app.held.heldTaps(whose)
const says = (outcome: EngineVerdict['outcome']) => {
  school.face = engineSaying(outcome)
}

/** As the button does it: the tap is kept, and then its check is begun. */
async function tap(): Promise<string> {
  const { attempt, check } = phone.app
  const { attemptKey } = await attempt.keepTap(
    { whose, date: DATE, kind: 'start' },
    { check: await check.newCheck() },
  )
  return attemptKey
}

/** One try at the face, and the sending if it was passed. @returns how it ended; null: the app was closed meanwhile */
async function tryFace(): Promise<string | null> {
  const { check, held: holding, attempt } = phone.app
  const [first] = holding.heldTaps(whose)
  if (!first) throw new Error('no tap is held')
  const life = phone.app
  // What an app that was closed would still do is of no interest, nor how its questions failed.
  const isClosed = () => !phone.isOpen || phone.app !== life
  const result = await check.tryFace(first, stage()).catch((error: unknown) => {
    if (!isClosed()) throw error
    return null
  })
  if (result === null || isClosed()) return null
  if (!result.passed) return result.end.kind
  holding.passFace(first.attemptKey, result.checkId)
  await attempt.sendWaiting(whose).catch((error: unknown) => {
    if (!isClosed()) throw error
  })
  return isClosed() ? null : 'passed'
}

const counted = async () => (await attemptsOn(school, DATE)).map(({ face }) => face)
const BY_FACE = [{ matched: true, live: true }]

test('a tap whose face is being checked is not sent, however often the app looks', async () => {
  await tap()
  await phone.look()
  await phone.look()
  expect(phone.sentKeys).toEqual([])
  expect(held()).toHaveLength(1)
})

test('passed, it is sent with its check, once', async () => {
  const key = await tap()
  expect(await tryFace()).toBe('passed')
  expect(phone.sentKeys).toEqual([key])
  expect(await counted()).toEqual(BY_FACE)
  expect(held()).toEqual([])
})

test.each<EngineVerdict['outcome']>(['not-same-person', 'not-live', 'uncertain', 'no-face'])(
  'after %s it is held on, and the next try is another check',
  async outcome => {
    says(outcome)
    await tap()
    expect(await tryFace()).toBe(outcome)
    expect(phone.sentKeys).toEqual([])
    says('passed')
    expect(await tryFace()).toBe('passed')
    expect(await counted()).toEqual(BY_FACE)
  },
)

test('whoever goes on without the face is taken without it, also where a check of it had failed', async () => {
  says('not-same-person')
  const key = await tap()
  await tryFace()
  phone.app.held.goWithoutFace(key)
  await phone.look()
  expect(await counted()).toEqual([null])
})

test('what is told of a check after the tap was let go does not hold it again', async () => {
  const key = await tap()
  phone.app.held.goWithoutFace(key)
  phone.app.held.noteCheck(key, await phone.app.check.newCheck())
  expect(held()).toEqual([])
  await phone.look()
  expect(await counted()).toEqual([null])
})

describe.each(['on the way there', 'on the way back'] as const)('the app is closed %s', dies => {
  test.each(['open-face', 'judge-face', 'check-in'] as const)(
    'of %s: opened again, it comes to one check-in by face',
    async operation => {
      await tap()
      phone.dies = dies
      phone.diesIn = operation
      expect(await tryFace()).toBeNull()
      await phone.open()
      if (operation !== 'check-in') expect(await tryFace()).toBe('passed')
      expect(await counted()).toEqual(BY_FACE)
      expect(new Set(phone.sentKeys).size).toBe(1)
      expect(phone.app.kept.endedTaps(whose)).toHaveLength(1)
    },
  )

  test.each(['open-face', 'judge-face'] as const)(
    'of %s: opened again, it goes on without the face as well',
    async operation => {
      const key = await tap()
      phone.dies = dies
      phone.diesIn = operation
      await tryFace()
      await phone.open()
      phone.app.held.goWithoutFace(key)
      await phone.look()
      expect(await counted()).toEqual([null])
    },
  )
})

test.each([
  [5 * MINUTE, 1, 0],
  [5 * MINUTE + 1, 0, 1],
])('opened again after %i ms, %i taps are held and %i were sent by themselves', async (ms, holds, sent) => {
  await tap()
  phone.kill()
  school.now += ms
  await phone.open()
  expect(held()).toHaveLength(holds)
  expect(await attemptsOn(school, DATE)).toHaveLength(sent)
})

test('one that is on the screen is held however long it takes', async () => {
  await tap()
  const [first] = held()
  phone.app.held.bringToScreen(first!)
  school.now += 10 * MINUTE
  await phone.look()
  expect(phone.sentKeys).toEqual([])
  phone.app.held.takeFromScreen(first!.attemptKey)
  await phone.look()
  expect(phone.sentKeys).toHaveLength(1)
})

test('one outside lessons is asked for no face: it is sent, and told so by its answer', async () => {
  school.now = at('2024-06-08', '03:00')
  const key = await tap()
  const [first] = held()
  await expect(phone.app.check.tryFace(first!, stage())).rejects.toThrow(phone.app.check.NoCheck)
  phone.app.held.goWithoutFace(key)
  await phone.look()
  expect(phone.sentKeys).toEqual([key])
  expect(await attemptsOn(school, '2024-06-08')).toMatchObject([{ refusal: { kind: 'no-lesson-today' } }])
})

test('another tap does not wait for one that is held', async () => {
  await tap()
  const key = await phone.tap('end', whose, DATE)
  expect(phone.sentKeys).toEqual([key])
  expect(held()).toHaveLength(1)
})
