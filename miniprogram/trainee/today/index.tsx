import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { type Question, useQuestion } from '../../api/use-question'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { CheckInButton } from '../../components/check-in-button'
import { Reminders } from '../../components/notices/reminders'
import { Page } from '../../components/page'
import { useMoment } from '../../components/server-clock'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { Forgotten } from '../appeal/forgotten'
import { ConsentCard } from '../face/card'
import { lineOfToday } from '../face/standing-words'
import { startAgain } from './again'
import { serverTime } from './clock'
import { dayNow } from './day-now'
import { Elsewhere } from './elsewhere'
import { Resume } from './face/resume'
import type { Attempt } from './kept'
import { CheckIns, Lessons } from './lists'
import { leavesEarlyBy, nextMoment } from './next'
import { asOfNow, remembered } from './remembered'
import { EarlyQuestion, Sheets } from './sheets'
import { Under } from './under'
import { useCheckIn } from './use-check-in'
import { Waiting } from './waiting'
import { Ways } from './ways'
import './index.scss'

interface TodayProps {
  readonly today: TraineeToday
  /** The server has told it just now; otherwise it is what the phone remembers. */
  readonly online: boolean
  readonly question: Question<TraineeToday>
}

function Today({ today: known, online, question }: TodayProps) {
  const [turned, setTurned] = useState(false)
  /** What is done once somebody has said that they leave early; null: nobody is asked. */
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const checkingIn = useCheckIn(known.whose, question)
  const { waiting, held, problem, busy, sending, press, checkFace, without } = checkingIn
  const clock = () =>
    online && question.answer ? Date.now() + known.now - question.answeredAt : serverTime()
  const now = clock()
  const day = dayNow({ today: known, online, turned }, checkingIn, now)
  const { today, step, kind } = day
  useMoment(nextMoment(known, now), now)
  const ask = () => void question.ask()
  const byFace = online && known.face.readiness === 'ready'
  const trouble = question.problem
  const tap = (of: Attempt['kind']) =>
    press({ whose: known.whose, date: known.date, kind: of }, { by: byFace ? 'face' : 'person' })
  const unlessEarly = (of: Attempt['kind'], act: () => void) =>
    of === 'end' && leavesEarlyBy(known, clock()) !== null ? setLeaving(() => act) : act()
  return (
    <>
      <CheckInButton
        action={busy ? '正在打卡…' : step.action}
        enabled={step.enabled && !busy}
        label={step.label}
        until={step.until}
        skew={now - Date.now()}
        onPress={() => unlessEarly(kind, () => tap(kind))}
      />
      <View className="advice" {...role('status')}>
        {problem || step.advice}
      </View>
      <Under trouble={trouble} faceLine={step.enabled ? lineOfToday(known.face) : null} />
      {held.length === 0 && (
        <Ways
          {...day}
          now={now}
          online={online}
          busy={busy}
          askAgain={trouble && trouble.code !== 'not-allowed' ? ask : null}
          turn={() => setTurned(!turned)}
          endAgain={() => tap('end')}
          unlessEarly={unlessEarly}
          press={press}
        />
      )}
      <Resume date={known.date} held={held} busy={busy} checkFace={checkFace} without={without} />
      <Waiting date={known.date} waiting={waiting} sending={sending} again={ask} />
      {known.forgotten && <Forgotten key={known.forgotten.date} forgotten={known.forgotten} onSent={ask} />}
      <CheckIns
        today={today}
        again={held.length > 0 ? null : startAgain(today, now, byFace)}
        busy={busy}
        startAgain={() => tap('start')}
      />
      {today.lessons.length > 0 && <Lessons lessons={today.lessons} />}
      {online && known.face.readiness === 'no-consent' && <ConsentCard onChosen={ask} />}
      {leaving && (
        <EarlyQuestion
          left={leavesEarlyBy(known, now) ?? 0}
          stay={() => setLeaving(null)}
          leave={() => {
            setLeaving(null)
            leaving()
          }}
        />
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
      <Standing question={{ ...question, answer: today, problem: today ? null : question.problem }}>
        {shown => <Today today={shown} online={online} question={question} />}
      </Standing>
      {(today || question.problem) && <Elsewhere whose={today?.whose ?? null} />}
      {(today || question.problem) && (
        <View className="onward">
          <Button onPress={() => void Taro.navigateTo({ url: '/trainee/days/index' })}>我的学时</Button>
          <Button onPress={() => void Taro.navigateTo({ url: '/trainee/face/index' })}>人脸打卡设置</Button>
        </View>
      )}
      <Reminders />
    </Page>
  )
}
