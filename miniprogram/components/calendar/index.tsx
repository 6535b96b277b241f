import { Text, View } from '@tarojs/components'
import { role, spoken } from '../aria'
import { Button } from '../button'
import { blanksBefore, datesOf, monthInWords, weekdayOf, weekdays } from './months'
import './index.scss'

export interface CalendarDay {
  readonly date: string
  readonly tone: 'good' | 'wait' | 'bad' | 'quiet' | 'open'
  /** How the day stands, as one sign: colour never says it alone. */
  readonly sign: string
  /** The day in words, for who can't see its place and sign. */
  readonly label: string
}

interface TurnProps {
  readonly months: readonly string[]
  readonly month: string
  readonly onTurn: (month: string) => void
}

function Turn({ months, month, onTurn }: TurnProps) {
  const at = months.indexOf(month)
  const [before, after] = [months[at - 1], months[at + 1]]
  const way = (to: string | undefined, words: string) => (
    <Button look="quiet" disabled={to === undefined} onPress={() => to !== undefined && onTurn(to)}>
      {words}
    </Button>
  )
  return (
    <View className="calendar-head">
      {months.length > 1 && way(before, '上个月')}
      <View className="calendar-month">{monthInWords(month)}</View>
      {months.length > 1 && way(after, '下个月')}
    </View>
  )
}

interface CellProps {
  readonly date: string
  readonly day: CalendarDay | undefined
  readonly isToday: boolean
  readonly chosen: boolean
  readonly onChoose: (date: string) => void
}

function Cell({ date, day, isToday, chosen, onChoose }: CellProps) {
  const number = Number(date.slice(8))
  if (!day)
    return (
      <View className={`calendar-free ${isToday ? 'calendar-today' : ''}`} aria-hidden="true">
        {number}
      </View>
    )
  return (
    <View className={`calendar-day ${isToday ? 'calendar-today' : ''}`}>
      <Button look="quiet" pressed={chosen} label={day.label} onPress={() => onChoose(date)}>
        <Text className="calendar-number">
          {number}
          <Text className="calendar-weekday">日 周{weekdayOf(date)}</Text>
        </Text>
        <Text className={`calendar-sign calendar-${day.tone}`}>{day.sign}</Text>
      </Button>
    </View>
  )
}

interface Props extends TurnProps {
  readonly days: readonly CalendarDay[]
  readonly today: string
  readonly chosen: string | null
  readonly onChoose: (date: string) => void
}

/**
 * One month of days, Monday first. Only days that are given can be chosen. In elder mode on a phone a week is wider than
 * the screen, so that there the given days alone stand one after another, each with its weekday.
 */
export function Calendar({ days, today, chosen, onChoose, ...turn }: Props) {
  const dayOn = new Map(days.map(day => [day.date, day]))
  return (
    <View className="calendar" {...role('group')} {...spoken(monthInWords(turn.month))}>
      <Turn {...turn} />
      <View className="calendar-grid">
        {weekdays.map(weekday => (
          <View className="calendar-weekday-head" key={weekday} aria-hidden="true">
            {weekday}
          </View>
        ))}
        {Array.from({ length: blanksBefore(turn.month) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places have nothing but their place.
          <View className="calendar-free" key={`blank-${i}`} />
        ))}
        {datesOf(turn.month).map(date => (
          <Cell
            key={date}
            date={date}
            day={dayOn.get(date)}
            isToday={date === today}
            chosen={date === chosen}
            onChoose={onChoose}
          />
        ))}
      </View>
    </View>
  )
}
