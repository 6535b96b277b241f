import { View } from '@tarojs/components'
import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Mark } from '../components/mark'
import { dateInWords } from '../components/time'
import { classDayFlag, classDayStatus, stillOpen } from '../components/words'
import './list.scss'

function findings({ flags, traineesFlagged, traineesAbsent, segmentCount, status }: ClassDayRow): string {
  const found = flags.map(flag => classDayFlag[flag])
  if (status !== 'not-required') found.push(`${segmentCount} 段录像`)
  if (traineesFlagged > 0) found.push(`${traineesFlagged} 人待核查`)
  if (traineesAbsent > 0) found.push(`${traineesAbsent} 人缺勤`)
  return found.join(' · ')
}

const hours = ({ confirmedHours, provisionalHours }: ClassDayRow) => {
  const waiting = provisionalHours - confirmedHours
  return `已确认 ${confirmedHours} 学时${waiting > 0 ? `，待确认 ${waiting}` : ''}`
}

interface Props {
  readonly rows: readonly ClassDayRow[]
  readonly chosen: ClassDayRow | null
  readonly choose: (row: ClassDayRow) => void
}

export const sameDay = (a: ClassDayRow, b: ClassDayRow) => a.classId === b.classId && a.date === b.date

export function List({ rows, chosen, choose }: Props) {
  return (
    <View className="class-days" {...role('list')} {...spoken('班级日')}>
      {rows.map(row => (
        <View className="class-day-item" key={`${row.classId} ${row.date}`} {...role('listitem')}>
          <Button look="row" onPress={() => choose(row)} pressed={chosen !== null && sameDay(row, chosen)}>
            <View className="class-day-head">
              <View className="class-day-date">{dateInWords(row.date)}</View>
              <Mark words={row.open ? stillOpen : classDayStatus[row.status]} />
            </View>
            <View>{row.classTitle}</View>
            <View className="note">{findings(row)}</View>
            <View className="note">{hours(row)}</View>
          </Button>
        </View>
      ))}
    </View>
  )
}
