import type {
  AttemptView,
  CameraDayView,
  CameraState,
  CheckInRefusal,
  CheckInState,
  ClassDayRow,
  DayView,
  LessonView,
} from '../../cloudfunctions/contract/app'
import type { Role } from '../../cloudfunctions/contract/roles'
import { classDayStatusWords, traineeDayStatusWords } from '../../cloudfunctions/contract/words'
import { hourMinute } from './time'

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
  waiting: { text: '录像待查清', tone: 'wait' },
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
  'deleted-since': { text: '查到过的录像后来被删除', tone: 'bad' },
  'camera-offline': { text: '摄像头离线，还没查到', tone: 'bad' },
  unreachable: { text: '平台没有答复，还没查到', tone: 'wait' },
  'not-asked': { text: '还没有向平台查询', tone: 'quiet' },
  'retention-passed': { text: '已过平台保存期，查不到', tone: 'wait' },
}

type Silence = ClassDayRow['silent'][number]['silence']

/** Something was found, and there may be more that could not be asked for. */
const perhapsMore: Record<Silence, Words> = {
  'camera-offline': { text: '有录像；摄像头离线，可能不全', tone: 'wait' },
  unreachable: { text: '有录像；平台没有答复，可能不全', tone: 'wait' },
  'not-asked': { text: '有录像；当天还没有查完', tone: 'quiet' },
  'retention-passed': { text: '有录像；查询时已过保存期，可能不全', tone: 'wait' },
}

const isSilence = (state: CameraState): state is Silence => state in perhapsMore

/** What is known of a camera's day, in words: its state, with what was found all the same. */
export const cameraStanding = ({ state, runs }: Pick<CameraDayView, 'state' | 'runs'>): Words =>
  runs.length > 0 && isSilence(state) ? perhapsMore[state] : cameraState[state]

export const checkInState: Record<CheckInState, Words> = {
  recorded: { text: '已记录', tone: 'good' },
  waiting: { text: '等待教师确认', tone: 'wait' },
}

export const attemptState = ({ refusal, state }: AttemptView): Words =>
  refusal ? { text: '未通过', tone: 'bad' } : checkInState[state]

/** Why a tap was refused, for whoever looks into it later. */
export function refusedBecause(refusal: CheckInRefusal): string {
  if (refusal.kind === 'no-lesson-today') return '当天没有课'
  if (refusal.kind === 'too-late') return `超过 ${refusal.mostDays} 天才送达`
  if (refusal.kind === 'wrong-code') return '课堂签到码不对'
  return `不在打卡时段（${hourMinute(refusal.opensAt)}–${hourMinute(refusal.closesAt)}）`
}

export const checkInKind = { start: '签到', end: '签退' } as const
export const verdicts = { accepted: '认可', rejected: '不予认可' } as const

export const lessonWords = (lesson: LessonView): string =>
  `${lesson.kind === 'theory' ? '理论' : '实操'} · ${lesson.delivery === 'online' ? '线上' : '线下'} · ${lesson.hours} 学时`

/** Ten-thousandths as `93.33%`. */
export const rateWords = (rate: number): string => `${(rate / 100).toFixed(2)}%`

/** Fen as `1,234.50 元`. */
export function yuan(fen: number): string {
  const whole = String(Math.floor(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')} 元`
}

export const roleWords: Record<Role, string> = {
  trainee: '学员',
  instructor: '教师',
  provider: '承训单位',
  supervisor: '监管人员',
  finance: '财务',
  auditor: '审计',
  administrator: '管理员',
}
