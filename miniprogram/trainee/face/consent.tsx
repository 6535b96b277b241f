import { View } from '@tarojs/components'
import type { ConsentText, FaceStanding } from '../../../cloudfunctions/contract/face'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { heading, role } from '../../components/aria'
import { Button } from '../../components/button'
import { ReadAloud } from './read-aloud'
import './consent.scss'

type Paragraph = ConsentText['paragraphs'][number]

/** Each paragraph can be read aloud by itself. */
export function Paragraphs({ paragraphs }: { readonly paragraphs: readonly Paragraph[] }) {
  return paragraphs.map(({ heading: title, text }) => (
    <View className="consent-part" key={title}>
      <View className="consent-head">
        <View className="consent-title" {...heading(3)}>
          {title}
        </View>
        <ReadAloud title={title} text={text} />
      </View>
      <View>{text}</View>
    </View>
  ))
}

interface Props {
  readonly standing: FaceStanding
  readonly onChosen: (standing: FaceStanding) => void
}

/** Two ways of the same weight. Checking in works without choosing either. */
export function ConsentChoice({ standing: { text }, onChosen }: Props) {
  const { problem, busy, send } = useSending()
  const agree = () =>
    void send(async () => onChosen(await call('give-face-consent', { version: text.version })))
  const without = () => void send(async () => onChosen(await call('choose-way', { way: 'without' })))
  return (
    <>
      <View className="consent-ways">
        <Button disabled={busy} onPress={agree}>
          同意用人脸打卡
        </Button>
        <Button disabled={busy} onPress={without}>
          不用人脸，由教师确认
        </Button>
      </View>
      <View className="consent-problem" {...role('alert')}>
        {problem}
      </View>
    </>
  )
}
