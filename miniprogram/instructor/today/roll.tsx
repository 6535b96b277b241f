import { View } from '@tarojs/components'
import type { CheckInView, RollEntry } from '../../../cloudfunctions/contract/app'
import { role, spoken } from '../../components/aria'
import { Figures } from '../../components/figures'
import { Section } from '../../components/page'
import { bothTimes, hourMinute } from '../../components/time'
import { checkInKind } from '../../components/words'

interface CellProps {
  readonly kind: 'start' | 'end'
  readonly checkIn: CheckInView | null
}

function Cell({ kind, checkIn }: CellProps) {
  const word = checkInKind[kind]
  if (!checkIn) return <View className="roll-cell roll-none">未{word}</View>
  const waiting = checkIn.state === 'waiting'
  return (
    <View className={`roll-cell ${waiting ? 'roll-waiting' : ''}`}>
      {hourMinute(checkIn.at)} {waiting ? '待见证' : `已${word}`}
    </View>
  )
}

/** Of those of a trainee's two that waited on a phone, both times. */
function Late({
  checkIns,
  date,
}: {
  readonly checkIns: readonly (CheckInView | null)[]
  readonly date: string
}) {
  const late = checkIns.flatMap(checkIn =>
    checkIn && checkIn.arrivedAt !== null ? [{ ...checkIn, arrivedAt: checkIn.arrivedAt }] : [],
  )
  if (late.length === 0) return null
  const times = late.map(checkIn => `${checkInKind[checkIn.kind]} ${bothTimes(checkIn, date)}`)
  return <View className="roll-late">补发：{times.join('；')}</View>
}

const count = (roll: readonly RollEntry[], kind: 'start' | 'end') =>
  roll.filter(entry => entry[kind] !== null).length

interface Props {
  readonly date: string
  readonly roll: readonly RollEntry[]
}

/** How full the class is, and everyone's start and end. */
export function Roll({ date, roll }: Props) {
  const of = `/ ${roll.length} 人`
  return (
    <Section title="点名">
      <Figures
        figures={[
          { name: '已签到', value: String(count(roll, 'start')), unit: of },
          { name: '已签退', value: String(count(roll, 'end')), unit: of },
        ]}
      />
      <View className="roll" {...role('list')} {...spoken('学员打卡')}>
        {roll.map(({ traineeId, name, start, end }) => (
          <View className="roll-line" key={traineeId} {...role('listitem')}>
            <View>{name}</View>
            <Cell kind="start" checkIn={start} />
            <Cell kind="end" checkIn={end} />
            <Late checkIns={[start, end]} date={date} />
          </View>
        ))}
      </View>
    </Section>
  )
}
