import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckInView } from '../../../cloudfunctions/contract/app'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { triesInWords } from '../../components/face-looks'
import { Section } from '../../components/page'
import { bothTimes, hourMinute } from '../../components/time'
import { checkInKind } from '../../components/words'
import { OverFace } from './over-face'
import { SaidForm } from './said'
import { missing, type Said, unsaid, type Waiting } from './waits'
import type { Witnessing } from './witness'

/** A tap that waited on a phone has two times, and the instructor is to know both. */
const timeOf = ({ at, arrivedAt }: CheckInView, date: string) =>
  arrivedAt === null ? hourMinute(at) : bothTimes({ at, arrivedAt }, date)

interface LineProps extends Witnessing {
  readonly date: string
  readonly waiting: Waiting
  /** Of those whose face did not fail. */
  readonly onVouch: () => void
  /** Of one whose face failed: the server has recorded it. */
  readonly onVouched: (sentence: string) => void
}

function Line({ date, waiting: { name, checkIn, tries }, onVouch, onVouched, ...witnessing }: LineProps) {
  const [open, setOpen] = useState(false)
  return (
    <View className="waiting-line">
      <View className="waiting-name">{name}</View>
      <View className="waiting-time">
        {checkInKind[checkIn.kind]} {timeOf(checkIn, date)}
      </View>
      {tries === null ? (
        <Button disabled={witnessing.busy} label={`见证${name}`} onPress={onVouch}>
          见证
        </Button>
      ) : (
        <Button label={`${open ? '收起' : '见证'}${name}`} expanded={open} onPress={() => setOpen(!open)}>
          {open ? '收起' : '见证'}
        </Button>
      )}
      {tries && <View className="waiting-tries">! {triesInWords(tries)}。请当面确认是他本人。</View>}
      {tries && open && (
        <OverFace name={name} attemptId={checkIn.attemptId} onVouched={onVouched} {...witnessing} />
      )}
    </View>
  )
}

interface Props {
  readonly date: string
  readonly waiting: readonly Waiting[]
  readonly witnessing: Witnessing
}

export function WaitingList({ date, waiting, witnessing }: Props) {
  const [said, setSaid] = useState<Said>(unsaid)
  const [outcome, say] = useState('')
  // Whose face failed is vouched for one by one, never in passing, and never by what was said of others.
  const together = waiting.filter(({ tries }) => tries === null)
  const vouch = async (those: readonly Waiting[]) => {
    const lack = missing(said, false)
    if (lack !== null) return say(lack)
    say(
      (
        await witnessing.witness(
          those.map(({ checkIn }) => checkIn.attemptId),
          said,
        )
      ).sentence,
    )
  }
  return (
    <Section title={waiting.length > 0 ? `等待见证 ${waiting.length} 次` : '等待见证'}>
      {waiting.length === 0 && <View className="note">没有等待见证的打卡。</View>}
      {together.length > 0 && (
        <SaidForm said={said} change={part => setSaid(old => ({ ...old, ...part }))} overFace={false} />
      )}
      <View className="outcome" {...role('status')}>
        {outcome}
      </View>
      {waiting.map(one => (
        <Line
          key={one.checkIn.attemptId}
          date={date}
          waiting={one}
          onVouch={() => void vouch([one])}
          onVouched={say}
          {...witnessing}
        />
      ))}
      {together.length > 1 && (
        <View className="witness-all">
          <Button disabled={witnessing.busy} onPress={() => void vouch(together)}>
            {together.length < waiting.length ? '其余见证' : '全部见证'}（{together.length}）
          </Button>
        </View>
      )}
    </Section>
  )
}
