import { View } from '@tarojs/components'
import { role, spoken } from '../aria'
import type { PressableProps } from './pressable'

/** WeChat tells where on the page it was tapped, not where on the line: it is its start. The table has them one by one. */
export function Pressable({ className, style, label, onPress, children }: PressableProps) {
  return (
    <View
      className={`pressable ${className}`}
      style={style}
      hoverClass="pressable-held"
      onClick={() => onPress(0)}
      {...role('button')}
      {...spoken(label)}
    >
      {children}
    </View>
  )
}
