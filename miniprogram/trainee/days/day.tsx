import { View } from '@tarojs/components'
import type { DayView, MyDay, MyDays } from '../../../cloudfunctions/contract/app'
import { heading, role, spoken } from '../../components/aria'
import { Mark } from '../../components/mark'
import { dateInWords } from '../../components/time'
import { Asking } from '../appeal/asking'
import { hoursOfDay } from './marks'
import { dayReason, dayStanding, presence, whatNext } from './reason'

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  if (!text) return null
  return (
    <View className="fact">
      <View className="fact-name">{name}</View>
      <View className="fact-text">{text}</View>
    </View>
  )
}

interface HeldProps {
  readonly day: MyDay
  readonly provider: string
  readonly onAsked: (day: MyDay | null) => void
}

function Held({ day, provider, onAsked }: HeldProps) {
  return (
    <>
      <Fact name="打卡" text={presence(day)} />
      <Fact name="学时" text={hoursOfDay(day)} />
      <Fact name="原因" text={day.open ? '当天打卡截止后再计学时' : dayReason(day)} />
      <Fact name="接下来" text={whatNext(day, provider)} />
      <Asking key={day.date} day={day} onSent={onAsked} />
    </>
  )
}

interface Props {
  readonly days: MyDays
  readonly date: string
  /** A request about a day was sent: the day as it stands now; null: it is to be read anew. */
  readonly onAsked: (day: MyDay | null) => void
}

/** One day with lessons: how it stands, why, and what to do next. */
export function ChosenDay({ days, date, onAsked }: Props) {
  const day = days.days.find(held => held.date === date)
  const ahead = days.ahead.find(coming => coming.date === date)
  const title = dateInWords(date)
  return (
    <View className="chosen" {...role('region')} {...spoken(`${title}的情况`)} aria-live="polite">
      <View className="chosen-head">
        <View className="chosen-date" {...heading(3)}>
          {title}
        </View>
        {day && <Mark words={dayStanding(day)} />}
      </View>
      {day && <Held day={day} provider={days.class.provider} onAsked={onAsked} />}
      {ahead && <Fact name="学时" text={`${ahead.scheduledHours} 学时的课，还没上`} />}
    </View>
  )
}

function Line({ day }: { readonly day: DayView }) {
  const reason = day.open ? '' : dayReason(day)
  return (
    <View className="day" {...role('listitem')}>
      <View className="day-line">
        <View className="day-date">{dateInWords(day.date)}</View>
        <Mark words={dayStanding(day)} />
      </View>
      <View className="day-line">
        <View>{presence(day)}</View>
        <View>{hoursOfDay(day)}</View>
      </View>
      {reason && <View className="note">{reason}</View>}
    </View>
  )
}

/** Some days one under the other, for who reads or hears them rather than taps on them. */
export function DayList({ days }: { readonly days: readonly DayView[] }) {
  return (
    <View {...role('list')}>
      {days.map(day => (
        <Line day={day} key={day.date} />
      ))}
    </View>
  )
}
