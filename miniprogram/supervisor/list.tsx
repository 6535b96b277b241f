import { Text, View } from '@tarojs/components'
import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Mark } from '../components/mark'
import { dateInWords } from '../components/time'
import { seesWays } from './acts'
import { type Chosen, sameDay } from './queue'
import { findingsInWords, hoursInWords, standingOf } from './row-words'
import { waysInWords } from './way-words'
import './list.scss'

interface Props {
  readonly rows: readonly ClassDayRow[]
  readonly chosen: ClassDayRow | null
  readonly choose: (chosen: Chosen) => void
  /** Classes of several providers are listed: a class's name alone may be another's too. */
  readonly saysProvider: boolean
}

export function List({ rows, chosen, choose, saysProvider }: Props) {
  return (
    <View className="class-days" {...role('list')} {...spoken('班级日')}>
      {rows.map((row, place) => (
        <View className="class-day-item" key={`${row.classId} ${row.date}`} {...role('listitem')}>
          <Button
            look="row"
            onPress={() => choose({ row, place })}
            pressed={chosen !== null && sameDay(row, chosen)}
          >
            <View className="class-day-head">
              <View className="class-day-date">{dateInWords(row.date)}</View>
              <Mark words={standingOf(row)} />
            </View>
            <View>
              {row.classTitle}
              {saysProvider && <Text className="note"> · {row.provider}</Text>}
            </View>
            <View className="note">{findingsInWords(row)}</View>
            <View className="note">{hoursInWords(row)}</View>
            {seesWays() && waysInWords(row.ways) && (
              <View className="note">打卡：{waysInWords(row.ways)}</View>
            )}
          </Button>
        </View>
      ))}
    </View>
  )
}
