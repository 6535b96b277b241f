import type {
  AttemptView,
  ClassDayDetail,
  TraineeDayRow,
  WitnessView,
} from '../../cloudfunctions/contract/app'
import { seenWords } from '../components/face-looks'
import { checkInKind } from '../components/words'

type Flag = TraineeDayRow['flags'][number]

/** What a day may have beside the word of a witness without a question of its own: the hours already say it. */
const SAYS_NO_MORE: ReadonlySet<Flag> = new Set(['witnessed', 'late', 'left-early'])

/** As many as the server decides on at once. The contract itself would bring its schemas into the app. */
export const MOST_TOGETHER = 50

/** A trainee's day that waits for nothing but that somebody looks at who vouched. */
export interface Vouched {
  readonly trainee: TraineeDayRow
  /** `签到、签退：王老师，看过身份证`: by whose word the check-ins count. */
  readonly words: string
}

/**
 * The days that may be decided on together. Whose face had failed before, who has asked for something, or of whom
 * somebody wants an explanation, is looked at alone.
 */
export function vouchedIn({ row, trainees, attempts, questions }: ClassDayDetail): readonly Vouched[] {
  if (row.open) return []
  const asked = new Set(
    questions.filter(({ answers }) => answers.length === 0).map(({ traineeId }) => traineeId),
  )
  return trainees.flatMap(trainee => {
    const taps = attempts.filter(
      ({ traineeId, refusal }) => traineeId === trainee.traineeId && refusal === null,
    )
    return isPlain(trainee) && !asked.has(trainee.traineeId) && !taps.some(isOverFace)
      ? [{ trainee, words: wordsOf(taps) }]
      : []
  })
}

function isPlain({ status, flags, appeals }: TraineeDayRow): boolean {
  return (
    status === 'flagged' &&
    flags.includes('witnessed') &&
    flags.every(flag => SAYS_NO_MORE.has(flag)) &&
    appeals.every(({ answer }) => answer !== null)
  )
}

const isOverFace = ({ witness }: AttemptView) => witness !== null && witness.overFace !== null

function wordsOf(taps: readonly AttemptView[]): string {
  const kinds = new Map<string, Set<string>>()
  for (const { kind, witness } of taps) {
    if (witness === null) continue
    const word = byWhom(witness)
    kinds.set(word, new Set([...(kinds.get(word) ?? []), checkInKind[kind]]))
  }
  return [...kinds].map(([word, of]) => `${[...of].join('、')}：${word}`).join('；')
}

function byWhom({ by, seen, byRoomCode }: WitnessView): string {
  if (byRoomCode) return `${by}出示的课堂签到码`
  return seen === null ? `${by}见证` : `${by}，${seenWords[seen]}`
}
