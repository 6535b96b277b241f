import type { DayView, MyDay } from '../../../cloudfunctions/contract/app'
import type { AppealKind } from '../../../cloudfunctions/contract/appeals'
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

const nextTime: Partial<Record<DayView['flags'][number], string>> = {
  'outside-site': '下次请到了教室再打卡。',
  'no-location': '下次打卡时请允许使用位置。',
  'shared-device': '下次请用自己的手机打卡。',
}

function whileFlagged({ flags, mayAppeal }: MyDay): string {
  const isForgotten = flags.includes('missing-end') || flags.includes('missing-start')
  if (isForgotten && mayAsk('make-up', mayAppeal))
    return '请申请补签，写明当天几点到、几点走，由监管人员核定；核定后才计学时。'
  if (flags.includes('missing-end')) return '请告诉任课教师您当天几点离开，由监管人员核定；核定后才计学时。'
  if (flags.includes('missing-start')) return '请告诉任课教师您当天几点到的，由监管人员核定；核定后才计学时。'
  const advice = flags.map(flag => nextTime[flag] ?? '').join('')
  return `等监管人员核查，现在不用您做什么。${advice}`
}

const mayAsk = (kind: AppealKind, mayAppeal: MyDay['mayAppeal']) => mayAppeal.some(one => one.kind === kind)

const ASK_FOR_THE_DAY = '当天确实来上课了的话，请告诉任课教师，由监管人员核对后补认。'

function whileOpen({ start, end }: DayView): string {
  if (start === null) return '打卡还没截止，别忘了签到和签退。'
  return end === null ? '下课后请签退。' : '等打卡截止后计学时，现在不用您做什么。'
}

/**
 * What to do about a day, or whom to ask; empty where nothing is to be done.
 * @param provider its name
 */
export function whatNext(day: MyDay, provider: string): string {
  const { open, status, classDayStatus: ofClass, mayAppeal } = day
  if (open) return whileOpen(day)
  if (day.appeals.some(({ answer }) => answer === null))
    return '等监管人员处理您提交的申请，现在不用您做什么。'
  if (status === 'rejected' || ofClass === 'rejected') {
    const isOffered = mayAsk('appeal', mayAppeal)
    return isOffered ? '有疑问可以在下面申诉，由监管人员复核。' : `有疑问请找${provider}，由监管人员复核。`
  }
  if (status === 'absent') {
    if (mayAsk('make-up', mayAppeal)) return '当天确实来上课了的话，请申请补签，由监管人员核对后补认。'
    if (mayAsk('appeal', mayAppeal)) return '当天确实来上课了的话，可以在下面申诉，由监管人员核对后补认。'
    return ASK_FOR_THE_DAY
  }
  if (status === 'flagged') return whileFlagged(day)
  if (ofClass === 'flagged' || ofClass === 'waiting') return '等监管人员核查课堂录像，现在不用您做什么。'
  return ''
}
