import { Text, View } from '@tarojs/components'
import type { MyDays } from '../../../cloudfunctions/contract/app'
import { Ring, RingNames, type RingPart } from '../../components/ring'
import { rateWords } from '../../components/words'
import { partsOf } from './parts'

const UNIT = '学时'

/** The hours of the whole class: what is confirmed, waits, is not counted, and is still to come. */
export function Hours({ days }: { readonly days: MyDays }) {
  const parts: readonly RingPart[] = partsOf(days)
  const { scheduledHours: soFar, confirmedHours: confirmed, forecast } = days
  return (
    <>
      <View className="hours">
        <Ring
          parts={parts}
          unit={UNIT}
          figure={String(confirmed)}
          under={`/ ${forecast.scheduledHours} ${UNIT}`}
          lines={forecast.thresholds.map(({ percent }) => percent)}
        />
        <RingNames parts={parts} />
      </View>
      {soFar > 0 && (
        <View className="rate">
          <View className="rate-figure">
            <Text>出勤率</Text>
            <Text>{rateWords(days.confirmedRate)}</Text>
          </View>
          <View className="note">
            上过的 {soFar} 学时里，已确认 {confirmed} 学时。待确认的，核查通过后计入。
          </View>
        </View>
      )}
    </>
  )
}
