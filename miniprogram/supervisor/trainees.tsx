import { View } from '@tarojs/components'
import { useState } from 'react'
import type {
  AttemptView,
  ClassDayDetail,
  DecideAnswer,
  TraineeDayRow,
} from '../../cloudfunctions/contract/app'
import type { AppealView } from '../../cloudfunctions/contract/appeals'
import { appealWords } from '../../cloudfunctions/contract/words'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { focusOn } from '../components/focus'
import { Mark } from '../components/mark'
import { Section } from '../components/page'
import { Parts } from '../components/parts'
import { bothTimes, dayAndTime, hourMinute } from '../components/time'
import { checkInKind, stillOpen, traineeDayStatus } from '../components/words'
import { mayDecide } from './acts'
import { Attempts } from './attempts'
import { Decide } from './decide'
import { Together } from './together'
import { flagsInWords, presenceInWords } from './trainee-words'
import type { Deciding } from './use-deciding'
import './trainees.scss'

const order: Record<TraineeDayRow['status'], number> = {
  flagged: 0,
  absent: 1,
  rejected: 2,
  accepted: 3,
  clean: 4,
}

const isOpen = ({ answer }: AppealView) => answer === null

const waits = ({ appeals }: TraineeDayRow) => appeals.some(isOpen)

/** Those who asked and wait for an answer first, then those who wait for a decision, otherwise as the class has them. */
const byNeed = (trainees: readonly TraineeDayRow[]) =>
  [...trainees].sort((a, b) => Number(waits(b)) - Number(waits(a)) || order[a.status] - order[b.status])

function hours({ confirmedHours, provisionalHours, scheduledHours }: TraineeDayRow): string {
  const waiting = provisionalHours - confirmedHours
  return `${confirmedHours} / ${scheduledHours} 学时${waiting > 0 ? `（待确认 ${waiting}）` : ''}`
}

const takenFrom = (attempts: readonly AttemptView[], { traineeId }: TraineeDayRow) =>
  attempts.filter(attempt => attempt.traineeId === traineeId && attempt.refusal === null)

/**
 * `签到 08:21 点击，09:31 到达（待教师见证）`: taps that were taken and are not plainly in the day's times, for they had
 * waited on a phone or still wait for a witness.
 */
const tapsOf = (taken: readonly AttemptView[], { date }: TraineeDayRow): string[] =>
  taken
    .filter(({ arrivedAt, state }) => arrivedAt !== null || state === 'waiting')
    .map(({ kind, at, arrivedAt, state }) => {
      const times = arrivedAt === null ? hourMinute(at) : bothTimes({ at, arrivedAt }, date)
      return `${checkInKind[kind]} ${times}${state === 'waiting' ? '（待教师见证）' : ''}`
    })

/** What a trainee asked, in the trainee's words. */
function Appeals({ appeals }: Pick<TraineeDayRow, 'appeals'>) {
  return (
    <>
      {appeals.map(appeal => (
        <View className="trainee-appeal" key={appeal.appealId}>
          <View>
            {appealWords[appeal.kind]}：{appeal.text}
          </View>
          <View className="note">
            {dayAndTime(appeal.at)} 提出 ·{' '}
            {isOpen(appeal) ? '等待处理：核定这名学员后，理由会给学员看到' : '已处理'}
          </View>
        </View>
      ))}
    </>
  )
}

interface LineProps {
  readonly trainee: TraineeDayRow
  /** Taps of the day that were taken. */
  readonly taken: readonly AttemptView[]
  readonly open: boolean
  readonly toggle: () => void
}

function Line({ trainee, taken, open, toggle }: LineProps) {
  const { name, status, open: going } = trainee
  // Beside the times: late arrivals, taps that wait, and flags.
  const notes = [...tapsOf(taken, trainee), ...flagsInWords(trainee)]
  const waits = taken.some(({ state }) => state === 'waiting')
  const act = going ? '要求说明' : '核定'
  return (
    <View className="trainee-line">
      <View className="trainee-name">{name}</View>
      <View className="trainee-times">{presenceInWords(trainee, waits)}</View>
      <View className="trainee-hours">{hours(trainee)}</View>
      <View className="trainee-status">
        <Mark words={going ? stillOpen : traineeDayStatus[status]} />
      </View>
      <View className="trainee-flags note">{notes.join('，')}</View>
      <View className="trainee-action">
        {mayDecide() && (
          <Button look="quiet" onPress={toggle} expanded={open} label={`${open ? '收起' : act}${name}`}>
            {open ? '收起' : act}
          </Button>
        )}
      </View>
    </View>
  )
}

interface Props extends Deciding {
  readonly detail: ClassDayDetail
}

export function Trainees({ detail, onDecided, onAsked, reload }: Props) {
  const [open, setOpen] = useState<string | null>(null)
  const closing =
    <T,>(then: (answer: T) => void) =>
    (answer: T) => {
      setOpen(null)
      then(answer)
      // The form that had the keyboard is gone: it goes on from the button that had opened it.
      focusOn(`[data-trainee="${open}"] button`)
    }
  const deciding = { reload, onDecided: closing<DecideAnswer>(onDecided), onAsked: closing(onAsked) }
  return (
    <Section title={`学员 ${detail.trainees.length} 人`}>
      <Together detail={detail} onDecided={onDecided} onAsked={onAsked} reload={reload} />
      <Parts items={byNeed(detail.trainees)} most={30} unit="人">
        {some => (
          <View className="trainees" {...role('list')} {...spoken('学员当天')}>
            {some.map(trainee => (
              <View
                key={trainee.traineeId}
                className="trainee"
                data-trainee={trainee.traineeId}
                {...role('listitem')}
              >
                <Line
                  trainee={trainee}
                  taken={takenFrom(detail.attempts, trainee)}
                  open={open === trainee.traineeId}
                  toggle={() => setOpen(open === trainee.traineeId ? null : trainee.traineeId)}
                />
                <Appeals appeals={trainee.appeals} />
                {open === trainee.traineeId && <Decide detail={detail} trainee={trainee} {...deciding} />}
              </View>
            ))}
          </View>
        )}
      </Parts>
      <Attempts detail={detail} />
    </Section>
  )
}
