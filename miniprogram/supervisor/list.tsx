import { View } from '@tarojs/components'
import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Mark } from '../components/mark'
import { dateInWords } from '../components/time'
import { cameraState, classDayFlag, classDayStatus, stillOpen, type Words } from '../components/words'
import { seesWays } from './acts'
import { type Chosen, sameDay } from './queue'
import { waysInWords } from './way-words'
import './list.scss'

/** A day whose recordings are in order, or decided, still waits while one of its trainees does. */
function standing({ open, status, traineesFlagged, openAppeals }: ClassDayRow): Words {
  if (open) return stillOpen
  const inOrder = status !== 'flagged' && status !== 'rejected' && status !== 'waiting'
  if (openAppeals > 0 && status !== 'flagged') return { text: '有学员申诉', tone: 'wait' }
  return inOrder && traineesFlagged > 0
    ? { text: `${traineesFlagged} 人待核查`, tone: 'wait' }
    : classDayStatus[status]
}

/** Of a day in order or decided it no longer matters; while a day goes on, asking is not over for any camera. */
function silences({ silent, status, open }: ClassDayRow): string[] {
  if (status !== 'waiting' && status !== 'flagged' && !open) return []
  const kinds = silent.map(({ silence }) => silence).filter(silence => !open || silence !== 'not-asked')
  return [...new Set(kinds)].map(silence => cameraState[silence].text)
}

function findings(row: ClassDayRow): string {
  const { flags, traineesFlagged, traineesAbsent, segmentCount, status, openQuestions, openAppeals } = row
  const found = [
    ...(openAppeals > 0 ? [`${openAppeals} 条学员申诉`] : []),
    ...(openQuestions > 0 ? [`${openQuestions} 条说明要求待答`] : []),
    ...flags.map(flag => classDayFlag[flag]),
    ...silences(row),
    ...(row.deletedSince.length > 0 ? [cameraState['deleted-since'].text] : []),
  ]
  if (found.length === 0) found.push(classDayStatus[status].text)
  if (segmentCount > 0) found.push(`${segmentCount} 段录像`)
  if ((status === 'flagged' || status === 'waiting') && traineesFlagged > 0)
    found.push(`${traineesFlagged} 人待核查`)
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
  readonly choose: (chosen: Chosen) => void
}

export function List({ rows, chosen, choose }: Props) {
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
              <Mark words={standing(row)} />
            </View>
            <View>{row.classTitle}</View>
            <View className="note">{findings(row)}</View>
            <View className="note">{hours(row)}</View>
            {seesWays() && waysInWords(row.ways) && (
              <View className="note">打卡：{waysInWords(row.ways)}</View>
            )}
          </Button>
        </View>
      ))}
    </View>
  )
}
