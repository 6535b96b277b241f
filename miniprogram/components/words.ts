import type {
  CameraState,
  CheckInState,
  ClassDayRow,
  DayView,
  LessonView,
} from '../../cloudfunctions/contract/app'

/** A state in words, with a tone and a sign, so that colour never says it alone. */
export interface Words {
  readonly text: string
  readonly tone: 'good' | 'wait' | 'bad' | 'quiet'
}

type ClassDayFlag = ClassDayRow['flags'][number]
type TraineeDayFlag = DayView['flags'][number]

export const signs: Record<Words['tone'], string> = { good: '✓', wait: '!', bad: '×', quiet: '–' }

export const classDayStatus: Record<ClassDayRow['status'], Words> = {
  compliant: { text: '录像合格', tone: 'good' },
  flagged: { text: '待核查', tone: 'wait' },
  accepted: { text: '已认可', tone: 'good' },
  rejected: { text: '不予认可', tone: 'bad' },
  'not-required': { text: '无需录像', tone: 'quiet' },
}

/** A day whose window is still open: how it stands so far says nothing yet. */
export const stillOpen: Words = { text: '进行中', tone: 'quiet' }

export const classDayFlag: Record<ClassDayFlag, string> = {
  'no-recording': '没有录像',
  'too-few-segments': '录像不足 2 段',
  'segment-too-short': '有录像不足 20 分钟',
}

export const traineeDayStatus: Record<DayView['status'], Words> = {
  clean: { text: '正常', tone: 'good' },
  flagged: { text: '待核查', tone: 'wait' },
  accepted: { text: '已认可', tone: 'good' },
  rejected: { text: '不予认可', tone: 'bad' },
  absent: { text: '缺勤', tone: 'bad' },
}

export const traineeDayFlag: Record<TraineeDayFlag, string> = {
  absent: '没有签到和签退',
  late: '迟到',
  'left-early': '早退',
  'missing-start': '没有签到',
  'missing-end': '没有签退',
  'no-location': '打卡时没有位置',
  'outside-site': '打卡不在培训地点',
  'shared-device': '与他人用同一部手机打卡',
  witnessed: '由教师见证打卡',
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
