import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail, DecideAnswer, DecisionView } from '../../cloudfunctions/contract/app'
import { useQuestion } from '../api/use-question'
import { role } from '../components/aria'
import { Figures } from '../components/figures'
import { Mark } from '../components/mark'
import { Section } from '../components/page'
import { dayTracks } from '../components/recording'
import { Standing } from '../components/standing'
import { hourMinute } from '../components/time'
import { TimeLine } from '../components/time-line'
import { classDayFlag, classDayStatus, stillOpen, verdicts } from '../components/words'
import { Decide } from './decide'
import { Table } from './table'
import { Trainees } from './trainees'
import './detail.scss'

/** What the last decision did to the hours, in a sentence. */
function effect({ before, detail: { row } }: DecideAnswer): string {
  const waiting = (hours: { provisionalHours: number; confirmedHours: number }) =>
    hours.provisionalHours - hours.confirmedHours
  return `已核定。已确认学时 ${before.confirmedHours} → ${row.confirmedHours}，待确认学时 ${waiting(before)} → ${waiting(row)}。`
}

function Summary({ detail: { row, policy } }: { readonly detail: ClassDayDetail }) {
  return (
    <>
      <View className="summary-marks">
        <Mark words={row.open ? stillOpen : classDayStatus[row.status]} />
        {row.flags.map(flag => (
          <View className="summary-flag" key={flag}>
            {classDayFlag[flag]}
          </View>
        ))}
      </View>
      <Figures
        figures={[
          { name: '录像', value: String(row.segmentCount), unit: '段' },
          { name: '已确认', value: String(row.confirmedHours), unit: '学时' },
          { name: '待确认', value: String(row.provisionalHours - row.confirmedHours), unit: '学时' },
          { name: '应到', value: String(row.scheduledHours * row.trainees), unit: '学时' },
        ]}
      />
      <View className="note">
        {row.provider} · 按 {policy} 版政策判定
      </View>
    </>
  )
}

function Decisions({ detail }: { readonly detail: ClassDayDetail }) {
  const names = new Map(detail.trainees.map(({ traineeId, name }) => [traineeId, name]))
  const subject = ({ traineeId }: DecisionView) =>
    traineeId === null ? '全班' : (names.get(traineeId) ?? traineeId)
  if (detail.decisions.length === 0) return null
  return (
    <Section title="核定记录">
      {[...detail.decisions]
        .sort((a, b) => b.at - a.at)
        .map(decision => (
          <View className="decision" key={`${decision.at} ${decision.traineeId}`}>
            <View>
              {subject(decision)}：{verdicts[decision.verdict]}
              {decision.hours === null ? '' : `，${decision.hours} 学时`}
            </View>
            <View>{decision.reason}</View>
            <View className="note">
              {decision.by} · {hourMinute(decision.at)}
            </View>
          </View>
        ))}
    </Section>
  )
}

interface Props {
  readonly classId: string
  readonly date: string
  /** After a decision, with the day as it now stands. */
  readonly onDecided?: () => void
}

/** A class-day beside its evidence, and the decision on it. */
export function Detail({ classId, date, onDecided }: Props) {
  const question = useQuestion('class-day', { classId, date })
  const [said, setSaid] = useState('')
  const decided = (answer: DecideAnswer) => {
    question.put(answer.detail)
    setSaid(effect(answer))
    onDecided?.()
  }
  return (
    <Standing question={question}>
      {detail => (
        <>
          <Summary detail={detail} />
          <View className="effect" {...role('status')}>
            {said}
          </View>
          <TimeLine tracks={dayTracks(detail)} />
          <Table detail={detail} />
          <Section title="核定全班当天">
            {detail.row.open ? (
              <View className="note">当天打卡 {hourMinute(detail.decidableFrom)} 截止，之后可以核定。</View>
            ) : (
              <Decide detail={detail} trainee={null} onDecided={decided} />
            )}
          </Section>
          <Trainees detail={detail} onDecided={decided} />
          <Decisions detail={detail} />
        </>
      )}
    </Standing>
  )
}
