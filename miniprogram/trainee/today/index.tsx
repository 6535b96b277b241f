import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { CheckInView, LessonView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { shownPerson } from '../../api/session'
import { asFailure, type Question, useQuestion } from '../../api/use-question'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { CheckInButton } from '../../components/check-in-button'
import { Mark } from '../../components/mark'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords, hourMinute, span } from '../../components/time'
import { checkInKind, checkInState, lessonWords } from '../../components/words'
import { type Intent, isUnanswered, sendAttempt } from './attempt'
import { Confirmation } from './confirmation'
import { nextStep } from './next'
import './index.scss'

type Sent = Awaited<ReturnType<typeof sendAttempt>>

/** One check-in at a time; `problem` is the sentence of the last failure. */
function useCheckIn() {
  const [sent, setSent] = useState<Sent | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const underWay = useRef(false)
  const send = async (intent: Intent) => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setProblem('')
    try {
      setSent(await sendAttempt(intent))
    } catch (error) {
      const failure = asFailure(error)
      setProblem(failure.unsettled ? `${failure.message}再按一次，仍算同一次打卡。` : failure.message)
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }
  return { sent, problem, busy, send, close: () => setSent(null) }
}

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

function CheckIns({ checkIns }: { readonly checkIns: readonly CheckInView[] }) {
  return (
    <Section title="今天的打卡">
      {checkIns.map(checkIn => (
        <View className="check-in-line" key={checkIn.attemptId}>
          <View className="check-in-kind">{checkInKind[checkIn.kind]}</View>
          <View className="check-in-time">{hourMinute(checkIn.at)}</View>
          <Mark words={checkInState[checkIn.state]} />
        </View>
      ))}
    </Section>
  )
}

function Today({
  today,
  question,
}: {
  readonly today: TraineeToday
  readonly question: Question<TraineeToday>
}) {
  const skew = today.now - question.answeredAt
  const step = nextStep(today, Date.now() + skew)
  const { sent, problem, busy, send, close } = useCheckIn()
  const kind = today.next === 'end' ? 'end' : 'start'
  const intent = { who: shownPerson()?.name ?? '', date: today.date, kind } as const
  const again = step.enabled && !problem && isUnanswered(intent)
  const seen = () => {
    close()
    void question.ask()
  }
  return (
    <>
      <CheckInButton
        action={busy ? '正在打卡…' : step.action}
        enabled={step.enabled && !busy}
        label={step.label}
        until={step.until}
        skew={skew}
        onPress={() => void send(intent)}
      />
      <View className="advice" {...role('status')}>
        {problem || (again ? '上一次打卡没有收到回答，再按一次即可，不会重复。' : step.advice)}
      </View>
      {step.enabled && today.withoutFace && <View className="note advice-face">{today.withoutFace}</View>}
      {today.checkIns.length > 0 && <CheckIns checkIns={today.checkIns} />}
      {today.lessons.length > 0 && <Lessons lessons={today.lessons} />}
      {sent && (
        <Confirmation
          answer={sent}
          withoutLocation={sent.evidence.location === undefined}
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
    </Page>
  )
}
