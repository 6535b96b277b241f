import { View } from '@tarojs/components'
import type { DayView, MyDays } from '../../../cloudfunctions/contract/app'
import { useQuestion } from '../../api/use-question'
import { Figures, Share } from '../../components/figures'
import { Mark } from '../../components/mark'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { rateWords } from '../../components/words'
import { dayReason, dayStanding, presence } from './reason'
import './index.scss'

function Totals({ days }: { readonly days: MyDays }) {
  const { confirmedHours: confirmed, provisionalHours: provisional, scheduledHours: scheduled } = days
  const waiting = provisional - confirmed
  return (
    <>
      <Figures
        figures={[
          { name: '已确认', value: String(confirmed), unit: '学时' },
          { name: '待确认', value: String(waiting), unit: '学时' },
          { name: '应到', value: String(scheduled), unit: '学时' },
          { name: '出勤率', value: rateWords(days.confirmedRate) },
        ]}
      />
      <Share
        whole={scheduled}
        parts={[
          { name: '已确认', size: confirmed, tone: 'good' },
          { name: '待确认', size: waiting, tone: 'wait' },
          { name: '未计入', size: scheduled - provisional, tone: 'quiet' },
        ]}
      />
      <View className="note totals-note">出勤率按已确认学时计算；待确认的学时核查通过后计入。</View>
    </>
  )
}

function hoursOfDay({ confirmedHours, provisionalHours, scheduledHours }: DayView): string {
  const waiting = provisionalHours - confirmedHours
  return `${confirmedHours} / ${scheduledHours} 学时${waiting > 0 ? `，待确认 ${waiting}` : ''}`
}

function Day({ day }: { readonly day: DayView }) {
  const reason = day.open ? '当天打卡截止后再计学时。' : dayReason(day)
  return (
    <View className="day">
      <View className="day-head">
        <View className="day-date">{dateInWords(day.date)}</View>
        <Mark words={dayStanding(day)} />
      </View>
      <View className="day-line">
        <View>{presence(day)}</View>
        <View>{day.open ? `${day.scheduledHours} 学时的课` : hoursOfDay(day)}</View>
      </View>
      {reason && <View className="note">{reason}</View>}
    </View>
  )
}

export default function TraineeDaysPage() {
  const question = useQuestion('my-days', {})
  return (
    <Page title="我的学时" under={question.answer?.class.title ?? ''}>
      <Standing question={question}>
        {answer => (
          <>
            <Totals days={answer} />
            <Section title="每天">
              {answer.days.length === 0 && (
                <View className="note">还没有上过课的日子，上课后这里会有记录。</View>
              )}
              {[...answer.days]
                .sort((a, b) => (a.date < b.date ? 1 : -1))
                .map(day => (
                  <Day day={day} key={day.date} />
                ))}
            </Section>
          </>
        )}
      </Standing>
    </Page>
  )
}
