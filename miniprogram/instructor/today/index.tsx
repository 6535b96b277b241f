import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayRow, ClassToday } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { useKeptFresh } from '../../api/keep-fresh'
import { allPages } from '../../api/use-pages'
import { type Question, useAsked, useQuestion } from '../../api/use-question'
import { focusable } from '../../components/aria'
import { Button } from '../../components/button'
import { Reminders } from '../../components/notices/reminders'
import { Page, Section } from '../../components/page'
import { windowEndOf } from '../../components/recording'
import { Standing } from '../../components/standing'
import { dateInWords, hourMinute } from '../../components/time'
import { TimeLine } from '../../components/time-line'
import { classroomTracks } from '../../components/time-line/day-tracks'
import { DaySwitch } from './day-switch'
import { FacePages } from './face-pages'
import { freshFrom, isRecordingNow, shownOf } from './freshness'
import { Glance } from './glance'
import { OpenQuestions } from './open-questions'
import { Recordings } from './recordings'
import { Roll } from './roll'
import { WaitingList } from './waiting'
import { waitingOf } from './waits'
import { useWitnessing } from './witness'
import './index.scss'

/** Which class and which day; null: the first class, and today. */
interface Chosen {
  readonly classId: string | null
  readonly date: string | null
}

/** All days of a class so far. */
interface Days {
  readonly classId: string | null
  readonly rows: readonly ClassDayRow[]
}

/** What is asked on another day is no matter of seconds. */
const DAYS_KEPT_MS = 300_000

const useDays = (classId: string | null): Question<Days> =>
  useAsked<Days>(`days of ${classId}`, async () => {
    if (classId === null) return { classId, rows: [] }
    const pages = await allPages(after =>
      call('class-days', { classId, ...(after === undefined ? {} : { after }) }),
    )
    return { classId, rows: pages.flatMap(({ rows }) => rows) }
  })

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

interface DaysProps extends Pick<Props, 'today' | 'chosen' | 'choose'> {
  readonly days: Question<Days>
}

/** What the class's other days want of the instructor, and the way to them. */
function OtherDays({ today, chosen, choose, days }: DaysProps) {
  const { classId } = today.class
  const answer = days.answer?.classId === classId ? days.answer : null
  // As tall as what comes: nothing below moves.
  if (answer === null && days.problem === null) return <View className="day-switch" />
  return (
    <Standing question={{ ...days, answer }}>
      {({ rows }) => (
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
        <View className="classroom-part classroom-recordings" {...focusable}>
          <Recordings today={today} skew={today.now - question.answeredAt} reload={question.ask} />
        </View>
        <View>
          <View className="classroom-part classroom-waiting" {...focusable}>
            <WaitingList date={date} waiting={waitingOf(roll)} witnessing={witnessing} />
          </View>
          <View className="classroom-part classroom-roll" {...focusable}>
            <Roll date={date} roll={roll} />
          </View>
        </View>
      </View>
    </>
  )
}

/** The present hour, where it lies on the day that is shown. */
const nowOn = ({ now, window }: ClassToday) => (window && now <= window.end ? now : null)

/** All that the page asks, asked together. */
function useClass({ classId, date }: Chosen) {
  const today = useQuestion('class-today', {
    ...(classId === null ? {} : { classId }),
    ...(date === null ? {} : { date }),
  })
  const { answer, answeredAt } = today
  const days = useDays(answer?.class.classId ?? null)
  const now = answer ? answer.now + Date.now() - answeredAt : 0
  useKeptFresh({
    shown: answer ? shownOf(answer) : '',
    goesOn: answer !== null && isRecordingNow(answer),
    from: answer && freshFrom(answer, now),
    refresh: () => {
      void today.refresh()
      if (Date.now() - days.answeredAt >= DAYS_KEPT_MS) void days.refresh()
    },
  })
  const reload = async () => {
    await Promise.all([today.ask(), days.ask()])
  }
  return { today, days, reload, busy: today.busy || days.busy }
}

export default function InstructorTodayPage() {
  const [chosen, choose] = useState<Chosen>({ classId: null, date: null })
  const { today: question, days, reload, busy } = useClass(chosen)
  const today = question.answer
  const under = today
    ? [dateInWords(today.date), today.class.title, today.class.room].filter(Boolean).join(' · ')
    : ''
  return (
    <Page title={chosen.date === null ? '今天的课堂' : '课堂'} under={under} wide>
      <View className="again">
        <Button look="quiet" disabled={busy} onPress={() => void reload()}>
          刷新
        </Button>
        {today && <FacePages of={today.class} />}
        {today && <View className="note again-as-of">{hourMinute(today.now)} 的情况</View>}
      </View>
      <Standing question={question}>
        {answer => (
          <>
            <Choice today={answer} choose={choose} />
            <Glance today={answer} skew={answer.now - question.answeredAt} />
            <OtherDays today={answer} chosen={chosen} choose={choose} days={days} />
            <Classroom key={`${answer.class.classId} ${answer.date}`} today={answer} question={question} />
          </>
        )}
      </Standing>
      <Reminders />
    </Page>
  )
}
