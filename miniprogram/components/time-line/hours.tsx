import { Text, View } from '@tarojs/components'
import { type Axis, ticksOf } from './axis'

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** A hair line at each marked hour, over the ground of all lines. */
export function HourMarks({ axis }: { readonly axis: Axis }) {
  return (
    <View className="hour-marks" aria-hidden="true">
      {ticksOf(axis).map(({ at, place, onPhone, newDay }) => (
        <View
          key={at}
          className={`hour-mark ${onPhone ? '' : 'on-wide'} ${newDay ? 'hour-mark-midnight' : ''}`}
          style={{ left: percent(place) }}
        />
      ))}
    </View>
  )
}

/** The hours in figures, under the lines. */
export function HourLabels({ axis, tall }: { readonly axis: Axis; readonly tall: boolean }) {
  return (
    <View className={`hour-labels ${tall ? 'hour-labels-tall' : ''}`} aria-hidden="true">
      {ticksOf(axis).map(({ at, place, label, edge, edgeOnPhone, onPhone, newDay }) => (
        <View
          key={at}
          className={`tick ${edge ? `tick-${edge}` : ''} ${edgeOnPhone ? `tick-phone-${edgeOnPhone}` : ''} ${onPhone || newDay ? '' : 'on-wide'}`}
          style={{ left: percent(place) }}
        >
          {label}
          {newDay && <Text className="tick-day">次日</Text>}
        </View>
      ))}
    </View>
  )
}
