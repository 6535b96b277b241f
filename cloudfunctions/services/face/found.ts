import type { FaceFound, FaceJudged } from '../documents/trainee-days'

/**
 * What a verdict says of the face; null: it says nothing of one. A service tells why a check failed, and not what it had
 * found by then; an engine tells how alike the faces were.
 * Worked: not alive, likeness 0.46 of 0.46: the right face, not alive. Not alive, likeness 0.45, or by WeChat's 90011:
 * not alive, and whose it was is not known. Another's face: whether alive is not known.
 */
export function foundBy({ outcome, figures }: Pick<FaceJudged, 'outcome' | 'figures'>): FaceFound | null {
  switch (outcome) {
    case 'passed':
      return { matched: true, live: true }
    case 'uncertain':
      return { matched: null, live: true }
    case 'not-same-person':
      return { matched: false, live: null }
    case 'not-live': {
      const alike = figures !== null && figures.likeness !== null && figures.likeness >= figures.threshold
      return { matched: alike ? true : null, live: false }
    }
    default:
      return null
  }
}
