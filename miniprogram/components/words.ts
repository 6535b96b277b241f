import type {
  CameraState,
  CheckInState,
  ClassDayRow,
  DayView,
  LessonView,
} from '../../cloudfunctions/contract/app'
import { classDayStatusWords, traineeDayStatusWords } from '../../cloudfunctions/contract/words'

export {
  classDayFlagWords as classDayFlag,
  traineeDayFlagWords as traineeDayFlag,
} from '../../cloudfunctions/contract/words'

/** A state in words, with a tone and a sign, so that colour never says it alone. */
export interface Words {
  readonly text: string
  readonly tone: 'good' | 'wait' | 'bad' | 'quiet'
}

export const signs: Record<Words['tone'], string> = { good: '✓', wait: '!', bad: '×', quiet: '–' }

export const classDayStatus: Record<ClassDayRow['status'], Words> = {
  compliant: { text: classDayStatusWords.compliant, tone: 'good' },
  flagged: { text: classDayStatusWords.flagged, tone: 'wait' },
  accepted: { text: classDayStatusWords.accepted, tone: 'good' },
  rejected: { text: classDayStatusWords.rejected, tone: 'bad' },
  'not-required': { text: classDayStatusWords['not-required'], tone: 'quiet' },
}

/** A day whose window is still open: how it stands so far says nothing yet. */
export const stillOpen: Words = { text: '进行中', tone: 'quiet' }

export const traineeDayStatus: Record<DayView['status'], Words> = {
  clean: { text: traineeDayStatusWords.clean, tone: 'good' },
  flagged: { text: traineeDayStatusWords.flagged, tone: 'wait' },
  accepted: { text: traineeDayStatusWords.accepted, tone: 'good' },
  rejected: { text: traineeDayStatusWords.rejected, tone: 'bad' },
  absent: { text: traineeDayStatusWords.absent, tone: 'bad' },
}

/** What is not known is never said as "nothing was recorded". */
export const cameraState: Record<CameraState, Words> = {
  'has-recordings': { text: '平台上有录像', tone: 'good' },
  'no-recordings': { text: '平台上没有录像', tone: 'wait' },
  'camera-offline': { text: '摄像头离线', tone: 'bad' },
  unreachable: { text: '平台暂时连不上，有没有录像还不知道', tone: 'wait' },
  'not-asked': { text: '还没有向平台查询', tone: 'quiet' },
}

export const checkInState: Record<CheckInState, Words> = {
  recorded: { text: '已记录', tone: 'good' },
  waiting: { text: '等待教师见证', tone: 'wait' },
}

export const checkInKind = { start: '签到', end: '签退' } as const
export const verdicts = { accepted: '认可', rejected: '不予认可' } as const

export const lessonWords = (lesson: LessonView): string =>
  `${lesson.kind === 'theory' ? '理论' : '实操'} · ${lesson.delivery === 'online' ? '线上' : '线下'} · ${lesson.hours} 学时`

/** Ten-thousandths as `93.33%`. */
export const rateWords = (rate: number): string => `${(rate / 100).toFixed(2)}%`
