import { View } from '@tarojs/components'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'
import { durationInWords } from '../../components/time'
import { Ended, Kept } from './confirmation'
import { CodeSheet } from './face/code'
import { FaceStepScreen } from './face/step'
import { wrongCodeOf } from './kept'
import { refusalInWords } from './next'
import { ResultSheet, Sentence } from './sheet'
import type { CheckingIn } from './use-check-in'

interface SheetsProps {
  readonly today: TraineeToday
  readonly checkingIn: CheckingIn
}

/** What a tap that is under hand, or has just ended, wants of the person. */
export function Sheets({ today, checkingIn }: SheetsProps) {
  const { ended, facing, justKept, passed, pressAgain, seen, without } = checkingIn
  const [first] = ended
  if (facing) {
    const go = (roomCode?: string) => without(facing, roomCode)
    return <FaceStepScreen attempt={facing} by={today.face.by} onPassed={passed} onWithout={go} />
  }
  if (!first) return justKept && <Kept attempt={justKept} onClose={seen} />
  const { attemptKey, kind } = first
  const wrong = wrongCodeOf(first)
  if (wrong === null)
    return <Ended key={attemptKey} attempt={first} withoutFace={today.face.because} onClose={seen} />
  // One that waits already is not followed by another that would wait as well.
  const isThere = today.checkIns.some(checkIn => checkIn.kind === kind)
  return (
    <CodeSheet
      key={attemptKey}
      kind={kind}
      refused={refusalInWords(wrong)}
      mayType={wrong.triesLeft > 0}
      onCode={roomCode => pressAgain(first, { by: 'code', roomCode })}
      back={
        isThere
          ? { says: '返回', press: seen }
          : { says: '不用签到码，请教师确认', press: () => pressAgain(first, { by: 'person' }) }
      }
    />
  )
}

interface EarlyProps {
  /** Milliseconds to the last lesson's end. */
  readonly left: number
  readonly stay: () => void
  readonly leave: () => void
}

/** The button that a moment before began the day ends it: before it costs hours, it is asked. */
export function EarlyQuestion({ left, stay, leave }: EarlyProps) {
  return (
    <ResultSheet
      look="wait"
      title="现在就签退吗？"
      onEscape={stay}
      actions={
        <View className="early-ways">
          <Button look="primary" onPress={stay}>
            先不签退
          </Button>
          <Button onPress={leave}>仍要签退</Button>
        </View>
      }
    >
      <Sentence>离下课还有 {durationInWords(left)}。现在签退，学时只算到现在。</Sentence>
    </ResultSheet>
  )
}
