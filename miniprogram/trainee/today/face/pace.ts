import type { FaceStep } from '../../../../cloudfunctions/contract/face'

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

/** Milliseconds. Whoever wants big text is given time to hear the sentence and to do it. */
const PACES = {
  usual: { straight: 700, step: 1_150, reaction: 250 },
  elder: { straight: 1_600, step: 3_000, reaction: 1_200 },
} as const

const STRAIGHT_SHOTS = 3
/** With those straight ahead no more than a check takes, whatever it asks for. */
const MOST_STEP_SHOTS = 10
const SHOTS_A_STEP = 5

/** Evenly, the first and the last included. */
const evenly = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, n) => Math.round(from + (n * (to - from)) / Math.max(1, count - 1)))

/** A clip of some three seconds: straight ahead, then what the server drew. */
export function stretchesOf(steps: readonly FaceStep[], elder: boolean): readonly Stretch[] {
  const { straight, step, reaction } = PACES[elder ? 'elder' : 'usual']
  const each = Math.min(SHOTS_A_STEP, Math.floor(MOST_STEP_SHOTS / Math.max(1, steps.length)))
  const first = {
    ...STRAIGHT,
    step: null,
    lasts: straight,
    shots: evenly(STRAIGHT_SHOTS, straight / 3, straight - 50),
  }
  return [
    first,
    ...steps.map((name, place) => ({
      ...said[name],
      step: place,
      lasts: step,
      shots: evenly(each, reaction, step - 50),
    })),
  ]
}
