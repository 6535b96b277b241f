import { parametersOn } from '../../../cloudfunctions/adapters/face-embedded/parameters'
import type {
  FaceReading,
  PictureReading,
  Reading,
} from '../../../cloudfunctions/adapters/face-embedded/reading'
import { verdictOn } from '../../../cloudfunctions/adapters/face-embedded/verdict/judge'
import type { ClipLapse, FaceStep, PictureFault } from '../../../cloudfunctions/domain/evidence/face'
import type { FaceClip, FaceTemplate } from '../../../cloudfunctions/ports/face-verifier'

const PARAMETERS = parametersOn('2026-12-01')
const { check, film, likeness, liveness } = PARAMETERS

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

/** How long each stretch was to last. */
const LASTS = [700, 1_150, 1_100]
const total = (steps: readonly FaceStep[]) =>
  LASTS.slice(0, steps.length + 1).reduce((sum, lasts) => sum + lasts, 0)

/** Frames as an app takes them: evenly within each stretch, the last a moment before its end. */
function clipOf(steps: readonly FaceStep[], frames: readonly Frame[]): FaceClip {
  const lasts = LASTS.slice(0, steps.length + 1)
  return {
    steps,
    lasts,
    frames: frames.map(([step], i) => {
      const part = step === null ? 0 : step + 1
      const same = frames.flatMap(([other], place) => (other === step ? [place] : []))
      const begins = lasts.slice(0, part).reduce((sum, value) => sum + value, 0)
      const share = (same.indexOf(i) + 1) / same.length
      return { picture: new Uint8Array(), takenAt: begins + Math.round(share * (lasts[part]! - 50)), step }
    }),
    openedAt: 0,
    arrivedAt: 5_000,
  }
}

function judged(steps: readonly FaceStep[], frames: readonly Frame[], basis = template.basis) {
  return judgedClip(clipOf(steps, frames), frames, basis)
}

function judgedClip(clip: FaceClip, frames: readonly Frame[], basis = template.basis) {
  const readings = frames.map(([, reading]) => reading)
  return verdictOn(clip, readings, { ...template, basis }, OWN, PARAMETERS)
}

const turned = (aside: number, shown: Shown = {}) => readingOf({ points: pointsOf({ aside }), ...shown })
const STRAIGHT: readonly Frame[] = [
  [null, readingOf()],
  [null, readingOf({ sharpness: 90 })],
]
/** To the left, and seen on the way there. */
const TURN: readonly Frame[] = [
  [0, turned(0.05)],
  [0, turned(0.2)],
]
const TURN_BACK: readonly Frame[] = [
  [1, turned(-0.05)],
  [1, turned(-0.2)],
]
const alikeFrames = (numbers: Float32Array): readonly Frame[] =>
  [...STRAIGHT, ...TURN].map(([step, { exact, picture }]) => [
    step,
    { exact, picture: { ...picture!, face: { ...picture!.face!, numbers } } },
  ])

describe('likeness', () => {
  it.each([
    [likeness.frames.review - 10, 'frames', 'not-same-person'],
    [likeness.frames.review + 10, 'frames', 'uncertain'],
    [likeness.frames.accept - 10, 'frames', 'uncertain'],
    [likeness.frames.accept + 10, 'frames', 'passed'],
    [likeness['id-photo'].accept - 10, 'id-photo', 'uncertain'],
    [likeness['id-photo'].accept + 10, 'id-photo', 'passed'],
  ] as const)('of %d to a template of %s is %s', (figure, basis, outcome) => {
    const { outcome: found, figures } = judged(['turn-left'], alikeFrames(alike(figure)), basis)
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
    const straight = (shown: Shown): readonly Frame[] => [
      [null, readingOf(shown)],
      [null, readingOf({ ...shown, sharpness: Math.min(100, shown.sharpness ?? 100) })],
    ]
    expect(judged(['turn-left'], [...straight(good), ...TURN]).outcome).toBe('passed')
    const verdict = judged(['turn-left'], [...straight(bad), ...TURN])
    expect(verdict.outcome).toBe(fault)
    expect(verdict.figures.likeness).toBeNull()
  })

  it('when nobody is on it, or it can not be read', () => {
    expect(judged(['turn-left'], [[null, NOBODY], [null, NOBODY], ...TURN]).outcome).toBe('no-face')
    const unreadable = judged(['turn-left'], [[null, UNREADABLE], [null, UNREADABLE], ...TURN])
    expect(unreadable.outcome).toBe('unreadable')
    expect(unreadable.figures.marks[0]).toMatchObject({ alike: '0000000000000000' })
  })

  it('only when no other frame that looks straight ahead is good enough', () => {
    const frames: readonly Frame[] = [[null, readingOf({ sharpness: 1 })], [null, readingOf()], ...TURN]
    expect(judged(['turn-left'], frames).outcome).toBe('passed')
  })

  it('when a second face comes in during a step', () => {
    const frames: readonly Frame[] = [...STRAIGHT, ...TURN, [0, turned(0.2, { secondFace: 0.5 })]]
    expect(judged(['turn-left'], frames).outcome).toBe('several-faces')
  })
})

