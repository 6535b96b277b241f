import type { DayView } from '../../../cloudfunctions/contract/app'
import { hourMinute } from '../../components/time'
import {
  classDayStatus,
  stillOpen,
  traineeDayFlag,
  traineeDayStatus,
  type Words,
} from '../../components/words'

const ofTheRecording: Partial<Record<DayView['classDayStatus'], string>> = {
  flagged: '当天课堂录像待核查',
  rejected: '当天课堂未获认可',
  waiting: '课堂录像还没查清，不是您的问题；查清前这些学时先列为待确认',
}

/** A day of one's own in order still waits, or is lost, with the day of the class. */
export function dayStanding({ open, status, classDayStatus: ofClass }: DayView): Words {
  if (open) return stillOpen
  const inOrder = status === 'clean' || status === 'accepted'
  return inOrder && (ofClass === 'flagged' || ofClass === 'rejected' || ofClass === 'waiting')
    ? classDayStatus[ofClass]
    : traineeDayStatus[status]
}

/** Why a day stands as it does, in words; empty for a day in order. */
export function dayReason(day: DayView): string {
  const own = day.flags.map(flag => traineeDayFlag[flag])
  const isLost = day.status === 'absent' || day.status === 'rejected'
  // Recordings that may yet be found give back nothing that is lost for another reason.
  const ofClass = day.classDayStatus === 'waiting' && isLost ? undefined : ofTheRecording[day.classDayStatus]
  return [...own, ...(ofClass ? [ofClass] : [])].join('，')
}

/** `08:21 – 16:42`, with what is missing said as such. */
export function presence({ open, start, end }: DayView): string {
  if (start === null && end === null) return open ? '还没有打卡' : '未打卡'
  if (open && start !== null && end === null) return `${hourMinute(start)} 起`
  return `${start === null ? '未签到' : hourMinute(start)} – ${end === null ? '未签退' : hourMinute(end)}`
}
