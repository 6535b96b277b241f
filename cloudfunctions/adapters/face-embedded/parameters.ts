import type { DateText } from '../../domain/model'

/** What a picture must be like to be of use. */
export interface PictureGates {
  /** The height of the face when the picture's longer side is 640 pixels or less. */
  readonly leastFacePixels: number
  /** The variance of the Laplacian of the aligned grey face. */
  readonly leastSharpness: number
  /** The mean grey of the aligned face, 0 to 255. */
  readonly leastBrightness: number
  readonly mostBrightness: number
  /** Degrees to either side, and up or down. */
  readonly mostTurn: number
  /** The area of another face by that of the first. */
  readonly mostSecondFace: number
}

/** From which likeness on two pictures are taken to be of one person: cosines, in ten-thousandths. */
export interface LikenessThresholds {
  readonly accept: number
  /** From here up to `accept` one more try, then a person decides. */
  readonly review: number
}

/** What holds from a day on. A figure is never changed in its place: a new entry begins on a day of its own. */
export interface FaceParameters {
  readonly from: DateText
  /** For a template of three frames, and for one of one photo. */
  readonly likeness: Readonly<Record<'frames' | 'id-photo', LikenessThresholds>>
  readonly enrol: PictureGates & {
    /** How alike the photos of one enrolment must be, each to each: cosine in ten-thousandths. */
    readonly leastLikeness: number
  }
  readonly check: PictureGates
  readonly liveness: LivenessParameters
}

export interface LivenessParameters {
  /** How alike every face of a clip must be to the one that was compared: cosine in ten-thousandths. */
  readonly leastLikeness: number
  /**
   * How far the nose must move before the plane of eyes and mouth, in ten-thousandths of the distance of the outer
   * corners of the eyes: what no flat picture does, however it is turned.
   */
  readonly leastParallax: number
  /**
   * How broad a turned face must still be by its height, in percent of the face that looks straight ahead. A head has
   * turned far enough long before it looks that narrow; a flat picture that is turned farther is read unreliably.
   */
  readonly leastBreadth: number
  /** How much larger the face must have become, in percent. */
  readonly leastNearer: number
}

export const FACE_PARAMETERS_2026_11: FaceParameters = {
  from: '2026-11-23',
  likeness: {
    frames: { accept: 4640, review: 3800 },
    'id-photo': { accept: 4300, review: 3800 },
  },
  enrol: {
    leastFacePixels: 100,
    leastSharpness: 60,
    leastBrightness: 50,
    mostBrightness: 205,
    mostTurn: 25,
    mostSecondFace: 0.15,
    leastLikeness: 4640,
  },
  check: {
    leastFacePixels: 80,
    leastSharpness: 30,
    leastBrightness: 50,
    mostBrightness: 205,
    mostTurn: 30,
    mostSecondFace: 0.15,
  },
  liveness: { leastLikeness: 3000, leastParallax: 600, leastBreadth: 72, leastNearer: 25 },
}