describe('a turn of the head', () => {
  const least = liveness.leastParallax / 10_000
  /** Coming to this, and seen on the way there. */
  const seen = (step: FaceStep, reading: Reading) => {
    if (step === 'nearer') {
      return (
        judged(['turn-left', step], [...STRAIGHT, ...TURN, [1, readingOf()], [1, reading]]).outcome ===
        'passed'
      )
    }
    const side = step === 'turn-left' ? 1 : -1
    return judged([step], [...STRAIGHT, [0, turned(side * 0.04)], [0, reading]]).outcome === 'passed'
  }

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
    expect(judged(['turn-left'], [...STRAIGHT, [0, NOBODY], ...TURN]).outcome).toBe('passed')
    expect(judged(['turn-left'], [...STRAIGHT, [0, NOBODY], [0, NOBODY]]).outcome).toBe('not-live')
  })
})

describe('a turn is seen coming', () => {
  const { leastParallax, mostOfTheTurn, leastBreadth } = liveness.onTheWay
  const least = leastParallax / 10_000
  const lapsesOf = (...frames: readonly Frame[]) =>
    judged(['turn-left'], [...STRAIGHT, ...frames]).figures.lapses
  const onTheWay = (reading: Reading) => lapsesOf([0, reading], [0, turned(0.2)])

  it('when the head has begun to turn, and has not turned all the way', () => {
    const most = (0.2 * mostOfTheTurn) / 100
    expect(onTheWay(turned(least + 0.002))).toEqual([])
    expect(onTheWay(turned(least - 0.002))).toEqual(['sudden'])
    expect(onTheWay(turned(most - 0.002))).toEqual([])
    expect(onTheWay(turned(most + 0.002))).toEqual(['sudden'])
  })

  it('and not when it has begun to the other side', () => {
    expect(onTheWay(turned(-0.05))).toEqual(['sudden'])
  })

  it('and not in what has become as narrow as a photo that is held askew', () => {
    const breadth = (share: number) => readingOf({ points: pointsOf({ aside: 0.05, breadth: share }) })
    expect(onTheWay(breadth(leastBreadth / 100 + 0.01))).toEqual([])
    expect(onTheWay(breadth(leastBreadth / 100 - 0.01))).toEqual(['sudden'])
  })

  it('not in photos that are swapped in, straight ahead and turned', () => {
    const photos: readonly Frame[] = [
      [0, readingOf()],
      [0, turned(0.2)],
      [0, turned(0.19)],
    ]
    expect(lapsesOf(...photos)).toEqual(['sudden'])
  })

  it('or going, in the step that follows', () => {
    const leaving: readonly Frame[] = [
      [0, readingOf()],
      [0, turned(0.2)],
      [1, turned(0.1)],
      [1, readingOf({ points: pointsOf({ size: 1.4 }) })],
    ]
    expect(judged(['turn-left', 'nearer'], [...STRAIGHT, ...leaving]).outcome).toBe('passed')
  })

  it('in one of two turns', () => {
    const sudden = (step: number, aside: number): readonly Frame[] => [
      [step, readingOf()],
      [step, turned(aside)],
    ]
    const both = (...frames: readonly Frame[]) =>
      judged(['turn-left', 'turn-right'], [...STRAIGHT, ...frames]).figures.lapses
    expect(both(...TURN, ...sudden(1, -0.2))).toEqual([])
    expect(both(...sudden(0, 0.2), ...TURN_BACK)).toEqual([])
    expect(both(...sudden(0, 0.2), ...sudden(1, -0.2))).toEqual(['sudden'])
  })

  it('whatever is seen of a face that comes nearer, which a photo can do as slowly', () => {
    const near = (step: number, size: number): Frame => [step, readingOf({ points: pointsOf({ size }) })]
    const frames = [...STRAIGHT, near(0, 1.1), near(0, 1.4), [1, readingOf()], [1, turned(0.2)]] as const
    expect(judged(['nearer', 'turn-left'], frames).figures.lapses).toEqual(['sudden'])
  })
})

