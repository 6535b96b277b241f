import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { CheckInView, LessonView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { type Question, useQuestion } from '../../api/use-question'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { CheckInButton } from '../../components/check-in-button'
import { Reminders } from '../../components/notices/reminders'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { bothTimes, dateInWords, hourMinute, span } from '../../components/time'
import { checkInKind, checkInState, lessonWords } from '../../components/words'
import { serverTime } from './clock'
import { Ended, Kept } from './confirmation'
import { Elsewhere } from './elsewhere'
import { Line } from './line'
import { nextStep, stepWithoutLine, tappedAndWaiting } from './next'
import { asOfNow, nextOf, remembered } from './remembered'
import { type CheckingIn, useCheckIn } from './use-check-in'
import { Waiting } from './waiting'
import './index.scss'

function Lessons({ lessons }: { readonly lessons: readonly LessonView[] }) {
  return (
    <Section title="今天的课">
      {lessons.map(lesson => (
        <View className="lesson" key={lesson.lessonId}>
          <View className="lesson-time">{span(lesson)}</View>
          <View>
            <View>{lesson.title}</View>
            <View className="note">{lessonWords(lesson)}</View>
          </View>
        </View>
      ))}
    </Section>
  )
}

/** A tap that waited on the phone is shown with both its times. */
const lateNote = ({ at, arrivedAt }: CheckInView, date: string) =>
  arrivedAt === null ? null : bothTimes({ at, arrivedAt }, date)

function CheckIns({ today: { checkIns, date } }: { readonly today: TraineeToday }) {
  if (checkIns.length === 0) return null
  return (
    <Section title="今天的打卡">
      {checkIns.map(checkIn => (
        <Line
          key={checkIn.attemptId}
          kind={checkIn.kind}
          time={hourMinute(checkIn.at)}
          words={checkInState[checkIn.state]}
          note={lateNote(checkIn, date)}
        />
      ))}
    </Section>
  )
}

interface SheetsProps {
  readonly today: TraineeToday
  readonly checkingIn: CheckingIn
}

function Sheets({ today, checkingIn: { ended, justKept, seen } }: SheetsProps) {
  if (ended[0]) return <Ended attempt={ended[0]} withoutFace={today.face.because} onClose={seen} />
  return justKept && <Kept attempt={justKept} onClose={seen} />
}

const stepFor = (today: TraineeToday, now: number, online: boolean) =>
  online ? nextStep(today, now) : stepWithoutLine(today, now)

/** Without the day's lessons it is the person who knows whether it begins or ends. */
function OtherKind({ kind, onPress }: { readonly kind: 'start' | 'end'; readonly onPress: () => void }) {
  return (
    <View className="other-kind">
      <Button look="quiet" onPress={onPress}>
        改为{checkInKind[kind === 'start' ? 'end' : 'start']}
      </Button>
    </View>
  )
}

interface TodayProps {
  readonly today: TraineeToday
  /** The server has told it just now; otherwise it is what the phone remembers. */
  readonly online: boolean
  readonly question: Question<TraineeToday>
}

function Today({ today: known, online, question }: TodayProps) {
  const [turned, setTurned] = useState(false)
  const checkingIn = useCheckIn(known.whose, question)
  const { waiting, problem, busy, sending, press } = checkingIn
  const next = nextOf(known, waiting, online)
  const mayTurn = !online && known.lessons.length === 0 && (next === 'start' || next === 'end')
  const kind = (next === 'end') !== (mayTurn && turned) ? 'end' : 'start'
  const today = { ...known, next: mayTurn ? kind : next }
  const now = online && question.answer ? Date.now() + known.now - question.answeredAt : serverTime()
  const allTapped = next === 'done' && known.next !== 'done'
  const step = allTapped ? tappedAndWaiting : stepFor(today, now, online)
  return (
    <>
      <CheckInButton
        action={busy ? '正在打卡…' : step.action}
        enabled={step.enabled && !busy}
        label={step.label}
        until={step.until}
        skew={now - Date.now()}
        onPress={() => press({ whose: known.whose, date: known.date, kind })}
      />
      <View className="advice" {...role('status')}>
        {problem || step.advice}
      </View>
      {step.enabled && today.face.because && <View className="note advice-face">{today.face.because}</View>}
      {mayTurn && <OtherKind kind={kind} onPress={() => setTurned(!turned)} />}
      <Waiting date={known.date} waiting={waiting} sending={sending} again={() => void question.ask()} />
      <CheckIns today={today} />
      {today.lessons.length > 0 && <Lessons lessons={today.lessons} />}
      <Sheets today={today} checkingIn={checkingIn} />
    </>
  )
}

/** What was answered last. While the server is being asked it stands for the answer only if it is of this day. */
function earlierAnswer(cutOff: boolean): TraineeToday | null {
  const earlier = remembered()
  if (!earlier || cutOff) return earlier && asOfNow(earlier)
  return asOfNow(earlier).date === earlier.date ? earlier : null
}

/** The server's answer; until it comes, and while it can't be asked, what was answered last. */
function useToday() {
  const question = useQuestion('trainee-today', {})
  const { answer, problem } = question
  const cutOff = problem?.unsettled === true
  if (cutOff) return { question, online: false, today: answer ? asOfNow(answer) : earlierAnswer(true) }
  return { question, online: true, today: answer ?? (problem ? null : earlierAnswer(false)) }
}

export default function TraineeTodayPage() {
  const { question, online, today } = useToday()
  const under = today ? [today.class.title, today.class.room].filter(Boolean).join(' · ') : ''
  return (
    <Page title={today ? dateInWords(today.date) : '今天'} under={under}>
      <Standing question={{ ...question, answer: today }}>
        {shown => <Today today={shown} online={online} question={question} />}
      </Standing>
      {(today || question.problem) && <Elsewhere whose={today?.whose ?? null} />}
      {(today || question.problem) && (
        <View className="onward">
          <Button onPress={() => void Taro.navigateTo({ url: '/trainee/days/index' })}>我的学时</Button>
        </View>
      )}
      <Reminders />
    </Page>
  )
}
