import { View } from '@tarojs/components'
import type { CheckInView, LessonView, TraineeToday } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'
import { Section } from '../../components/page'
import { bothTimes, hourMinute, span } from '../../components/time'
import { checkInState, lessonWords, type Words } from '../../components/words'
import { isSuperseded } from './again'
import { Line } from './line'

export function Lessons({ lessons }: { readonly lessons: readonly LessonView[] }) {
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

const notNeeded: Words = { text: '不用再确认', tone: 'quiet' }

/** A tap that waited on the phone is shown with both its times. */
const lateNote = ({ at, arrivedAt }: CheckInView, date: string) =>
  arrivedAt === null ? null : bothTimes({ at, arrivedAt }, date)

interface CheckInsProps {
  readonly today: TraineeToday
  /** What a further start is good for; null: for nothing. */
  readonly again: string | null
  readonly busy: boolean
  readonly startAgain: () => void
}

export function CheckIns({ today, again, busy, startAgain }: CheckInsProps) {
  const { checkIns, date } = today
  if (checkIns.length === 0) return null
  return (
    <Section title="今天的打卡">
      {checkIns.map(checkIn => (
        <Line
          key={checkIn.attemptId}
          kind={checkIn.kind}
          time={hourMinute(checkIn.at)}
          words={isSuperseded(today, checkIn) ? notNeeded : checkInState[checkIn.state]}
          note={lateNote(checkIn, date)}
        />
      ))}
      {again !== null && (
        <View className="start-again">
          <View className="note">{again}</View>
          <Button look="quiet" disabled={busy} onPress={startAgain}>
            重新签到
          </Button>
        </View>
      )}
    </Section>
  )
}
