import type { CheckInView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { hourMinute } from '../../components/time'
import { boundsOf, leavesEarlyBy } from './next'

/**
 * What may be tapped once more while the window is open. Of several check-ins of a kind the rules choose (R7): the
 * earliest start and the latest end that is in time and needs no reviewer, otherwise the earliest start and the latest
 * end of all. So no further tap takes hours away; the worst that it brings is a reviewer's look.
 */

type Kind = CheckInView['kind']

/** As the server has told it; `next` by now, and with the taps that it does not know of yet. */
type Now = Pick<TraineeToday, 'checkIns' | 'lessons' | 'window' | 'graceMs' | 'next'>

const isOpen = ({ window }: Now, now: number) => window !== null && window.start <= now && now <= window.end

const ofKind = ({ checkIns }: Now, kind: Kind) => checkIns.filter(checkIn => checkIn.kind === kind)

/** There are such check-ins, and none of them counts before somebody has vouched for it. */
function isWaiting(today: Now, kind: Kind): boolean {
  const known = ofKind(today, kind)
  return known.length > 0 && known.every(({ state }) => state === 'waiting')
}

/**
 * For which check-in the code of the room is typed; null: for none now. While a start waits and class goes on it is for
 * the start. The code speaks for the moment at which it is typed, so it makes a start of its own; the earlier one stays
 * and counts from its own time once somebody vouches for it.
 */
export function codeIsFor(today: Now, now: number): Kind | null {
  if (today.next === 'start') return 'start'
  if (today.next === 'end')
    return isWaiting(today, 'start') && leavesEarlyBy(today, now) !== null ? 'start' : 'end'
  return today.next === 'done' && isOpen(today, now) && isWaiting(today, 'end') ? 'end' : null
}

/** What a code for a start does beside the start that waits; empty: none does. */
export function codeNote(today: Now, now: number): string {
  const [first] = ofKind(today, 'start')
  const bounds = boundsOf(today)
  if (!first || !bounds) return ''
  const time = hourMinute(first.at)
  return now <= bounds.late
    ? `${time} 的签到在等教师确认。现在用签到码再签一次，当场就算数，不用等教师。`
    : `现在用签到码签到，按现在的时间计。${time} 的那次还在等教师确认，确认后仍从 ${time} 算起。`
}

/** What a further start is good for; null: for nothing. Without the face none is better than the one before (R7). */
export function startAgain(today: Now, now: number, byFace: boolean): string | null {
  const bounds = boundsOf(today)
  // After an end no start does any good: an end counts only after it.
  if (!byFace || !bounds || today.next !== 'end' || ofKind(today, 'start').length === 0) return null
  if (isWaiting(today, 'start'))
    return '签到还在等教师确认。可以用人脸再签一次，按那时计，当场就算数；先前那次确认后，仍从先前的时间算起。'
  return now <= bounds.late
    ? '先前不是在教室按的，到了教室可以再签一次：没迟到的话以这一次为准，不重复计。'
    : null
}

/** Whether a further end may be made, of who has made one. */
export const mayEndAgain = (today: Now, now: number, online: boolean): boolean =>
  today.next === 'done' && (online ? isOpen(today, now) : today.window === null || now <= today.window.end)

export const END_AGAIN = '还要上课的，离开前再签退一次：以最后一次有效的为准，先前的也留着。'

/** A start in time that counts makes one that waits superfluous, likewise an end: nobody is to wait for it. */
export function isSuperseded(today: Now, { kind, state }: CheckInView): boolean {
  const bounds = boundsOf(today)
  if (!bounds || state !== 'waiting') return false
  return ofKind(today, kind).some(
    other =>
      other.state === 'recorded' && (kind === 'start' ? other.at <= bounds.late : other.at >= bounds.early),
  )
}
