import { View } from '@tarojs/components'
import type { CheckInView, RollEntry } from '../../../cloudfunctions/contract/app'
import { role, spoken } from '../../components/aria'
import { Figures } from '../../components/figures'
import { Section } from '../../components/page'
import { hourMinute } from '../../components/time'
import { checkInKind } from '../../components/words'

function Cell({ kind, checkIn }: { readonly kind: 'start' | 'end'; readonly checkIn: CheckInView | null }) {
  const word = checkInKind[kind]
  if (!checkIn) return <View className="roll-cell roll-none">未{word}</View>
  const waiting = checkIn.state === 'waiting'
  return (
    <View className={`roll-cell ${waiting ? 'roll-waiting' : ''}`}>
      {hourMinute(checkIn.at)} {waiting ? '待见证' : `已${word}`}
    </View>
  )
}

const count = (roll: readonly RollEntry[], kind: 'start' | 'end') =>
  roll.filter(entry => entry[kind] !== null).length

/** How full the class is, and everyone's start and end. */
export function Roll({ roll }: { readonly roll: readonly RollEntry[] }) {
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
            <View className="roll-name">{name}</View>
            <Cell kind="start" checkIn={start} />
            <Cell kind="end" checkIn={end} />
          </View>
        ))}
      </View>
    </Section>
  )
}
