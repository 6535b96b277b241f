import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Section } from '../../components/page'
import { timeOn } from '../../components/time'
import type { Words } from '../../components/words'
import { timeOfTap } from './clock'
import { type Attempt, isStored } from './kept'
import { Line } from './line'

const onItsWay: Words = { text: '正在发送', tone: 'quiet' }
const notArrived: Words = { text: '等待送达', tone: 'wait' }
const notStored: Words = { text: '等待送达，没有存住', tone: 'bad' }

const NO_ROOM = '手机存不下这次打卡，只记在打开的页面里。送达之前请不要关闭；已经关闭的，请告诉教师。'

interface Props {
  readonly date: string
  readonly waiting: readonly Attempt[]
  readonly sending: boolean
  readonly again: () => void
}

/** The taps that the server has not answered: how many, each with its time, and what to do. */
export function Waiting({ date, waiting, sending, again }: Props) {
  if (waiting.length === 0) return null
  const wordsOf = (attempt: Attempt, place: number) => {
    if (!isStored(attempt)) return notStored
    return sending && place === 0 ? onItsWay : notArrived
  }
  return (
    <Section title={`等待送达 ${waiting.length} 次`}>
      {waiting.map((attempt, place) => (
        <Line
          key={attempt.attemptKey}
          kind={attempt.kind}
          time={timeOn(date, timeOfTap(attempt))}
          words={wordsOf(attempt, place)}
          note={isStored(attempt) ? null : NO_ROOM}
        />
      ))}
      <View className="waiting-advice note">
        已记在本机，连上网后按先后自动补发，按点击时间计。送达前请不要删除小程序。
      </View>
      <Button disabled={sending} onPress={again}>
        {sending ? '正在发送…' : '现在补发'}
      </Button>
    </Section>
  )
}
