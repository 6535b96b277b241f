import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail, DecideAnswer, TraineeDayRow } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Mark } from '../components/mark'
import { Section } from '../components/page'
import { hourMinute } from '../components/time'
import { stillOpen, traineeDayFlag, traineeDayStatus } from '../components/words'
import { Decide } from './decide'
import './trainees.scss'

const time = (at: number | null, missing: string) => (at === null ? missing : hourMinute(at))

const order: Record<TraineeDayRow['status'], number> = {
  flagged: 0,
  absent: 1,
  rejected: 2,
  accepted: 3,
  clean: 4,
}

/** Those who wait for a decision first, otherwise as the class has them. */
const byNeed = (trainees: readonly TraineeDayRow[]) =>
  [...trainees].sort((a, b) => order[a.status] - order[b.status])

function hours({ confirmedHours, provisionalHours, scheduledHours }: TraineeDayRow): string {
  const waiting = provisionalHours - confirmedHours
  return `${confirmedHours} / ${scheduledHours} 学时${waiting > 0 ? `（待确认 ${waiting}）` : ''}`
}

interface LineProps {
  readonly trainee: TraineeDayRow
  readonly open: boolean
  readonly toggle: () => void
}

function Line({ trainee, open, toggle }: LineProps) {
  const { name, start, end, status, flags, open: going } = trainee
  return (
    <View className="trainee-line">
      <View className="trainee-name">{name}</View>
      <View className="trainee-times">
        {time(start, '未签到')} – {time(end, '未签退')}
      </View>
      <View className="trainee-hours">{hours(trainee)}</View>
      <View className="trainee-status">
        <Mark words={going ? stillOpen : traineeDayStatus[status]} />
      </View>
      <View className="trainee-flags note">{flags.map(flag => traineeDayFlag[flag]).join('，')}</View>
      <View className="trainee-action">
        {!going && (
          <Button look="quiet" onPress={toggle} label={`${open ? '收起' : '核定'}${name}`}>
            {open ? '收起' : '核定'}
          </Button>
        )}
      </View>
    </View>
  )
}

interface Props {
  readonly detail: ClassDayDetail
  readonly onDecided: (answer: DecideAnswer) => void
}

export function Trainees({ detail, onDecided }: Props) {
  const [open, setOpen] = useState<string | null>(null)
  const decided = (answer: DecideAnswer) => {
    setOpen(null)
    onDecided(answer)
  }
  return (
    <Section title={`学员 ${detail.trainees.length} 人`}>
      <View className="trainees" {...role('list')} {...spoken('学员当天')}>
        {byNeed(detail.trainees).map(trainee => (
          <View key={trainee.traineeId} className="trainee" {...role('listitem')}>
            <Line
              trainee={trainee}
              open={open === trainee.traineeId}
              toggle={() => setOpen(open === trainee.traineeId ? null : trainee.traineeId)}
            />
            {open === trainee.traineeId && <Decide detail={detail} trainee={trainee} onDecided={decided} />}
          </View>
        ))}
      </View>
    </Section>
  )
}
