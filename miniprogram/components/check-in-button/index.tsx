import { View } from '@tarojs/components'
import { useServerClock } from '../server-clock'
import { durationInWords } from '../time'
import './index.scss'

export interface CheckInButtonProps {
  readonly action: string
  readonly enabled: boolean
  /** What happens at `until`. */
  readonly label: string
  readonly until: number | null
  /** Server's clock minus this phone's, in milliseconds. */
  readonly skew: number
  readonly onPress: () => void
}

/** The one big button. In WeChat the native component of the same name, which ticks without waking React. */
export function CheckInButton({ action, enabled, label, until, skew, onPress }: CheckInButtonProps) {
  const now = useServerClock(skew)
  return (
    <View className="check-in">
      <button type="button" className="check-in-button" disabled={!enabled} onClick={onPress}>
        <span className="check-in-action">{action}</span>
      </button>
      <View className="check-in-left">
        {until === null ? '' : `${label} ${durationInWords(until - now)}`}
      </View>
    </View>
  )
}
