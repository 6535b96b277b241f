import { FACE_PARAMETERS_2026_11 } from '../../../cloudfunctions/adapters/face-embedded/parameters'
import type {
  FaceReading,
  PictureReading,
  Reading,
} from '../../../cloudfunctions/adapters/face-embedded/reading'
import { verdictOn } from '../../../cloudfunctions/adapters/face-embedded/verdict/judge'
import type { FaceStep, PictureFault } from '../../../cloudfunctions/domain/evidence/face'
import type { ClipFrame, FaceTemplate } from '../../../cloudfunctions/ports/face-verifier'

const { check, likeness, liveness } = FACE_PARAMETERS_2026_11

const template: FaceTemplate = { model: 'a model', basis: 'frames', numbers: '' }
/** Whom the template is of. */
const OWN = Float32Array.of(1, 0, 0)

/** Somebody as alike as this to the template: a cosine in ten-thousandths. */
const alike = (to: number) => Float32Array.of(to / 10_000, Math.sqrt(1 - (to / 10_000) ** 2), 0)

/**
 * A face of 200 pixels: eyes 100 apart, the mouth 75 below them, the nose between.
 *
 * @param aside how far the tip of the nose stands aside, by the distance of the eyes
 */
function pointsOf({ aside = 0, size = 1, breadth = 1 } = {}): Float32Array {
  const points = new Float32Array(136)
  const put = (which: readonly number[], x: number, y: number) => {
    for (const point of which) points.set([320 + x * size * breadth, 200 + y * size], 2 * point)
  }
  put([36, 37, 41], -50, 0)
  put([38, 39, 40], -20, 0)
  put([42, 43, 47], 20, 0)
  put([44, 45, 46], 50, 0)
  put([29, 30, 33], (aside * 100) / breadth, 41)
  put([48, 60], -25, 75)
  put([54, 64], 25, 75)
  return points
}

interface Shown extends Partial<Omit<FaceReading, 'box'>> {
  readonly faceHeight?: number
  readonly secondFace?: number
}

function readingOf({ faceHeight = 200, secondFace = 0, ...shown }: Shown = {}): Reading {
  const face: FaceReading = {
    box: { left: 220, top: 140, width: 200, height: faceHeight },
    points: pointsOf(),
    numbers: OWN,
    sharpness: 100,
    brightness: 120,
    yaw: 0,
    pitch: 0,
    passive: 0.9,
    ...shown,
  }
  const picture: PictureReading = { width: 640, height: 480, alike: '00000000000000ff', secondFace, face }
  return { exact: 'ab'.repeat(32), picture }
}

const NOBODY: Reading = { exact: '', picture: { ...readingOf().picture!, face: null } }
const UNREADABLE: Reading = { exact: '', picture: null }

type Frame = readonly [step: number | null, reading: Reading]

function judged(steps: readonly FaceStep[], frames: readonly Frame[], basis = template.basis) {
  const clip = frames.map(([step], i): ClipFrame => ({ picture: new Uint8Array(), takenAt: i, step }))
  const readings = frames.map(([, reading]) => reading)
  return verdictOn({ steps, frames: clip }, readings, { ...template, basis }, OWN, FACE_PARAMETERS_2026_11)
}

const turned = (aside: number, shown: Shown = {}) => readingOf({ points: pointsOf({ aside }), ...shown })
const TURN: readonly Frame[] = [[0, turned(0.2)]]

describe('likeness', () => {
  it.each([
    [likeness.frames.review - 10, 'frames', 'not-same-person'],
    [likeness.frames.review + 10, 'frames', 'uncertain'],
    [likeness.frames.accept - 10, 'frames', 'uncertain'],
    [likeness.frames.accept + 10, 'frames', 'passed'],
    [likeness['id-photo'].accept - 10, 'id-photo', 'uncertain'],
    [likeness['id-photo'].accept + 10, 'id-photo', 'passed'],
  ] as const)('of %d to a template of %s is %s', (figure, basis, outcome) => {
    const numbers = alike(figure)
    const { outcome: found, figures } = judged(
      ['turn-left'],
      [
        [null, readingOf({ numbers })],
        [0, turned(0.2, { numbers })],
      ],
      basis,
    )
    expect(found).toBe(outcome)
    expect(figures).toMatchObject({ likeness: figure, threshold: likeness[basis].accept })
  })

  it('is that of the sharpest frame that looks straight ahead', () => {
    const frames: readonly Frame[] = [
      [null, readingOf({ numbers: alike(9_500), sharpness: 60 })],
      [null, readingOf({ numbers: alike(9_000), sharpness: 90 })],
      ...TURN,
    ]
    expect(judged(['turn-left'], frames).figures.likeness).toBe(9_000)
  })
})

