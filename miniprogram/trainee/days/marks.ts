import type { DayView, MyDays } from '../../../cloudfunctions/contract/app'
import type { CalendarDay } from '../../components/calendar'
import { dateInWords } from '../../components/time'
import { signs, type Words } from '../../components/words'
import { dayStanding } from './reason'

/** Of what is still to come. */
export const AHEAD = '○'

export function hoursOfDay({ open, confirmedHours, provisionalHours, scheduledHours }: DayView): string {
  if (open) return `${scheduledHours} 学时的课`
  const waiting = provisionalHours - confirmedHours
  return `${confirmedHours} / ${scheduledHours} 学时${waiting > 0 ? `，待确认 ${waiting} 学时` : ''}`
}

function marked(day: DayView, today: string): CalendarDay {
  const { text, tone } = dayStanding(day)
  const date = `${dateInWords(day.date)}${day.date === today ? '，今天' : ''}`
  return { date: day.date, tone, sign: signs[tone], label: `${date}，${text}，${hoursOfDay(day)}` }
}

/** Every day with lessons, as the calendar shows it. */
export function calendarDays({ days, ahead, today }: MyDays): CalendarDay[] {
  return [
    ...days.map(day => marked(day, today)),
    ...ahead.map(
      ({ date, scheduledHours }): CalendarDay => ({
        date,
        tone: 'open',
        sign: AHEAD,
        label: `${dateInWords(date)}，还没上，${scheduledHours} 学时的课`,
      }),
    ),
  ]
}

const meanings: Readonly<Record<Words['tone'], string>> = {
  good: '正常',
  wait: '待核查',
  bad: '缺勤或不予认可',
  quiet: '进行中',
}

/** What the signs on some days mean, each once. */
export function signMeanings(days: readonly CalendarDay[]): readonly string[] {
  const tones = (['good', 'wait', 'bad', 'quiet'] as const).filter(tone =>
    days.some(day => day.tone === tone),
  )
  const known = tones.map(tone => `${signs[tone]} ${meanings[tone]}`)
  return days.some(({ tone }) => tone === 'open') ? [...known, `${AHEAD} 还没上`] : known
}

/** The day that a page opens with: today's, else the last one before it, else the first to come. */
export function firstChosen({ days, ahead }: Pick<MyDays, 'days' | 'ahead'>): string | null {
  return days.at(-1)?.date ?? ahead[0]?.date ?? null
}
