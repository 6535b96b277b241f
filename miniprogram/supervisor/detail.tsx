import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail, DecideAnswer, DecisionView } from '../../cloudfunctions/contract/app'
import { policyWords } from '../../cloudfunctions/contract/words'
import { type Question, useQuestion } from '../api/use-question'
import { focusable, role } from '../components/aria'
import { Button } from '../components/button'
import { Figures } from '../components/figures'
import { focusOn } from '../components/focus'
import { Mark } from '../components/mark'
import { Section } from '../components/page'
import { Questions } from '../components/questions'
import { Standing } from '../components/standing'
import { dayAndTime, hourMinute } from '../components/time'
import { TimeLine } from '../components/time-line'
import { dayTracks } from '../components/time-line/day-tracks'
import { classDayFlag, classDayStatus, stillOpen, verdicts } from '../components/words'
import { mayDecide, mayExplain } from './acts'
import { Cameras } from './cameras'
import { Decide } from './decide'
import { Signals } from './signals'
import { Trainees } from './trainees'
import type { Deciding } from './use-deciding'
import { Ways } from './ways'
import './detail.scss'

/** What the last decision did to the hours, in a sentence. */
function effect({ before, detail: { row } }: DecideAnswer): string {
  const waiting = (hours: { provisionalHours: number; confirmedHours: number }) =>
    hours.provisionalHours - hours.confirmedHours
  return `已核定。已确认学时 ${before.confirmedHours} → ${row.confirmedHours}，待确认学时 ${waiting(before)} → ${waiting(row)}。`
}

interface SummaryProps extends Pick<Props, 'saysClass'> {
  readonly detail: ClassDayDetail
}

function Summary({ detail: { row, policy }, saysClass }: SummaryProps) {
  return (
    <>
      {saysClass && <View className="summary-class">{row.classTitle}</View>}
      <View className="summary-marks">
        <Mark words={row.open ? stillOpen : classDayStatus[row.status]} />
        {row.openAppeals > 0 && (
          <View className="summary-flag">{row.openAppeals} 条学员申诉，见学员名单</View>
        )}
        {!row.open &&
          row.flags.map(flag => (
            <View className="summary-flag" key={flag}>
              {classDayFlag[flag]}
            </View>
          ))}
      </View>
      <Figures
        figures={[
          { name: '录像', value: String(row.segmentCount), unit: '段' },
          { name: '已确认', value: String(row.confirmedHours), unit: '学时' },
          { name: '待确认', value: String(row.provisionalHours - row.confirmedHours), unit: '学时' },
          { name: '应到', value: String(row.scheduledHours * row.trainees), unit: '学时' },
        ]}
      />
      <View className="summary-under note">
        {row.provider} · 按{policyWords[policy] ?? policy}政策判定
      </View>
    </>
  )
}

function Decisions({ detail }: { readonly detail: ClassDayDetail }) {
  const names = new Map(detail.trainees.map(({ traineeId, name }) => [traineeId, name]))
  const subject = ({ traineeId }: DecisionView) =>
    traineeId === null ? '全班' : (names.get(traineeId) ?? traineeId)
  if (detail.decisions.length === 0) return null
  return (
    <Section title="核定记录">
      {[...detail.decisions]
        .sort((a, b) => b.at - a.at)
        .map(decision => (
          <View className="decision" key={`${decision.at} ${decision.traineeId}`}>
            <View>
              {subject(decision)}：{verdicts[decision.verdict]}
              {decision.hours === null ? '' : `，${decision.hours} 学时`}
            </View>
            <View>{decision.reason}</View>
            <View className="note">
              {decision.by} · {dayAndTime(decision.at)}
            </View>
          </View>
        ))}
    </Section>
  )
}

function Asked({
  detail,
  onAnswered,
}: {
  readonly detail: ClassDayDetail
  readonly onAnswered: Question<ClassDayDetail>['put']
}) {
  if (detail.questions.length === 0) return null
  return (
    <Section title="说明要求">
      <Questions detail={detail} onAnswered={mayExplain() ? onAnswered : null} />
    </Section>
  )
}

