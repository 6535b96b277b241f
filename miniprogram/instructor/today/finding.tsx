import { View } from '@tarojs/components'
import type { Finding } from '../../components/camera-check'
import { Mark } from '../../components/mark'

export interface OfCamera {
  readonly classId: string
  readonly deviceSerial: string
  readonly channelNo: number
}

/** One thing found on a camera, with what to do about it. */
export function Found({ finding: { words, todo } }: { readonly finding: Finding }) {
  return (
    <View className="finding">
      <Mark words={words} />
      {todo && <View>{todo}</View>}
    </View>
  )
}
