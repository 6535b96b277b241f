import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openFaceEngine } from '../../../cloudfunctions/adapters/face-embedded'
import { EDITIONS } from '../../../cloudfunctions/adapters/face-embedded/parameters'
import { DAY } from '../../../cloudfunctions/domain/time'
import {
  type FaceEngine,
  type FaceTemplate,
  FaceVerifierError,
} from '../../../cloudfunctions/ports/face-verifier'
import { faceEngineFiles, facePictures } from '../../support/face-clips/files'
import { frameOf, jpegOf, type Pose } from '../../support/face-clips/frame'
import { clipOf, enrolmentPhotos, type Scene, type ShownStep } from '../../support/face-clips/scenes'

const TODAY = '2026-12-01'
/** That of nobody who has moved at all. */
const STRICT = { accept: 10_000, review: 3_000 }
const STEPS: readonly ShownStep[] = ['turn-left', 'nearer']

let engine: FaceEngine
let template: FaceTemplate

beforeAll(async () => {
  engine = await openFaceEngine(faceEngineFiles())
  template = await enrolled('trainee')
})
afterAll(() => engine?.close())

async function enrolled(person: Pose['person']): Promise<FaceTemplate> {
  const enrolment = await engine.enrol(await enrolmentPhotos(person), 'frames', TODAY)
  if (!enrolment.enrolled) throw new Error(`${enrolment.photo}: ${enrolment.fault}`)
  return enrolment.template
}

const photoOf = async (...poses: readonly Pose[]) => jpegOf(await frameOf(...poses))

async function outcomeOf(scene: Scene, steps = STEPS) {
  return (await engine.judge(await clipOf(scene, steps), template)).outcome
}

