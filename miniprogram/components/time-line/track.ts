import type { RecordingStore } from '../../../cloudfunctions/contract/app'

export interface Span {
  /** Epoch milliseconds, as every time here. */
  readonly start: number
  readonly end: number
}

/**
 * `plan` what should be, `found` what there is, `inside` what of it lies in class time, `counted` what counts. All
 * others say that there is nothing to see, and each says another reason.
 */
export type Look = 'plan' | 'found' | 'inside' | 'counted' | MissingLook

/**
 * Why nothing is there: `off` the device was off, `gone` it was there once, `none` nothing was recorded; of the others
 * nobody knows: the camera was off when it was asked, the platform gave no answer, it was asked too late, or not yet.
 */
export type MissingLook =
  | 'off'
  | 'gone'
  | 'none'
  | 'camera-offline'
  | 'unreachable'
  | 'retention-passed'
  | 'not-asked'

/** What of a camera's recordings can be played. */
export interface Clip {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly from: number
  readonly to: number
  /** Where it is kept; at least one. */
  readonly stores: readonly RecordingStore[]
}

/** Something to be played, in words. */
export interface Playing {
  readonly clip: Clip
  readonly what: string
}

export type Play = (playing: Playing) => void

export interface Stretch extends Span {
  /** What shows it; left out: nothing does. */
  readonly clip?: Clip | undefined
  readonly look: Look
  /** Written on it where it fits. */
  readonly text: string
  /** What the table says of it. */
  readonly detail: string
}

/** Something that happened at one time. */
export interface Moment {
  /** What shows it; left out: nothing does. */
  readonly clip?: Clip | undefined
  readonly at: number
  /** One character, drawn on the line. */
  readonly sign: string
  readonly detail: string
}

interface Named {
  readonly name: string
  /** Said beside the name; null: it is no number that matters. */
  readonly count: number | null
}

/**
 * One line: stretches of time, or so many moments that they are counted (`taps`), or few that each have a sign. `tall`:
 * what is written on it may need a second line on a phone.
 */
export type Track =
  | (Named & {
      readonly kind: 'stretches'
      readonly stretches: readonly Stretch[]
      /** Said on the line where there is nothing to draw. */
      readonly empty: string
      readonly tall: boolean
    })
  | (Named & { readonly kind: 'taps'; readonly taps: readonly Moment[]; readonly empty: string })
  | (Named & { readonly kind: 'moments'; readonly moments: readonly Moment[] })
