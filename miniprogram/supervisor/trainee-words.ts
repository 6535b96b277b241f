import type { TraineeDayRow } from '../../cloudfunctions/contract/app'
import { hourMinute } from '../components/time'
import { traineeDayFlag } from '../components/words'

type Flag = TraineeDayRow['flags'][number]

/** What a tap that is still to come may put right. */
const NOT_YET: ReadonlySet<Flag> = new Set(['absent', 'missing-start', 'missing-end', 'left-early'])

/** Why the day waits for a person; of a day that goes on, only what no later tap changes. */
export const flagsInWords = ({ flags, open }: Pick<TraineeDayRow, 'flags' | 'open'>): string[] =>
  flags.filter(flag => !open || !NOT_YET.has(flag)).map(flag => traineeDayFlag[flag])

/**
 * `08:21 – 16:42`; nobody has forgotten anything while the day goes on.
 * @param waits a tap of theirs waits for a witness, and is told beside it
 */
export function presenceInWords(
  { start, end, open }: Pick<TraineeDayRow, 'start' | 'end' | 'open'>,
  waits: boolean,
): string {
  const none = waits ? '等待见证' : '还没签到'
  if (open && end === null) return start === null ? none : `${hourMinute(start)} 起`
  const time = (at: number | null, missing: string) => (at === null ? missing : hourMinute(at))
  return `${time(start, open ? none : '未签到')} – ${time(end, '未签退')}`
}
