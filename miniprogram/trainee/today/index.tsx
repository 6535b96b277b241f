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
import { Forgotten } from '../appeal/forgotten'
import { ConsentCard } from '../face/card'
import { lineOfToday } from '../face/standing-words'
import { serverTime } from './clock'
import { Ended, Kept } from './confirmation'
import { Elsewhere } from './elsewhere'
import { CodeSheet } from './face/code'
import { Resume } from './face/resume'
import { FaceStepScreen } from './face/step'
import { wrongCodeOf } from './kept'
import { Line } from './line'
import { nextStep, refusalInWords, stepWithoutLine, tappedAndWaiting } from './next'
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

function Sheets({ today, checkingIn }: SheetsProps) {
  const { ended, facing, justKept, passed, pressAgain, seen, without } = checkingIn
  const [first] = ended
  if (facing) {
    const go = (roomCode?: string) => without(facing, roomCode)
    return <FaceStepScreen attempt={facing} by={today.face.by} onPassed={passed} onWithout={go} />
  }
  if (!first) return justKept && <Kept attempt={justKept} onClose={seen} />
  const wrong = wrongCodeOf(first)
  if (wrong === null) return <Ended attempt={first} withoutFace={today.face.because} onClose={seen} />
  return (
    <CodeSheet
      refused={refusalInWords(wrong)}
      mayType={wrong.triesLeft > 0}
      onCode={roomCode => pressAgain(first, { by: 'code', roomCode })}
      back={{ says: '不用签到码，请教师确认', press: () => pressAgain(first, { by: 'person' }) }}
    />
  )
}

/** Another way than the button's own, always at hand: the code that is shown in the room. */
function ByCode({ onCode }: { readonly onCode: (roomCode: string) => void }) {
  const [typing, setTyping] = useState(false)
  const send = (roomCode: string) => {
    setTyping(false)
    onCode(roomCode)
  }
  return (
    <View className="other-kind">
      <Button look="quiet" onPress={() => setTyping(true)}>
        输入课堂签到码
      </Button>
      {typing && <CodeSheet onCode={send} back={{ says: '返回', press: () => setTyping(false) }} />}
    </View>
  )
}

const HELD = '有一次打卡还没有送出，请在下面选一种办法。'

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
  const { waiting, held, facing, problem, busy, sending, press, checkFace, without } = checkingIn
  const next = nextOf(known, [...waiting, ...held, ...(facing ? [facing] : [])], online)
  const mayTurn = !online && known.lessons.length === 0 && (next === 'start' || next === 'end')
  const kind = (next === 'end') !== (mayTurn && turned) ? 'end' : 'start'
  const today = { ...known, next: mayTurn ? kind : next }
  const now = online && question.answer ? Date.now() + known.now - question.answeredAt : serverTime()
  const allTapped = next === 'done' && known.next !== 'done'
  const step = allTapped ? tappedAndWaiting : stepFor(today, now, online)
  const intent = { whose: known.whose, date: known.date, kind } as const
  const byFace = online && known.face.readiness === 'ready'
  const faceLine = lineOfToday(known.face)
  return (
    <>
      <CheckInButton
        action={busy ? '正在打卡…' : step.action}
        enabled={step.enabled && !busy}
        label={step.label}
        until={step.until}
        skew={now - Date.now()}
        onPress={() => press(intent, { by: byFace ? 'face' : 'person' })}
      />
      <View className="advice" {...role('status')}>
        {problem || (held.length > 0 ? HELD : step.advice)}
      </View>
      {step.enabled && faceLine && <View className="note advice-face">{faceLine}</View>}
      {step.enabled && !busy && <ByCode onCode={roomCode => press(intent, { by: 'code', roomCode })} />}
      {mayTurn && <OtherKind kind={kind} onPress={() => setTurned(!turned)} />}
      <Resume date={known.date} held={held} busy={busy} checkFace={checkFace} without={without} />
      <Waiting date={known.date} waiting={waiting} sending={sending} again={() => void question.ask()} />
      {known.forgotten && (
        <Forgotten
          key={known.forgotten.date}
          forgotten={known.forgotten}
          onSent={() => void question.ask()}
        />
      )}
      <CheckIns today={today} />
      {today.lessons.length > 0 && <Lessons lessons={today.lessons} />}
      {online && known.face.readiness === 'no-consent' && (
        <ConsentCard onChosen={() => void question.ask()} />
      )}
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
          <Button onPress={() => void Taro.navigateTo({ url: '/trainee/face/index' })}>人脸打卡</Button>
        </View>
      )}
      <Reminders />
    </Page>
  )
}
