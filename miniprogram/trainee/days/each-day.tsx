import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { MyDay, MyDays } from '../../../cloudfunctions/contract/app'
import { Calendar } from '../../components/calendar'
import { monthOf, monthsOf } from '../../components/calendar/months'
import { Fold } from '../../components/fold'
import { Section } from '../../components/page'
import { ChosenDay, DayList } from './day'
import { calendarDays, firstChosen, signMeanings } from './marks'

interface Props {
  readonly days: MyDays
  readonly onAsked: (day: MyDay | null) => void
}

/** The calendar with one day of it told in full, and the month's days as a list. */
export function EachDay({ days, onAsked }: Props) {
  const [tapped, setTapped] = useState<string | null>(null)
  const [turned, setTurned] = useState<string | null>(null)
  const chosen = tapped ?? firstChosen(days)
  if (chosen === null) return null
  const marked = calendarDays(days)
  const month = turned ?? monthOf(chosen)
  const inMonth = marked.filter(({ date }) => monthOf(date) === month)
  const held = days.days.filter(({ date }) => monthOf(date) === month)
  return (
    <Section title="每天">
      <View className="each-day">
        <View>
          <Calendar
            days={inMonth}
            months={monthsOf(marked.map(({ date }) => date))}
            month={month}
            onTurn={setTurned}
            today={days.today}
            chosen={chosen}
            onChoose={setTapped}
          />
          <View className="meanings note">
            {signMeanings(inMonth).map(meaning => (
              <Text key={meaning}>{meaning}</Text>
            ))}
          </View>
        </View>
        <ChosenDay days={days} date={chosen} onAsked={onAsked} />
      </View>
      {held.length > 0 && (
        <Fold title="按天列出这个月">
          <DayList days={[...held].reverse()} />
        </Fold>
      )}
    </Section>
  )
}
