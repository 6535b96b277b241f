import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { CheckInView, LessonView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { shownPerson } from '../../api/session'
import { type Question, useQuestion } from '../../api/use-question'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { CheckInButton } from '../../components/check-in-button'
import { Mark } from '../../components/mark'
import { Reminders } from '../../components/notices/reminders'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { bothTimes, dateInWords, hourMinute, span, timeOn } from '../../components/time'
import { checkInKind, checkInState, lessonWords, type Words } from '../../components/words'
import { type Attempt, isUnanswered } from './attempt'
import { Confirmation } from './confirmation'
import { nextStep } from './next'
import { useCheckIn } from './use-check-in'
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

const notArrived: Words = { text: '等待送达', tone: 'wait' }

interface LineProps {
  readonly kind: 'start' | 'end'
  readonly time: string
  readonly words: Words
  readonly note?: string | null
}

function Line({ kind, time, words, note }: LineProps) {
  return (
    <View className="check-in-line">
      <View className="check-in-kind">{checkInKind[kind]}</View>
      <View className="check-in-time">{time}</View>
      <Mark words={words} />
      {note && <View className="check-in-note note">{note}</View>}
    </View>
  )
}

/** A tap that waited on the phone is shown with both its times. */
const lateNote = ({ at, arrivedAt }: CheckInView, date: string) =>
  arrivedAt === null ? null : bothTimes({ at, arrivedAt }, date)

interface CheckInsProps {
  readonly today: TraineeToday
  readonly waiting: readonly Attempt[]
}

function CheckIns({ today: { checkIns, date }, waiting }: CheckInsProps) {
  if (checkIns.length + waiting.length === 0) return null
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
      {waiting.map(({ attemptKey, kind, tappedAt }) => (
        <Line
          key={attemptKey}
          kind={kind}
          time={timeOn(date, tappedAt)}
          words={notArrived}
          note="已记在本机，连上网后自动补发，按点击时间计。"
        />
      ))}
    </Section>
  )
}

interface TodayProps {
  readonly today: TraineeToday
  readonly question: Question<TraineeToday>
}

function Today({ today, question }: TodayProps) {
  const skew = today.now - question.answeredAt
  const step = nextStep(today, Date.now() + skew)
  const { sent, waiting, problem, busy, press, seen } = useCheckIn(today, question)
  const kind = today.next === 'end' ? 'end' : 'start'
  const intent = { who: shownPerson()?.name ?? '', date: today.date, kind } as const
  const again = step.enabled && !problem && !busy && isUnanswered(intent)
  const answer = sent[0]
  return (
    <>
      <CheckInButton
        action={busy ? '正在打卡…' : step.action}
        enabled={step.enabled && !busy}
        label={step.label}
        until={step.until}
        skew={skew}
        onPress={() => press(intent)}
      />
      <View className="advice" {...role('status')}>
        {problem || (again ? '上一次打卡没有收到回答，再按一次即可，不会重复。' : step.advice)}
      </View>
      {step.enabled && today.withoutFace && <View className="note advice-face">{today.withoutFace}</View>}
      <CheckIns today={today} waiting={waiting} />
      {today.lessons.length > 0 && <Lessons lessons={today.lessons} />}
      {answer && (
        <Confirmation
          answer={answer}
          withoutLocation={answer.evidence.location === undefined}
          withoutFace={today.withoutFace}
          onClose={seen}
        />
      )}
    </>
  )
}

export default function TraineeTodayPage() {
  const question = useQuestion('trainee-today', {})
  const today = question.answer
  const under = today ? [today.class.title, today.class.room].filter(Boolean).join(' · ') : ''
  return (
    <Page title={today ? dateInWords(today.date) : '今天'} under={under}>
      <Standing question={question}>{answer => <Today today={answer} question={question} />}</Standing>
      <View className="onward">
        <Button onPress={() => void Taro.navigateTo({ url: '/trainee/days/index' })}>我的学时</Button>
      </View>
      <Reminders />
    </Page>
  )
}