describe('a clip', () => {
  const STEPS: readonly FaceStep[] = ['turn-left', 'turn-right']
  const FRAMES = [...STRAIGHT, ...TURN, ...TURN_BACK]
  const CLIP = clipOf(STEPS, FRAMES)
  const last = CLIP.frames.at(-1)!.takenAt

  /** With the frame at this place taken so much earlier or later, by the phone. */
  const moved = (place: number, ms: number): FaceClip => ({
    ...CLIP,
    frames: CLIP.frames.map((frame, i) => (i === place ? { ...frame, takenAt: frame.takenAt + ms } : frame)),
  })
  const refused = (clip: FaceClip, frames: readonly Frame[] = FRAMES): readonly ClipLapse[] | undefined => {
    const { outcome, figures } = judgedClip(clip, frames)
    expect(outcome).toBe(figures.lapses?.length ? 'not-live' : 'passed')
    return figures.lapses
  }

  it('is not-live when its frames go back in time or in the challenge', () => {
    expect(judged(STEPS, FRAMES).outcome).toBe('passed')
    const other = (...frames: readonly Frame[]) => judged(STEPS, frames).figures.lapses
    expect(other(...STRAIGHT, ...TURN_BACK, ...TURN)).toContain('out-of-order')
    expect(other(...TURN, ...STRAIGHT, ...TURN_BACK)).toContain('out-of-order')
    const [first, second] = CLIP.frames.map(({ takenAt }) => takenAt)
    expect(refused(moved(0, second! - first!))).toEqual(['out-of-order'])
    expect(refused(moved(0, second! - first! - 1))).toEqual([])
  })

  it('is not-live with a frame of a step that nobody asked for', () => {
    expect(judged(STEPS, [...FRAMES, [2, readingOf()]]).figures.lapses).toContain('out-of-order')
  })

  it.each([
    ['first', 2, 700],
    ['second', 4, 1_850],
  ])('is not-live when its %s step was seen before it can have been asked for', (_, place, begins) => {
    const at = CLIP.frames[place]!.takenAt
    expect(refused(moved(place, begins - at))).toEqual([])
    expect(refused(moved(place, begins - at - 1))).toEqual(['too-short'])
  })

  it('is not-live when it ends long before it can be over', () => {
    const end = total(STEPS) - film.lastFrameBefore
    expect(refused(moved(5, end - last))).toEqual([])
    expect(refused(moved(5, end - last - 1))).toEqual(['too-short'])
  })

  it('is not-live when all of it is said to have been taken within three milliseconds', () => {
    const frames = CLIP.frames.map((frame, i) => ({ ...frame, takenAt: i }))
    expect(refused({ ...CLIP, frames })).toEqual(['too-short'])
  })

  it('is not-live when it is said to have taken longer than the check has been open here', () => {
    expect(refused({ ...CLIP, openedAt: 1_000, arrivedAt: 1_000 + last })).toEqual([])
    expect(refused({ ...CLIP, openedAt: 1_000, arrivedAt: 1_000 + last - 1 })).toEqual(['too-long'])
  })

  it('may take longer than was drawn: some people need more time', () => {
    const slow = CLIP.frames.map(frame => ({ ...frame, takenAt: 3 * frame.takenAt }))
    expect(refused({ ...CLIP, frames: slow, arrivedAt: 10_000 })).toEqual([])
  })

  it.each([
    ['straight ahead', film.leastStraightFrames, [readingOf()], null],
    ['of a step', film.leastStepFrames, [turned(0.05), turned(0.2)], 0],
  ] as const)(
    'is not-live with fewer pictures %s than can show that anything moves',
    (_, least, [first, other], step) => {
      const others = step === null ? TURN : STRAIGHT
      const withSome = (count: number) => {
        const some = Array.from({ length: count }, (_, i): Frame => [step, (i > 0 && other) || first!])
        return judged(['turn-left'], step === null ? [...some, ...others] : [...others, ...some]).figures
          .lapses
      }
      expect(withSome(least)).toEqual([])
      expect(withSome(least - 1)).toContain('too-few')
    },
  )

  it('is not-live when somebody has turned before they were asked to', () => {
    const straight = (aside: number): Frame => [null, turned(aside, { sharpness: 80 })]
    const least = liveness.leastParallax / 10_000
    const lapses = (aside: number) =>
      judged(['turn-left'], [...STRAIGHT, straight(aside), ...TURN]).figures.lapses
    expect(lapses(least - 0.005)).toEqual([])
    expect(lapses(least + 0.005)).toEqual(['too-soon'])
  })

  it('is not-live when somebody’s place was taken', () => {
    const frames: readonly Frame[] = [...STRAIGHT, ...TURN, [0, turned(0.2, { numbers: alike(1_000) })]]
    expect(judged(['turn-left'], frames).figures.lapses).toEqual(['another-face'])
  })

  it('tells of each step whether it was seen', () => {
    const { outcome, figures } = judged(STEPS, [...STRAIGHT, ...TURN, [1, readingOf()], [1, readingOf()]])
    expect(outcome).toBe('not-live')
    expect(figures).toMatchObject({
      steps: [
        { step: 'turn-left', seen: true },
        { step: 'turn-right', seen: false },
      ],
      lapses: [],
    })
  })

  it('is told with its passive score, which decides nothing', () => {
    const frames: readonly Frame[] = [[null, readingOf({ passive: 0.01 })], STRAIGHT[1]!, ...TURN]
    expect(judged(['turn-left'], frames)).toMatchObject({ outcome: 'passed', figures: { passive: 100 } })
  })
})
