import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Trouble } from '../api/error-page'
import { Button } from '../components/button'
import { Page } from '../components/page'
import { dayAndTime } from '../components/time'
import './index.scss'

interface Words {
  readonly title: string
  readonly what: string
  readonly next: string
}

const words: Readonly<Record<Trouble, Words>> = {
  failed: {
    title: '出了一点问题',
    what: '程序遇到了没有料到的情况，刚才那一步可能没有做完。已经按下的打卡记在本机，会自动补发，不会重复。',
    next: '请回到首页再试一次。如果还是这样，请把下面的时间告诉管理员。',
  },
  missing: {
    title: '没有找到这个页面',
    what: '打开的链接可能写错了，或者这个页面已经换了地方。',
    next: '请回到首页，从那里进入。',
  },
}

/** Where an error that nobody has foreseen ends, and an address that leads nowhere. */
export default function ErrorPage() {
  const { params } = useRouter()
  const isMissing = params.trouble === 'missing'
  const { title, what, next } = words[isMissing ? 'missing' : 'failed']
  const [at] = useState(Date.now)
  return (
    <Page title={title} signedIn={false}>
      <View className="error-what">{what}</View>
      <View className="error-next">{next}</View>
      <Button look="primary" onPress={() => void Taro.reLaunch({ url: '/sign-in/index' })}>
        回到首页
      </Button>
      {!isMissing && <View className="note error-next">出错时间：{dayAndTime(at)}</View>}
    </Page>
  )
}
