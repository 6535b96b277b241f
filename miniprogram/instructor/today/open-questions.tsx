import { View } from '@tarojs/components'
import type { ClassDayRow } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { useAsked } from '../../api/use-question'
import { heading } from '../../components/aria'
import { Section } from '../../components/page'
import { Questions } from '../../components/questions'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'

interface DayProps {
  readonly row: ClassDayRow
  readonly onAnswered: () => void
}

function OpenDay({ row: { classId, date, openQuestions }, onAnswered }: DayProps) {
  // Another question on the same day is another answer.
  const question = useAsked(`class-day ${classId} ${date} ${openQuestions}`, () =>
    call('class-day', { classId, date }),
  )
  return (
    <View className="open-day">
      <View className="open-day-title" {...heading(3)}>
        {dateInWords(date)}
      </View>
      <Standing question={question}>
        {detail => (
          <Questions
            detail={detail}
            openOnly
            onAnswered={answered => {
              question.put(answered)
              onAnswered()
            }}
          />
        )}
      </Standing>
    </View>
  )
}

interface Props {
  /** All days of the class so far. */
  readonly days: readonly ClassDayRow[]
  readonly onAnswered: () => void
}

/** What the supervisors want explained, on whichever day, before anything else. */
export function OpenQuestions({ days, onAnswered }: Props) {
  const open = days.filter(({ openQuestions }) => openQuestions > 0)
  if (open.length === 0) return null
  const count = open.reduce((sum, { openQuestions }) => sum + openQuestions, 0)
  return (
    <Section title={`请先说明（${count} 条）`}>
      <View className="note">监管人员要求说明以下情况，请尽快回答。</View>
      {open.map(row => (
        <OpenDay key={row.date} row={row} onAnswered={onAnswered} />
      ))}
    </Section>
  )
}
