import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { goBack } from '../../api/back'
import { keepScreenOn } from '../../api/screen-on'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { durationInWords } from '../../components/time'
import { type CodeNow, inHalves } from './code-now'
import { type Codes, useCodes } from './use-codes'
import './index.scss'

/** Six digits for the back of the room, and how long they stand. */
function Code({ current: { code, secondsLeft, left } }: { readonly current: CodeNow }) {
  return (
    <>
      <View className="room-code-digits" {...role('img')} {...spoken(`签到码 ${[...code].join(' ')}`)}>
        {inHalves(code)}
      </View>
      {/* Another bar for each code: one that fills up again would run backwards. */}
      <View className="room-code-bar" key={code}>
        <View className="room-code-left" style={{ width: `${Math.round(left * 100)}%` }} />
      </View>
      <View className="room-code-seconds">{secondsLeft} 秒后换下一个</View>
    </>
  )
}

interface NoLineProps {
  readonly sentence: string
  readonly busy: boolean
  readonly again: () => void
}

function NoLine({ sentence, busy, again }: NoLineProps) {
  return (
    <View className="room-code-problem" {...role('alert')}>
      <View>{sentence}</View>
      <Button disabled={busy} onPress={again}>
        {busy ? '正在连接…' : '再试一次'}
      </Button>
    </View>
  )
}

/** What to do while no new codes come. */
function sentenceOf({ problem, current, began, now }: Codes): string {
  if (problem === null) return ''
  if (current)
    return `现在取不到新的签到码，手上的还能用 ${durationInWords(current.until - now)}。请检查网络。`
  return began ? `${problem}签到码用完了：学员先照常打卡，之后由您在“等待见证”里确认。` : problem
}

/** For the wall or the desk in front of the class: whoever is in the room can read it, and nobody else. */
export default function RoomCodePage() {
  const { classId = '', title = '' } = useRouter<{ classId: string; title: string }>().params
  const codes = useCodes(decodeURIComponent(classId))
  const { current, problem, busy, ask } = codes
  useEffect(keepScreenOn, [])
  return (
    <Page title="课堂签到码" under={decodeURIComponent(title)} wide>
      <View className="room-code-for">
        不用人脸打卡的学员：在自己手机的签到页输入这六位数字，就算您见证。请只在教室里出示，不要拍照转发。
      </View>
      <View className="room-code">
        {current && <Code current={current} />}
        {!current && problem === null && <View {...role('status')}>正在取签到码…</View>}
        {problem !== null && <NoLine sentence={sentenceOf(codes)} busy={busy} again={() => void ask()} />}
      </View>
      <Button onPress={() => void goBack()}>返回课堂</Button>
    </Page>
  )
}
