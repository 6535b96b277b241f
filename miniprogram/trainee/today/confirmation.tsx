import { Text, View } from '@tarojs/components'
import type { CheckInAnswer, CheckInView } from '../../../cloudfunctions/contract/app'
import { heading, role } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { RemindMe } from '../../components/notices/reminders'
import { dayAndTime, hourMinuteSecond } from '../../components/time'
import { checkInKind, checkInState } from '../../components/words'
import { refusalInWords } from './next'

interface Props {
  readonly answer: CheckInAnswer
  readonly withoutLocation: boolean
  readonly withoutFace: string | null
  readonly onClose: () => void
}

/** The big time above is the tap's; when it got through is told beside it. */
function Late({ tappedAt, arrivedAt }: { readonly tappedAt: number; readonly arrivedAt: number }) {
  return (
    <View className="confirmation-line">
      点击时间 {dayAndTime(tappedAt)}，到达时间 {dayAndTime(arrivedAt)}，按点击时间计。
    </View>
  )
}

function Accepted({ answer, withoutLocation, withoutFace }: Props) {
  if (!answer.accepted) return null
  const { checkIn } = answer
  const waiting = checkIn.state === 'waiting'
  return (
    <>
      <View className={`confirmation-sign confirmation-${waiting ? 'wait' : 'good'}`} aria-hidden="true">
        {waiting ? '…' : '✓'}
      </View>
      <View className="confirmation-title" {...heading(2)}>
        {checkInKind[checkIn.kind]}
        {waiting ? '已收到' : '成功'}
      </View>
      <View className="confirmation-time">{hourMinuteSecond(checkIn.at)}</View>
      {checkIn.arrivedAt !== null && <Late tappedAt={checkIn.at} arrivedAt={checkIn.arrivedAt} />}
      <Mark words={checkInState[checkIn.state]} />
      {waiting && (
        <View className="confirmation-line">{withoutFace ?? '时间已经记下，教师确认后即生效。'}</View>
      )}
      {withoutLocation && <View className="confirmation-line">这次没有取得位置，可能需要人工核查。</View>}
    </>
  )
}

/** What is easily forgotten next. */
function Reminder({ kind }: Pick<CheckInView, 'kind'>) {
  return kind === 'start' ? (
    <RemindMe kinds={['forgotten-check-out']}>忘了签退时提醒我</RemindMe>
  ) : (
    <RemindMe kinds={['session-reminder']}>下次上课前提醒我</RemindMe>
  )
}

/** The whole screen says what became of the check-in: the server's time, or why not and what to do next. */
export function Confirmation(props: Props) {
  const { answer, onClose } = props
  return (
    <View className="confirmation" {...role('alertdialog')}>
      <View className="confirmation-body">
        {answer.accepted ? (
          <Accepted {...props} />
        ) : (
          <>
            <View className="confirmation-sign confirmation-bad" aria-hidden="true">
              ×
            </View>
            <View className="confirmation-title" {...heading(2)}>
              没有打上卡
            </View>
            <Text className="confirmation-line">{refusalInWords(answer.refusal)}</Text>
          </>
        )}
      </View>
      {answer.accepted && <Reminder kind={answer.checkIn.kind} />}
      <Button look="primary" onPress={onClose}>
        知道了
      </Button>
    </View>
  )
}
