import { View } from '@tarojs/components'
import type { ClassDayDetail, QuestionView } from '../../../cloudfunctions/contract/app'
import { dayAndTime } from '../time'
import { Answer } from './answer'
import './index.scss'

const isOpen = ({ answers }: QuestionView) => answers.length === 0

/** Those that nobody has answered, the oldest first; then the others, the newest first. */
const inOrder = (questions: readonly QuestionView[]) => [
  ...questions.filter(isOpen).sort((a, b) => a.at - b.at),
  ...questions.filter(question => !isOpen(question)).sort((a, b) => b.at - a.at),
]

interface QuestionProps {
  readonly question: QuestionView
  /** Of whom it is asked. */
  readonly subject: string
}

function Question({ question: { by, at, question, answers }, subject }: QuestionProps) {
  return (
    <>
      <View className="question-head">
        关于{subject}：{question}
      </View>
      <View className="note">
        {by} · {dayAndTime(at)} 提出
      </View>
      {answers.map(answer => (
        <View className="answer" key={`${answer.by} ${answer.at}`}>
          <View>{answer.text}</View>
          <View className="note">
            {answer.by} · {dayAndTime(answer.at)} 说明
          </View>
        </View>
      ))}
      {answers.length === 0 && <View className="question-open">还没有人说明</View>}
    </>
  )
}

interface Props {
  readonly detail: ClassDayDetail
  /** Leaves out what was answered. */
  readonly openOnly?: boolean
  /** For whoever may explain, with the day as it stands after the answer; null for all others. */
  readonly onAnswered: ((detail: ClassDayDetail) => void) | null
}

/** What the supervisors asked about a day, what was answered, and the place to answer. */
export function Questions({ detail, openOnly = false, onAnswered }: Props) {
  const names = new Map(detail.trainees.map(({ traineeId, name }) => [traineeId, name]))
  const subject = ({ traineeId }: QuestionView) =>
    traineeId === null ? '全班' : (names.get(traineeId) ?? traineeId)
  const shown = openOnly ? detail.questions.filter(isOpen) : detail.questions
  return (
    <>
      {inOrder(shown).map(question => (
        <View className="question" key={question.requestId}>
          <Question question={question} subject={subject(question)} />
          {onAnswered && isOpen(question) && (
            <Answer
              day={{ classId: detail.row.classId, date: detail.row.date }}
              requestId={question.requestId}
              onAnswered={onAnswered}
            />
          )}
        </View>
      ))}
    </>
  )
}