describe('a picture is asked for again', () => {
  const LIMITS: readonly (readonly [PictureFault, Shown, Shown])[] = [
    ['too-far', { faceHeight: check.leastFacePixels }, { faceHeight: check.leastFacePixels - 1 }],
    ['too-dark', { brightness: check.leastBrightness }, { brightness: check.leastBrightness - 1 }],
    ['too-bright', { brightness: check.mostBrightness }, { brightness: check.mostBrightness + 1 }],
    ['turned-away', { yaw: -check.mostTurn }, { yaw: -check.mostTurn - 1 }],
    ['turned-away', { pitch: check.mostTurn }, { pitch: check.mostTurn + 1 }],
    ['blurred', { sharpness: check.leastSharpness }, { sharpness: check.leastSharpness - 1 }],
    ['several-faces', { secondFace: check.mostSecondFace }, { secondFace: check.mostSecondFace + 0.01 }],
  ]

  it.each(LIMITS)('when it is %s, and not short of it', (fault, good, bad) => {
    expect(judged(['turn-left'], [[null, readingOf(good)], ...TURN]).outcome).toBe('passed')
    const verdict = judged(['turn-left'], [[null, readingOf(bad)], ...TURN])
    expect(verdict.outcome).toBe(fault)
    expect(verdict.figures.likeness).toBeNull()
  })

  it('when nobody is on it, or it can not be read', () => {
    expect(judged(['turn-left'], [[null, NOBODY], ...TURN]).outcome).toBe('no-face')
    const unreadable = judged(['turn-left'], [[null, UNREADABLE], ...TURN])
    expect(unreadable.outcome).toBe('unreadable')
    expect(unreadable.figures.marks[0]).toMatchObject({ alike: '0000000000000000' })
  })

  it('only when no other frame that looks straight ahead is good enough', () => {
    const frames: readonly Frame[] = [[null, readingOf({ sharpness: 1 })], [null, readingOf()], ...TURN]
    expect(judged(['turn-left'], frames).outcome).toBe('passed')
  })

  it('when a second face comes in during a step', () => {
    const frames: readonly Frame[] = [
      [null, readingOf()],
      [0, turned(0.2, { secondFace: 0.5 })],
    ]
    expect(judged(['turn-left'], frames).outcome).toBe('several-faces')
  })
})

describe('a turn of the head', () => {
  const least = liveness.leastParallax / 10_000
  const seen = (step: FaceStep, reading: Reading) =>
    judged(step === 'nearer' ? ['turn-left', step] : [step], [
      [null, readingOf()],
      ...(step === 'nearer' ? TURN : []),
      [step === 'nearer' ? 1 : 0, reading],
    ]).outcome === 'passed'

  it('is seen when the nose moves far enough before eyes and mouth', () => {
    expect(seen('turn-left', turned(least + 0.005))).toBe(true)
    expect(seen('turn-left', turned(least - 0.005))).toBe(false)
    expect(seen('turn-right', turned(-least - 0.005))).toBe(true)
    expect(seen('turn-right', turned(-least + 0.005))).toBe(false)
  })

  it('to the one side is none to the other', () => {
    expect(seen('turn-left', turned(-0.2))).toBe(false)
    expect(seen('turn-right', turned(0.2))).toBe(false)
  })

  it('is not seen in a face that has become as narrow as a photo seen from its side', () => {
    const breadth = liveness.leastBreadth / 100
    const narrow = (share: number) => readingOf({ points: pointsOf({ aside: 0.2, breadth: share }) })
    expect(seen('turn-left', narrow(breadth + 0.01))).toBe(true)
    expect(seen('turn-left', narrow(breadth - 0.01))).toBe(false)
  })

  it('is not seen in a flat picture that is moved, tilted, made narrower and drawn askew', () => {
    const straight = pointsOf()
    const moved = Float32Array.from(straight)
    for (let i = 0; i < moved.length; i += 2) {
      const [x, y] = [straight[i]!, straight[i + 1]!]
      moved.set([0.8 * x + 0.15 * y + 30, -0.2 * x + 1.1 * y - 12], i)
    }
    expect(seen('turn-left', readingOf({ points: moved }))).toBe(false)
    expect(seen('turn-right', readingOf({ points: moved }))).toBe(false)
  })

  it('is of the same face', () => {
    const numbers = (figure: number) => turned(0.2, { numbers: alike(figure) })
    expect(seen('turn-left', numbers(liveness.leastLikeness + 10))).toBe(true)
    expect(seen('turn-left', numbers(liveness.leastLikeness - 10))).toBe(false)
  })

  it('is followed by coming nearer when the face has grown enough', () => {
    const grown = 1 + liveness.leastNearer / 100
    const near = (size: number) => readingOf({ points: pointsOf({ size }) })
    expect(seen('nearer', near(grown + 0.01))).toBe(true)
    expect(seen('nearer', near(grown - 0.01))).toBe(false)
  })

  it('may lose the face in a frame, but not in all', () => {
    const straight: Frame = [null, readingOf()]
    expect(judged(['turn-left'], [straight, [0, NOBODY], ...TURN]).outcome).toBe('passed')
    expect(judged(['turn-left'], [straight, [0, NOBODY]]).outcome).toBe('not-live')
  })
})

describe('a clip', () => {
  it('is not-live when its frames go back in time or in the challenge', () => {
    const left: Frame = [0, turned(0.2)]
    const right: Frame = [1, turned(-0.2)]
    const straight: Frame = [null, readingOf()]
    expect(judged(['turn-left', 'turn-right'], [straight, left, right]).outcome).toBe('passed')
    expect(judged(['turn-left', 'turn-right'], [straight, right, left]).outcome).toBe('not-live')
    expect(judged(['turn-left', 'turn-right'], [left, straight, right]).outcome).toBe('not-live')
  })

  it('tells of each step whether it was seen', () => {
    const { outcome, figures } = judged(['turn-left', 'turn-right'], [[null, readingOf()], ...TURN])
    expect(outcome).toBe('not-live')
    expect(figures.steps).toEqual([
      { step: 'turn-left', seen: true },
      { step: 'turn-right', seen: false },
    ])
  })

  it('is told with its passive score, which decides nothing', () => {
    const frames: readonly Frame[] = [[null, readingOf({ passive: 0.01 })], ...TURN]
    expect(judged(['turn-left'], frames)).toMatchObject({ outcome: 'passed', figures: { passive: 100 } })
  })
})
