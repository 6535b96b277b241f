import type { FaceChallenge, FaceStep } from '../../../../cloudfunctions/contract/face'

/** One thing that the person is asked to do, and when pictures are taken meanwhile. */
export interface Stretch {
  /** The place in the challenge; null: straight ahead, before it. */
  readonly step: number | null
  readonly sentence: string
  /** Points the way, as in a mirror; empty: there is none to point. */
  readonly sign: string
  readonly lasts: number
  /** Milliseconds since the stretch began. */
  readonly shots: readonly number[]
}

const STRAIGHT = { sentence: '请正对镜头', sign: '' }

const said: Readonly<Record<FaceStep, { readonly sentence: string; readonly sign: string }>> = {
  'turn-left': { sentence: '请慢慢向左转头', sign: '←' },
  'turn-right': { sentence: '请慢慢向右转头', sign: '→' },
  blink: { sentence: '请闭一下眼睛，再睁开', sign: '' },
  nearer: { sentence: '请把脸靠近一点', sign: '' },
}

/**
 * Milliseconds beside what the server drew, and the first picture of a step: nobody has begun to turn sooner. Whoever
 * wants big text is given time to hear the sentence and to do it, and is shown on the way all the same.
 */
const PACES = {
  usual: { straight: 0, step: 0, first: 450, shots: 6 },
  elder: { straight: 900, step: 1_850, first: 600, shots: 8 },
} as const

const STRAIGHT_SHOTS = 3
/** With those straight ahead no more than a check takes, whatever it asks for. */
const MOST_STEP_SHOTS = 16
/** The last picture of a stretch is taken so long before its end. */
const BEFORE_THE_END = 50

/** Evenly, the first and the last included. */
const evenly = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, n) => Math.round(from + (n * (to - from)) / Math.max(1, count - 1)))

/** Straight ahead, then what the server drew: a clip of some three seconds, or as long as somebody needs. */
export function stretchesOf({ steps, lasts }: FaceChallenge, elder: boolean): readonly Stretch[] {
  const pace = PACES[elder ? 'elder' : 'usual']
  const shots = Math.min(pace.shots, Math.floor(MOST_STEP_SHOTS / Math.max(1, steps.length)))
  const [straight = 0, ...each] = lasts
  const ahead = straight + pace.straight
  const first = {
    ...STRAIGHT,
    step: null,
    lasts: ahead,
    shots: evenly(STRAIGHT_SHOTS, ahead / 3, ahead - BEFORE_THE_END),
  }
  return [
    first,
    ...steps.map((name, place) => {
      const long = (each[place] ?? 0) + pace.step
      return {
        ...said[name],
        step: place,
        lasts: long,
        shots: evenly(shots, pace.first, long - BEFORE_THE_END),
      }
    }),
  ]
}
