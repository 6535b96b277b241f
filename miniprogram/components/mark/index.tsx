import { Text, View } from '@tarojs/components'
import { signs, type Words } from '../words'
import './index.scss'

/** A state as sign and word. */
export function Mark({ words: { text, tone } }: { readonly words: Words }) {
  return (
    <View className={`mark mark-${tone}`}>
      <Text className="mark-sign" aria-hidden="true">
        {signs[tone]}
      </Text>
      <Text>{text}</Text>
    </View>
  )
}
