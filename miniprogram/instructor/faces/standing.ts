import type { FaceRollEntry } from '../../../cloudfunctions/contract/face'
import type { Words } from '../../components/words'

/** `open`: has agreed and can be enrolled; `without`: chose another way, which needs no reason. */
export type FaceStanding = 'open' | 'enrolled' | 'without' | 'undecided'

export function standingOf({ consented, enrolledAt, way }: FaceRollEntry): FaceStanding {
  if (way === 'without') return 'without'
  if (!consented) return 'undecided'
  return enrolledAt === null ? 'open' : 'enrolled'
}

export const standingWords: Record<FaceStanding, Words> = {
  open: { text: '等待登记', tone: 'wait' },
  enrolled: { text: '已登记', tone: 'good' },
  without: { text: '不用人脸打卡', tone: 'quiet' },
  undecided: { text: '还没有选择', tone: 'quiet' },
}

const order: Record<FaceStanding, number> = { open: 0, enrolled: 1, undecided: 2, without: 3 }

/** Those for whom something is to be done first, otherwise as the class has them. */
export const byNeed = (trainees: readonly FaceRollEntry[]): FaceRollEntry[] =>
  [...trainees].sort((a, b) => order[standingOf(a)] - order[standingOf(b)])

export const countOf = (trainees: readonly FaceRollEntry[], wanted: FaceStanding): number =>
  trainees.filter(trainee => standingOf(trainee) === wanted).length
