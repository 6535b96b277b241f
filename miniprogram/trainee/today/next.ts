import type { CheckInRefusal, CheckInView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { dateInWords, dayAndTime, hourMinute } from '../../components/time'

/** What the one big button says, and the moment that its ring runs to. */
export interface NextStep {
  readonly action: string
  readonly enabled: boolean
  /** What happens at `until`; without it there is nothing to wait for. */
  readonly label: string
  readonly until: number | null
  readonly advice: string
}

type Tap = Pick<CheckInView, 'kind' | 'at'>

/** The day's instants. */
interface Bounds {
  readonly opens: number
  /** First start of the day's lessons, and until when a start is in time. */
  readonly first: number
  readonly late: number
  /** From when an end is in time, and the last end of the day's lessons. */
  readonly early: number
  readonly last: number
  readonly closes: number
}

type Timetable = Pick<TraineeToday, 'lessons' | 'window' | 'graceMs'>

/** Null without lessons. */
export function boundsOf({ lessons, window, graceMs }: Timetable): Bounds | null {
  if (!window || lessons.length === 0) return null
  const first = Math.min(...lessons.map(lesson => lesson.start))
  const last = Math.max(...lessons.map(lesson => lesson.end))
  return {
    opens: window.start,
    first,
    late: first + graceMs,
    early: last - graceMs,
    last,
    closes: window.end,
  }
}

/** When the page next says something else by itself; null: it stays as it is. */
export function nextMoment(today: Timetable, now: number): number | null {
  const bounds = boundsOf(today)
  const moments = bounds ? Object.values<number>({ ...bounds }).filter(moment => moment >= now) : []
  return moments.length > 0 ? Math.min(...moments) : null
}

/** How long before the last lesson's end a check-out now would be, beyond the grace; null: it costs nothing. */
export function leavesEarlyBy(today: Timetable, now: number): number | null {
  const bounds = boundsOf(today)
  return bounds && now < bounds.early ? bounds.last - now : null
}

const resting = (action: string, advice: string): NextStep => ({
  action,
  enabled: false,
  label: '',
  until: null,
  advice,
})

function start({ first, closes }: Bounds, now: number): NextStep {
  const early = now < first
  return {
    action: '开始签到',
    enabled: true,
    label: early ? '距上课' : '距打卡截止',
    until: early ? first : closes,
    advice: early ? '到了教室再签到。' : '已经上课了，请尽快签到，系统按实际时间计学时。',
  }
}

function end({ early, last, closes }: Bounds, now: number): NextStep {
  const inClass = now < last
  return {
    action: '结束签退',
    enabled: true,
    label: inClass ? '距下课' : '距打卡截止',
    until: inClass ? last : closes,
    advice: endAdvice(now < early, inClass),
  }
}

function endAdvice(early: boolean, inClass: boolean): string {
  if (early) return '下课后再签退；现在签退，学时只算到现在。'
  return inClass ? '快下课了，离开前请签退。' : '下课了，离开前请签退。'
}

/** Who left early by mistake is told so while there is time to mend it. */
function done(bounds: Bounds | null, today: TraineeToday, now: number, taps: readonly Tap[]): NextStep {
  const advice = taps.length > 0 ? '签到、签退都打了。还没有送达的，连上后自动补发。' : '签到、签退都收到了。'
  const ends = [...today.checkIns, ...taps].filter(({ kind }) => kind === 'end').map(({ at }) => at)
  const leftAt = Math.max(...ends)
  if (!bounds || leftAt >= bounds.early || now > bounds.closes) return resting('今天已打卡', advice)
  const left = `${hourMinute(leftAt)} 已签退，学时只算到那时。`
  return resting('已签退', `${left}还在上课的，离开前请再签退一次。`)
}

const nextLesson = (date: string | null) =>
  date ? `下一次上课是 ${dateInWords(date)}。` : '后面还没有排课。'

/** A check of the face was broken off: the tap is here, and how it goes on is for the person to say. */
export const oneStepMore = resting('还差一步', '有一次打卡还没有送出，请在下面选一种办法。')

/**
 * What an earlier answer says of the step, while the server can't be asked.
 * @param now the server's clock, as far as the phone can tell
 */
export function stepWithoutLine(today: TraineeToday, now: number, taps: readonly Tap[]): NextStep {
  const { next } = today
  if (boundsOf(today) || next === 'no-lesson' || next === 'done') return nextStep(today, now, taps)
  return { ...resting(next === 'end' ? '结束签退' : '开始签到', ''), enabled: true }
}

/**
 * @param today its `next` by now, and with the taps
 * @param now the server's clock
 * @param taps those of the day that the server does not know of yet
 */
export function nextStep(today: TraineeToday, now: number, taps: readonly Tap[]): NextStep {
  const bounds = boundsOf(today)
  const { next } = today
  if (next === 'done') return done(bounds, today, now, taps)
  if (!bounds || next === 'no-lesson') return resting('今天没有课', nextLesson(today.nextLessonDate))
  if (next === 'start') return start(bounds, now)
  if (next === 'end') return end(bounds, now)
  if (next === 'not-yet')
    return {
      ...resting('还没到签到时间', `${hourMinute(bounds.opens)} 起可以签到。`),
      label: '距开放签到',
      until: bounds.opens,
    }
  return resting('打卡已截止', `今天的打卡在 ${hourMinute(bounds.closes)} 截止。漏打卡可以申请补签。`)
}

export function refusalInWords(refusal: CheckInRefusal): string {
  if (refusal.kind === 'no-lesson-today') return `今天没有课。${nextLesson(refusal.nextLessonDate)}`
  if (refusal.kind === 'too-late')
    return `这次打卡是 ${dayAndTime(refusal.tappedAt)} 点击的，超过 ${refusal.mostDays} 天才送达，不能再计入。漏打卡请告诉教师。`
  if (refusal.kind === 'wrong-code') return wrongCode(refusal.triesLeft)
  const { opensAt, closesAt, now } = refusal
  return now < opensAt
    ? `还没到打卡时间，${hourMinute(opensAt)} 起可以打卡。`
    : `今天的打卡已在 ${hourMinute(closesAt)} 截止。漏打卡可以申请补签。`
}

/** The code changes each quarter of a minute: who was slow reads it once more. */
const wrongCode = (triesLeft: number) =>
  triesLeft > 0
    ? `课堂签到码不对，或者已经换了。请看教室屏幕上现在的六位数字，再打一次卡；今天还可以试 ${triesLeft} 次。`
    : '课堂签到码今天错得太多了，请直接打卡，让教师当面确认。'
