import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassToday } from '../../../cloudfunctions/contract/app'
import { type Question, useQuestion } from '../../api/use-question'
import { Button } from '../../components/button'
import { Page, Section } from '../../components/page'
import { cameraTracks, lessonsTrack } from '../../components/recording'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { TimeLine } from '../../components/time-line'
import { Recordings } from './recordings'
import { Roll } from './roll'
import { WaitingList, waitingOf } from './waiting'
import { useWitnessing } from './witness'
import './index.scss'

function Choice({ today, choose }: { readonly today: ClassToday; readonly choose: (id: string) => void }) {
  if (today.classes.length < 2) return null
  return (
    <View className="choice">
      {today.classes.map(({ classId, title }) => (
        <Button
          key={classId}
          look="chip"
          pressed={classId === today.class.classId}
          onPress={() => choose(classId)}
        >
          {title}
        </Button>
      ))}
    </View>
  )
}

interface Props {
  readonly today: ClassToday
  readonly question: Question<ClassToday>
}

function Classroom({ today, question }: Props) {
  const again = () => void question.ask()
  const witnessing = useWitnessing(today.class.classId, again)
  return (
    <>
      <Section title="课程">
        {today.lessons.length === 0 && <View className="note">今天没有课。</View>}
        <TimeLine tracks={[lessonsTrack(today.lessons), ...cameraTracks(today.cameras)]} now={today.now} />
      </Section>
      <View className="classroom">
        <WaitingList waiting={waitingOf(today.roll)} witnessing={witnessing} />
        <View className="classroom-recordings">
          <Recordings today={today} onDone={again} />
        </View>
        <Roll roll={today.roll} />
      </View>
    </>
  )
}

export default function InstructorTodayPage() {
  const [classId, choose] = useState<string | null>(null)
  const question = useQuestion('class-today', classId === null ? {} : { classId })
  const today = question.answer
  const under = today
    ? [dateInWords(today.date), today.class.title, today.class.room].filter(Boolean).join(' · ')
    : ''
  return (
    <Page title="今天的课堂" under={under} wide>
      <View className="again">
        <Button look="quiet" disabled={question.busy} onPress={() => void question.ask()}>
          {question.busy ? '正在刷新…' : '刷新'}
        </Button>
      </View>
      <Standing question={question}>
        {answer => (
          <>
            <Choice today={answer} choose={choose} />
            <Classroom key={answer.class.classId} today={answer} question={question} />
          </>
        )}
      </Standing>
    </Page>
  )
}
