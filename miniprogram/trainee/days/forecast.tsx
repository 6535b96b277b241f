import { Text, View } from '@tarojs/components'
import type { MyDays } from '../../../cloudfunctions/contract/app'
import { Section } from '../../components/page'
import { signs } from '../../components/words'
import { type Outlook, outlooks, thresholdMeaning } from './forecast-words'
import { AHEAD } from './marks'

function Line({ outlook: { if: condition, clauses, tone } }: { readonly outlook: Outlook }) {
  return (
    <View className="outlook">
      {condition && <View className="note">{condition}：</View>}
      <View className="outlook-line">
        <Text className={`outlook-sign outlook-${tone}`} aria-hidden="true">
          {tone === 'quiet' ? AHEAD : signs[tone]}
        </Text>
        <View className="outlook-clauses">
          {clauses.map(clause => (
            <View className="outlook-clause" key={clause}>
              {clause}
            </View>
          ))}
        </View>
      </View>
    </View>
  )
}

/** What the days to come may make of the rate, threshold by threshold. */
export function Forecast({ days }: { readonly days: MyDays }) {
  const { scheduledHours, hoursToCome, thresholds } = days.forecast
  const isAnyLost = days.scheduledHours > days.provisionalHours
  const waiting = days.provisionalHours - days.confirmedHours
  const isOver = hoursToCome === 0
  const isTodayToCome = days.days.some(({ open, date }) => open && date === days.today)
  return (
    <Section title={isOver ? '出勤结果' : '出勤预测'}>
      {thresholds.map(threshold => (
        <View className="threshold" key={threshold.kind}>
          <View className="threshold-head">
            <Text className="threshold-percent">{threshold.percent}%</Text>
            <Text className="note">
              {threshold.hoursNeeded} 学时，{thresholdMeaning[threshold.kind]}
            </Text>
          </View>
          {outlooks(threshold, waiting, isOver).map(outlook => (
            <Line outlook={outlook} key={outlook.if} />
          ))}
        </View>
      ))}
      <View className="note">
        按全程 {scheduledHours} 学时算。{isTodayToCome ? '今天也算在后面的天数里，打卡截止后计入。' : ''}
        {isAnyLost ? '未计入的学时如果核定补认，会重新计算。' : ''}
      </View>
    </Section>
  )
}