interface ClassDecisionProps extends Deciding {
  readonly detail: ClassDayDetail
}

function ClassDecision({ detail, ...deciding }: ClassDecisionProps) {
  return (
    <Section title="核定全班当天">
      {detail.row.open && (
        <View className="note">
          当天打卡 {hourMinute(detail.decidableFrom)} 截止，之后可以核定。现在可以要求说明。
        </View>
      )}
      <Decide detail={detail} trainee={null} {...deciding} />
    </Section>
  )
}

/** The day to go on with. */
export interface NextDay {
  readonly words: string
  readonly go: () => void
}

interface Props {
  readonly classId: string
  readonly date: string
  /** After a decision, a question or an answer: the day no longer stands as the list has it. */
  readonly onChanged?: () => void
  /** Null: none is known, or there is none. */
  readonly next?: NextDay | null
  /** Nothing above says whose class it is: there is a page for the day alone. */
  readonly saysClass?: boolean
}

/** Where the keyboard goes on once the class's day is settled: to the next day, or to what came of this one. */
const AFTER_AN_ACT = ['.effect-next button', '.effect-said:not(:empty)']

/** What the acts on the day leave on the screen: the day as it now stands, and a sentence. */
function useActs(question: Question<ClassDayDetail>, onChanged: Props['onChanged']) {
  const [said, setSaid] = useState('')
  const stand = (detail: ClassDayDetail, sentence: string) => {
    question.put(detail)
    setSaid(sentence)
    onChanged?.()
  }
  return {
    said,
    onDecided: (answer: DecideAnswer) => stand(answer.detail, effect(answer)),
    onAsked: (detail: ClassDayDetail) =>
      stand(detail, '已要求说明。教师和承训单位会看到，有人说明后显示在下面。'),
    onAnswered: (detail: ClassDayDetail) => stand(detail, '说明已发出，监管人员会看到。'),
  }
}

/** What came of the last act, with the way on to the next day. */
function Outcome({ said, next }: { readonly said: string; readonly next: NextDay | null }) {
  return (
    <View className="effect">
      <View className="effect-said" {...role('status')} {...focusable}>
        {said}
      </View>
      {said !== '' && next && (
        <View className="effect-next">
          <Button shortcut="J" onPress={next.go}>
            下一天：{next.words}
          </Button>
        </View>
      )}
    </View>
  )
}

/** The keyboard goes on from the outcome, which is far above the form that was sent. */
function goingOn<T>(act: (answer: T) => void) {
  return (answer: T) => {
    act(answer)
    focusOn(...AFTER_AN_ACT)
  }
}

/** A class-day beside its evidence, and, for whoever may, the decision on it. */
export function Detail({ classId, date, onChanged, next = null, saysClass = false }: Props) {
  const question = useQuestion('class-day', { classId, date })
  const { said, onDecided, onAsked, onAnswered } = useActs(question, onChanged)
  const reload = question.ask
  return (
    <Standing question={question}>
      {detail => (
        <>
          <Summary detail={detail} saysClass={saysClass} />
          <Outcome said={said} next={next} />
          <TimeLine tracks={dayTracks(detail)} now={detail.row.open ? detail.now : null} classId={classId} />
          <Cameras detail={detail} onRefreshed={mayDecide() ? question.ask : null} />
          <Asked detail={detail} onAnswered={onAnswered} />
          {mayDecide() && (
            <ClassDecision
              detail={detail}
              onDecided={goingOn(onDecided)}
              onAsked={goingOn(onAsked)}
              reload={reload}
            />
          )}
          <Ways detail={detail} />
          <Signals detail={detail} />
          <Trainees detail={detail} onDecided={onDecided} onAsked={onAsked} reload={reload} />
          <Decisions detail={detail} />
        </>
      )}
    </Standing>
  )
}
