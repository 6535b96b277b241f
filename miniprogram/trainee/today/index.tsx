import { View } from '@tarojs/components'

export default function Page() {
  return <View role="heading">开始</View>
}
