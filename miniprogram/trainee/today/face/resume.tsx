import { View } from '@tarojs/components'
import { Button } from '../../../components/button'
import { Section } from '../../../components/page'
import { timeOn } from '../../../components/time'
import { checkInKind } from '../../../components/words'
import { timeOfTap } from '../clock'
import type { Attempt } from '../kept'
import { Line } from '../line'
import { WITHOUT } from './step'

interface Props {
  readonly date: string
  readonly held: readonly Attempt[]
  readonly busy: boolean
  readonly checkFace: (attempt: Attempt) => void
  readonly without: (attempt: Attempt) => void
}

/** The app was closed in the middle of a check: the tap is there, and the person says how it goes on. */
export function Resume({ date, held, busy, checkFace, without }: Props) {
  return held.map(attempt => (
    <Section key={attempt.attemptKey} title={`${checkInKind[attempt.kind]}还没有送出`}>
      <Line
        kind={attempt.kind}
        time={timeOn(date, timeOfTap(attempt))}
        words={{ text: '人脸核验没有做完', tone: 'wait' }}
      />
      <View className="waiting-advice note">已记在本机，按点击时间计。请选一种办法把它送出：</View>
      <View className="face-step-ways">
        <Button disabled={busy} onPress={() => checkFace(attempt)}>
          继续人脸核验
        </Button>
        <Button disabled={busy} onPress={() => without(attempt)}>
          {WITHOUT}
        </Button>
      </View>
    </Section>
  ))
}
