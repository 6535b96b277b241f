import { classDayFlagWords } from '../../contract/words'
import type { JudgedDay } from '../documents/judged-days'

/** What on a class-day waits for an explanation or a decision, in words; null: nothing that is known to be wrong. */
export function flaggedReason({ status, flags, traineeDays, pending }: JudgedDay): string | null {
  // What a trainee asks is for the supervisors alone, and may wait on a day that was rejected.
  if (pending === 0 || status === 'rejected') return null
  if (status === 'flagged') return flags.map(flag => classDayFlagWords[flag]).join('、')
  const flagged = traineeDays.filter(day => day.status === 'flagged').length
  return flagged === 0 ? null : `${flagged} 名学员的考勤待核查`
}
