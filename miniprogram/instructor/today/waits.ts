import type { CheckInView, Input, RollEntry } from '../../../cloudfunctions/contract/app'
import type { FaceTries } from '../../../cloudfunctions/contract/face'

/** What an instructor goes by. */
type Seen = NonNullable<Input<'witness'>['seen']>

/** What an instructor says of those who are vouched for. */
export interface Said {
  readonly reason: string
  /** What the instructor goes by; null: not said. */
  readonly seen: Seen | null
}

export const unsaid: Said = { reason: '', seen: null }

export interface Waiting {
  readonly name: string
  readonly checkIn: CheckInView
  /** Looks at the face that failed before this tap; null: none. */
  readonly tries: FaceTries | null
}

/** Check-ins that need the instructor's word, in the order in which they came. */
export function waitingOf(roll: readonly RollEntry[]): Waiting[] {
  return roll
    .flatMap(entry =>
      [entry.start, entry.end].flatMap(checkIn =>
        checkIn?.state === 'waiting'
          ? [{ name: entry.name, checkIn, tries: triesBefore(checkIn, entry) }]
          : [],
      ),
    )
    .sort((a, b) => a.checkIn.at - b.checkIn.at)
}

/** What failed in the morning says nothing of an evening without a try: another tap lies between. */
function triesBefore(checkIn: CheckInView, { start, end, faceTries }: RollEntry): FaceTries | null {
  if (faceTries === null) return null
  const isBetween = (other: CheckInView | null) =>
    other !== null && faceTries.lastAt <= other.at && other.at < checkIn.at
  return isBetween(start) || isBetween(end) ? null : faceTries
}

/** What is missing before anybody can be vouched for; null: nothing. @param overFace a look at the face failed */
export function missing({ reason, seen }: Said, overFace: boolean): string | null {
  if (overFace && seen === null)
    return '这次人脸核验没有通过：请先选“看过身份证”或“本人我认识”，确认是他本人再见证。'
  return reason.trim() ? null : '请先写明见证理由。'
}
