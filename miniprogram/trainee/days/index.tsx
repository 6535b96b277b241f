import { View } from '@tarojs/components'
import type { MyDay, MyDays } from '../../../cloudfunctions/contract/app'
import { type Question, useQuestion } from '../../api/use-question'
import { Page } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { EachDay } from './each-day'
import { Forecast } from './forecast'
import { Hours } from './hours'
import './index.scss'

/** Where the class stands as a whole; empty while it is under way. */
function stageInWords({ days, ahead, forecast: { scheduledHours, hoursToCome } }: MyDays): string {
  if (scheduledHours === 0) return '还没有排课。排好课后，这里会有每天的学时。'
  if (hoursToCome === 0) return '课程已全部结束。'
  const first = days.length === 0 && ahead[0]
  return first ? `还没开课，第一次课是 ${dateInWords(first.date)}。` : ''
}

interface Props extends Pick<Question<MyDays>, 'put' | 'ask'> {
  readonly days: MyDays
}

function Days({ days, put, ask }: Props) {
  const changed = (day: MyDay | null) =>
    day === null
      ? void ask()
      : put({ ...days, days: days.days.map(one => (one.date === day.date ? day : one)) })
  const stage = stageInWords(days)
  return (
    <>
      {stage && <View className="stage">{stage}</View>}
      {days.forecast.scheduledHours > 0 && (
        <>
          <View className="overview">
            <View>
              <Hours days={days} />
            </View>
            <View>
              <Forecast days={days} />
            </View>
          </View>
          <EachDay days={days} onAsked={changed} />
        </>
      )}
    </>
  )
}

export default function TraineeDaysPage() {
  const question = useQuestion('my-days', {})
  return (
    <Page title="我的学时" under={question.answer?.class.title ?? ''}>
      <Standing question={question}>{answer => <Days days={answer} {...question} />}</Standing>
    </Page>
  )
}
