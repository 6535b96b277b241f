import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassToday } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { allPages } from '../../api/use-pages'
import { type Question, useAsked, useQuestion } from '../../api/use-question'
import { Button } from '../../components/button'
import { Reminders } from '../../components/notices/reminders'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { TimeLine } from '../../components/time-line'
import { classroomTracks } from '../../components/time-line/day-tracks'
import { DaySwitch } from './day-switch'
import { FacePages } from './face-pages'
import { OpenQuestions } from './open-questions'
import { Recordings } from './recordings'
import { Roll } from './roll'
import { WaitingList } from './waiting'
import { waitingOf } from './waits'
import { windowEndOf } from './window-end'
import { useWitnessing } from './witness'
import './index.scss'

/** Which class and which day; null: the first class, and today. */
interface Chosen {
  readonly classId: string | null
  readonly date: string | null
}

interface Props {
  readonly today: ClassToday
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  readonly question: Question<ClassToday>
}

function Choice({ today, choose }: Pick<Props, 'today' | 'choose'>) {
  if (today.classes.length < 2) return null
  return (
    <View className="choice">
      {today.classes.map(({ classId, title }) => (
        <Button
          key={classId}
          look="chip"
          pressed={classId === today.class.classId}
          onPress={() => choose({ classId, date: null })}
        >
          {title}
        </Button>
      ))}
    </View>
  )
}

/** What the class's other days want of the instructor, and the way to them. */
function Days({ today, chosen, choose }: Omit<Props, 'question'>) {
  const { classId } = today.class
  const days = useAsked(`days of ${classId}`, async () => {
    const pages = await allPages(after =>
      call('class-days', { classId, ...(after === undefined ? {} : { after }) }),
    )
    return pages.flatMap(({ rows }) => rows)
  })
  // As tall as what comes: nothing below moves.
  if (days.answer === null && days.problem === null) return <View className="day-switch" />
  return (
    <Standing question={days}>
      {rows => (
        <>
          <OpenQuestions days={rows} onAnswered={() => void days.ask()} />
          <DaySwitch
            dates={rows.map(({ date }) => date)}
            date={today.date}
            isChosen={chosen.date !== null}
            choose={date => choose({ classId, date })}
          />
        </>
      )}
    </Standing>
  )
}

function Classroom({ today, question }: Pick<Props, 'today' | 'question'>) {
  const { date, roll } = today
  const witnessing = useWitnessing({ classId: today.class.classId, date }, () => void question.ask())
  return (
    <>
      <Section title="课程">
        {today.lessons.length === 0 && <View className="note">这一天没有课。</View>}
        {today.lessons.length > 0 && (
          <TimeLine tracks={classroomTracks(today, windowEndOf(today))} now={nowOn(today)} />
        )}
      </Section>
      <View className="classroom">
        <View className="classroom-recordings">
          <Recordings today={today} skew={today.now - question.answeredAt} reload={question.ask} />
        </View>
        <View>
          <WaitingList date={date} waiting={waitingOf(roll)} witnessing={witnessing} />
          <Roll date={date} roll={roll} />
        </View>
      </View>
    </>
  )
}

/** The present hour, where it lies on the day that is shown. */
const nowOn = ({ now, window }: ClassToday) => (window && now <= window.end ? now : null)

export default function InstructorTodayPage() {
  const [chosen, choose] = useState<Chosen>({ classId: null, date: null })
  const { classId, date } = chosen
  const question = useQuestion('class-today', {
    ...(classId === null ? {} : { classId }),
    ...(date === null ? {} : { date }),
  })
  const today = question.answer
  const under = today
    ? [dateInWords(today.date), today.class.title, today.class.room].filter(Boolean).join(' · ')
    : ''
  return (
    <Page title={date === null ? '今天的课堂' : '课堂'} under={under} wide>
      <View className="again">
        <Button look="quiet" disabled={question.busy} onPress={() => void question.ask()}>
          {question.busy ? '正在刷新…' : '刷新'}
        </Button>
        {today && <FacePages of={today.class} />}
      </View>
      <Standing question={question}>
        {answer => (
          <>
            <Choice today={answer} choose={choose} />
            <Days key={answer.class.classId} today={answer} chosen={chosen} choose={choose} />
            <Classroom key={`${answer.class.classId} ${answer.date}`} today={answer} question={question} />
          </>
        )}
      </Standing>
      <Reminders />
    </Page>
  )
}
