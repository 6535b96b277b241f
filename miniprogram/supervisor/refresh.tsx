import { View } from '@tarojs/components'
import { call } from '../api/call'
import { useSending } from '../api/use-sending'
import { role } from '../components/aria'
import { Button } from '../components/button'

interface Props {
  readonly classId: string
  readonly date: string
  /** The platform was asked: the day is to be read anew. */
  readonly onDone: () => Promise<void>
}

/** Has the platform asked at once what it holds of a day. */
export function Refresh({ classId, date, onDone }: Props) {
  const { problem, busy, send } = useSending()
  const refresh = () =>
    send(async () => {
      await call('refresh-recordings', { classId, date })
      await onDone()
    })
  return (
    <View className="refresh">
      <Button disabled={busy} onPress={() => void refresh()}>
        {busy ? '正在向平台查询…' : '现在向平台查询'}
      </Button>
      <View className="refresh-problem" {...role('status')}>
        {problem}
      </View>
    </View>
  )
}
