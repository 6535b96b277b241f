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

/** What holds from a day on. A figure is never changed in its place: a new edition begins on a day of its own. */
export interface FaceParameters {
  readonly from: DateText
  /** For a template of three frames, and for one of one photo. */
  readonly likeness: Readonly<Record<'frames' | 'id-photo', LikenessThresholds>>
  readonly enrol: PictureGates & {
    /** How alike the photos of one enrolment must be, each to each: cosine in ten-thousandths. */
    readonly leastLikeness: number
  }
  readonly check: PictureGates
  readonly challenge: ChallengeParameters
  readonly film: FilmParameters
  readonly liveness: LivenessParameters
}

/** Milliseconds, of which one is drawn: both ends can be. */
export interface Span {
  readonly least: number
  readonly most: number
}

/** What is drawn of a challenge. */
export interface ChallengeParameters {
  /** Each doubles what somebody with a film of the person must have filmed. */
  readonly steps: number
  /** How long somebody looks straight ahead before the first step, and how long a step lasts. */
  readonly straight: Span
  readonly step: Span
  /** So much longer lasts a turn that begins from a turn to the other side, in milliseconds: it is twice as far. */
  readonly swing: number
}

/** What a clip must be like to be a film of what was asked, whoever is on it. */
export interface FilmParameters {
  /** A slow phone takes fewer pictures: two of each stretch are the fewest in which anything can be seen to move. */
  readonly leastStraightFrames: number
  readonly leastStepFrames: number
  /** So long before a clip is over its last picture may be taken, in milliseconds. */
  readonly lastFrameBefore: number
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
  /** What a head shows on its way to a turn, which a photo of a turned head that is swapped in has not gone. */
  readonly onTheWay: {
    /** More than a flat picture shows that is held as straight as `leastBreadth` asks; as `leastParallax`. */
    readonly leastParallax: number
    /** In percent of where the turn came to: more than a photo of a turned head seems to move in a hand. */
    readonly mostOfTheTurn: number
    /** As `leastBreadth`. */
    readonly leastBreadth: number
  }
}

const PARAMETERS_2026_11: FaceParameters = {
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
  challenge: {
    steps: 2,
    straight: { least: 450, most: 750 },
    step: { least: 1_050, most: 1_350 },
    swing: 400,
  },
  film: { leastStraightFrames: 2, leastStepFrames: 2, lastFrameBefore: 100 },
  liveness: {
    leastLikeness: 3000,
    leastParallax: 600,
    leastBreadth: 72,
    leastNearer: 25,
    onTheWay: { leastParallax: 170, mostOfTheTurn: 75, leastBreadth: 90 },
  },
}

/** Oldest first. */
export const EDITIONS: readonly FaceParameters[] = [PARAMETERS_2026_11]

/** What holds on a date; before the first edition that one. */
export function parametersOn(date: DateText, editions: readonly FaceParameters[] = EDITIONS): FaceParameters {
  return editions.filter(({ from }) => from <= date).at(-1) ?? editions[0]!
}
