import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { role, spoken } from '../aria'
import type { PictureProps } from './index'
import './index.scss'

export function Picture({ address, words }: PictureProps) {
  const [lost, setLost] = useState(false)
  if (lost) return <View className="note">画面没有打开，请再检查一次。</View>
  return (
    <Image
      className="picture"
      src={address}
      mode="widthFix"
      onError={() => setLost(true)}
      {...role('img')}
      {...spoken(words)}
    />
  )
}
