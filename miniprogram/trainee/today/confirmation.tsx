import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CheckInAnswer } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { RemindMe } from '../../components/notices/reminders'
import { dayAndTime, hourMinuteSecond } from '../../components/time'
import { checkInKind, checkInState } from '../../components/words'
import { timeOfTap } from './clock'
import { type Attempt, isStored } from './kept'
import { refusalInWords } from './next'
import { ResultSheet, Sentence } from './sheet'

/** What is done with it in the end. */
const Seen = ({ onClose }: { readonly onClose: () => void }) => (
  <Button look="primary" onPress={onClose}>
    知道了
  </Button>
)

interface Taken {
  readonly attempt: Attempt
  readonly checkIn: Extract<CheckInAnswer, { accepted: true }>['checkIn']
  readonly withoutFace: string | null
  readonly onClose: () => void
}

/** What is easily forgotten next. */
const reminders: Readonly<Record<Taken['checkIn']['kind'], ReactNode>> = {
  start: <RemindMe kinds={['forgotten-check-out']}>忘了签退时提醒我</RemindMe>,
  end: <RemindMe kinds={['session-reminder']}>下次上课前提醒我</RemindMe>,
}

/** The big time is the tap's; when it got through is told beside it. */
function Accepted({ attempt, checkIn, withoutFace, onClose }: Taken) {
  const waiting = checkIn.state === 'waiting'
  const kind = checkInKind[checkIn.kind]
  return (
    <ResultSheet
      look={waiting ? 'wait' : 'good'}
      title={`${kind}${waiting ? '已收到' : '成功'}`}
      actions={
        <>
          {reminders[checkIn.kind]}
          <Seen onClose={onClose} />
        </>
      }
      onEscape={onClose}
    >
      <View className="confirmation-time">{hourMinuteSecond(checkIn.at)}</View>
      {checkIn.arrivedAt !== null && (
        <Sentence>
          点击时间 {dayAndTime(checkIn.at)}，到达时间 {dayAndTime(checkIn.arrivedAt)}，按点击时间计。
        </Sentence>
      )}
      {attempt.doubtful && <Sentence>等待期间手机的时间改过，点击时间可能不准，请和教师核对。</Sentence>}
      <Mark words={checkInState[checkIn.state]} />
      {waiting && <Sentence>{withoutFace ?? whyItWaits(attempt)}</Sentence>}
      {attempt.evidence.location === undefined && (
        <Sentence>这次没有取得位置，可能需要人工核查；下次允许使用位置，可以免去这一项。</Sentence>
      )}
    </ResultSheet>
  )
}

/** A face or a code speaks for the moment at which it is shown. */
function whyItWaits({ evidence: { faceCheckId, roomCode } }: Attempt): string {
  if (faceCheckId !== undefined) return '人脸核验通过了，但没有及时送到，还要请教师确认一下。'
  if (roomCode !== undefined) return '签到码没有及时送到，不能作数，请教师确认后生效。'
  return '时间已经记下，请让教师当面确认，确认后即生效。'
}

interface EndedProps {
  readonly attempt: Attempt
  readonly withoutFace: string | null
  readonly onClose: () => void
}

/** The server has answered: its time, or why not and what to do next. */
export function Ended({ attempt, withoutFace, onClose }: EndedProps) {
  const { ending } = attempt
  if (ending === null) return null
  if ('answer' in ending && ending.answer.accepted) {
    const { checkIn } = ending.answer
    return <Accepted attempt={attempt} checkIn={checkIn} withoutFace={withoutFace} onClose={onClose} />
  }
  return (
    <ResultSheet look="bad" title="没有打上卡" actions={<Seen onClose={onClose} />} onEscape={onClose}>
      <Sentence>
        {checkInKind[attempt.kind]}，{dayAndTime(timeOfTap(attempt))} 点击。
      </Sentence>
      <Sentence>{'answer' in ending ? refusalOf(ending.answer) : `${ending.problem}请告诉教师。`}</Sentence>
    </ResultSheet>
  )
}

const refusalOf = (answer: CheckInAnswer) => (answer.accepted ? '' : refusalInWords(answer.refusal))

/** The server was not reached: the tap is safe, and what to do is to go on. */
export function Kept({ attempt, onClose }: { readonly attempt: Attempt; readonly onClose: () => void }) {
  return (
    <ResultSheet
      look="wait"
      title={`${checkInKind[attempt.kind]}已记在本机`}
      actions={<Seen onClose={onClose} />}
      onEscape={onClose}
    >
      <View className="confirmation-time">{hourMinuteSecond(timeOfTap(attempt))}</View>
      <Mark words={{ text: '等待送达', tone: 'wait' }} />
      <Sentence>还没有送到服务器。连上后会自动补发，按点击时间计，教师确认后生效。不用再按。</Sentence>
      {!isStored(attempt) && (
        <Sentence>手机存不下这次打卡：送达之前请不要关闭页面；已经关闭的，请告诉教师。</Sentence>
      )}
    </ResultSheet>
  )
}
