import type { CheckInRefusal, TraineeToday } from '../../../cloudfunctions/contract/app'
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

type Bounds = {
  readonly opens: number
  readonly first: number
  readonly last: number
  readonly closes: number
}

/** First start and last end of the day's lessons, and the window around them; null without lessons. */
function boundsOf({ lessons, window }: TraineeToday): Bounds | null {
  if (!window || lessons.length === 0) return null
  return {
    opens: window.start,
    first: Math.min(...lessons.map(lesson => lesson.start)),
    last: Math.max(...lessons.map(lesson => lesson.end)),
    closes: window.end,
  }
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

function end({ last, closes }: Bounds, now: number): NextStep {
  const early = now < last
  return {
    action: '结束签退',
    enabled: true,
    label: early ? '距下课' : '距打卡截止',
    until: early ? last : closes,
    advice: early ? '下课后再签退；现在签退，学时只算到现在。' : '下课了，离开前请签退。',
  }
}

const nextLesson = (date: string | null) =>
  date ? `下一次上课是 ${dateInWords(date)}。` : '后面还没有排课。'

/** Without a line the tap is kept here, and the server decides by its time. */
const WITHOUT_LINE = '没有网络也可以打卡：先记在本机，连上后自动补发，按点击时间计。'

/** Start and end were tapped; not both have arrived. */
export const tappedAndWaiting = resting('今天已打卡', '签到、签退都打了。还没有送达的，连上后自动补发。')

/**
 * What an earlier answer says of the step, while the server can't be asked.
 * @param now the server's clock, as far as the phone can tell
 */
export function stepWithoutLine(today: TraineeToday, now: number): NextStep {
  if (today.next === 'no-lesson' || today.next === 'done') return nextStep(today, now)
  if (boundsOf(today)) {
    const step = nextStep(today, now)
    return { ...step, advice: `${step.advice}${WITHOUT_LINE}` }
  }
  const action = today.next === 'end' ? '结束签退' : '开始签到'
  return { ...resting(action, WITHOUT_LINE), enabled: true }
}

/** `now` is the server's clock. */
export function nextStep(today: TraineeToday, now: number): NextStep {
  const bounds = boundsOf(today)
  if (!bounds || today.next === 'no-lesson') return resting('今天没有课', nextLesson(today.nextLessonDate))
  if (today.next === 'start') return start(bounds, now)
  if (today.next === 'end') return end(bounds, now)
  if (today.next === 'not-yet')
    return {
      ...resting('还没到签到时间', `${hourMinute(bounds.opens)} 起可以签到。`),
      label: '距开放签到',
      until: bounds.opens,
    }
  if (today.next === 'done') return resting('今天已打卡', '签到、签退都收到了。')
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