describe('enrolment', () => {
  it('keeps a template of three frames, which names the models', () => {
    expect(template).toMatchObject({ model: engine.model, basis: 'frames' })
    expect(Buffer.from(template.numbers, 'base64')).toHaveLength(2_048)
  })

  it('keeps a template of one photo of the identity card', async () => {
    const enrolment = await engine.enrol([await photoOf({ person: 'third', near: 1.2 })], 'id-photo', TODAY)
    expect(enrolment).toMatchObject({ enrolled: true, template: { basis: 'id-photo' } })
  })

  it('refuses photos of different people, and names the one that is not like the others', async () => {
    const [first, second] = await enrolmentPhotos('trainee')
    const [stranger] = await enrolmentPhotos('third')
    expect(await engine.enrol([first!, stranger!, second!], 'frames', TODAY)).toEqual({
      enrolled: false,
      photo: 1,
      fault: 'not-one-person',
    })
  })

  it.each<[string, readonly Pose[]]>([
    ['no-face', []],
    [
      'several-faces',
      [
        { person: 'trainee', aside: -0.2 },
        { person: 'third', aside: 0.22 },
      ],
    ],
    ['too-far', [{ person: 'trainee', near: 0.45 }]],
    ['too-dark', [{ person: 'trainee', near: 1.2, light: 0.3 }]],
    ['turned-away', [{ person: 'trainee', near: 1.2, turn: 45 }]],
  ])('says of a picture that is of no use why: %s', async (fault, poses) => {
    const photos = [...(await enrolmentPhotos('trainee'))]
    photos[2] = await photoOf(...poses)
    expect(await engine.enrol(photos, 'frames', TODAY)).toEqual({ enrolled: false, photo: 2, fault })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['garbage', Buffer.from('no picture at all, but long enough to be one of some kind')],
    ['garbage that begins as a JPEG does', Buffer.from([0xff, 0xd8, 0xff, ...Array(200).keys()])],
    [
      'a picture of another kind',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ])('calls %s unreadable', async (_, photo) => {
    expect(await engine.enrol([photo], 'id-photo', TODAY)).toEqual({
      enrolled: false,
      photo: 0,
      fault: 'unreadable',
    })
  })

  it('calls a picture unreadable that was cut off on its way', async () => {
    const photo = readFileSync(join(facePictures(), 'sample6.jpg'))
    expect(await engine.enrol([photo.subarray(0, photo.length / 2)], 'id-photo', TODAY)).toMatchObject({
      fault: 'unreadable',
    })
  })

  it('takes as many photos as its basis asks for', async () => {
    await expect(engine.enrol([], 'id-photo', TODAY)).rejects.toThrow(FaceVerifierError)
    await expect(engine.enrol(await enrolmentPhotos('other'), 'id-photo', TODAY)).rejects.toThrow(
      FaceVerifierError,
    )
  })
})

describe('verdict', () => {
  it('passes the person who was enrolled and does what the challenge asks', async () => {
    const { outcome, figures } = await engine.judge(await clipOf('same-person', STEPS), template)
    expect(outcome).toBe('passed')
    expect(figures.likeness).toBeGreaterThan(figures.threshold)
    expect(figures.steps).toEqual(STEPS.map(step => ({ step, seen: true })))
    expect(figures.lapses).toEqual([])
  })

  it.each<readonly ShownStep[]>([
    ['turn-right', 'nearer'],
    ['nearer', 'turn-left'],
    ['turn-right', 'turn-left'],
  ])('passes %s, then %s', async (...steps) => {
    expect(await outcomeOf('same-person', steps)).toBe('passed')
  })

  it.each<[Scene, string]>([
    ['other-person', 'not-same-person'],
    ['stays-still', 'not-live'],
    ['wrong-side', 'not-live'],
    ['photo-held-still', 'not-live'],
    ['photo-moved', 'not-live'],
    ['photos-swapped', 'not-live'],
    ['two-faces', 'several-faces'],
    ['no-face', 'no-face'],
  ])('of %s is %s', async (scene, outcome) => {
    expect(await outcomeOf(scene)).toBe(outcome)
  })

  it('of photos that are swapped in says that no head was seen to turn', async () => {
    const { figures } = await engine.judge(await clipOf('photos-swapped', STEPS), template)
    expect(figures).toMatchObject({ steps: STEPS.map(step => ({ step, seen: true })), lapses: ['sudden'] })
  })

  it('is not-live when another face takes over for the steps', async () => {
    const [own, others] = [await clipOf('same-person', STEPS), await clipOf('other-person', STEPS)]
    const frames = own.frames.map((frame, i) => (frame.step === null ? frame : others.frames[i]!))
    expect((await engine.judge({ ...own, frames }, template)).outcome).toBe('not-live')
  })

  it('is not-live when the steps come in another order than was asked', async () => {
    const clip = await clipOf('same-person', ['nearer', 'turn-left'])
    expect((await engine.judge({ ...clip, steps: STEPS }, template)).outcome).toBe('not-live')
  })

  it('is not-live when no frame looks straight ahead', async () => {
    const clip = await clipOf('same-person', STEPS)
    const frames = clip.frames.filter(frame => frame.step !== null)
    expect((await engine.judge({ ...clip, frames }, template)).outcome).toBe('not-live')
  })

  it('marks every frame, the same frame alike, and a frame that looks the same nearly alike', async () => {
    const clip = await clipOf('stays-still', STEPS)
    const { figures } = await engine.judge(clip, template)
    const [first] = figures.marks
    expect(figures.marks).toHaveLength(clip.frames.length)
    expect(first!.exact).toMatch(/^[0-9a-f]{64}$/)
    expect(figures.marks[2]).toEqual({ ...first, takenAt: clip.frames[2]!.takenAt })
    const other = (await engine.judge(await clipOf('other-person', STEPS), template)).figures.marks[0]!
    expect(bitsBetween(first!.alike, figures.marks[1]!.alike)).toBeLessThan(10)
    expect(bitsBetween(first!.alike, other.alike)).toBeGreaterThan(16)
  })

  it('is refused for a challenge that a photo could pass, or that asks for what is not measured', async () => {
    const clip = await clipOf('no-face', ['nearer'])
    await expect(engine.judge(clip, template)).rejects.toThrow(FaceVerifierError)
    const blinking = { ...clip, steps: ['turn-left', 'blink'] } as const
    await expect(engine.judge(blinking, template)).rejects.toThrow(FaceVerifierError)
  })

  it('goes by what was in force on the day on which the check was opened', async () => {
    const [now] = EDITIONS
    const stricter = { ...now!, from: '2026-12-02', likeness: { ...now!.likeness, frames: STRICT } }
    const other = await openFaceEngine({ ...faceEngineFiles(), workers: 1, editions: [now!, stricter] })
    try {
      const clip = await clipOf('same-person', STEPS)
      const later = { ...clip, openedAt: clip.openedAt + DAY, arrivedAt: clip.arrivedAt + DAY }
      expect((await other.judge(clip, template)).outcome).toBe('passed')
      expect((await other.judge(later, template)).outcome).toBe('uncertain')
    } finally {
      await other.close()
    }
  })

  it('is refused for a template of another model', async () => {
    const clip = await clipOf('no-face', STEPS)
    await expect(engine.judge(clip, { ...template, model: 'another' })).rejects.toThrow(FaceVerifierError)
  })
})

function bitsBetween(one: string, other: string): number {
  return (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length
}
