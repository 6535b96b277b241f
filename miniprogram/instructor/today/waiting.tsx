import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckInView } from '../../../cloudfunctions/contract/app'
import { focusable, role } from '../../components/aria'
import { Button } from '../../components/button'
import { triesInWords } from '../../components/face-looks'
import { bringTo } from '../../components/focus'
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

/** Why nobody was vouched for. */
interface NotVouched {
  readonly sentence: string
  /** It is for want of what is said above. */
  readonly isLack: boolean
}

/** Right where the button was pressed: the list is longer than a phone's screen. */
function Told({ told }: { readonly told: NotVouched | null }) {
  if (told === null) return null
  return (
    <View className="waiting-told" {...role('alert')}>
      <View>{told.sentence}</View>
      {told.isLack && (
        <Button look="quiet" onPress={() => bringTo('.waiting-said')}>
          去选理由
        </Button>
      )}
    </View>
  )
}

interface LineProps extends Witnessing {
  readonly date: string
  readonly waiting: Waiting
  readonly told: NotVouched | null
  /** Of those whose face did not fail. */
  readonly onVouch: () => void
  /** Of one whose face failed: the server has recorded it. */
  readonly onVouched: (sentence: string) => void
}

function Line({ date, waiting, told, onVouch, onVouched, ...witnessing }: LineProps) {
  const { name, checkIn, tries } = waiting
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
      <Told told={told} />
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

/** In place of one tap: all those that may be vouched for together. */
const TOGETHER = 'together'

export function WaitingList({ date, waiting, witnessing }: Props) {
  const [said, setSaid] = useState<Said>(unsaid)
  const [outcome, say] = useState('')
  /** By the tap for which the button was pressed, or by `TOGETHER`. */
  const [failed, setFailed] = useState<{ readonly at: string; readonly told: NotVouched } | null>(null)
  // Whose face failed is vouched for one by one, never in passing, and never by what was said of others.
  const together = waiting.filter(({ tries }) => tries === null)
  const isShown = (at: string) =>
    at === TOGETHER ? together.length > 1 : waiting.some(({ checkIn }) => checkIn.attemptId === at)
  const toldAt = (at: string) => (failed?.at === at ? failed.told : null)
  const change = (part: Partial<Said>) => {
    setFailed(null)
    setSaid(old => ({ ...old, ...part }))
  }
  const vouch = async (at: string, attemptIds: readonly string[]) => {
    const lack = missing(said, false)
    say('')
    setFailed(lack === null ? null : { at, told: { sentence: lack, isLack: true } })
    if (lack !== null) return
    const { recorded, sentence } = await witnessing.witness(attemptIds, said)
    if (recorded) say(sentence)
    else setFailed({ at, told: { sentence, isLack: false } })
  }
  return (
    <Section title={waiting.length > 0 ? `等待见证 ${waiting.length} 次` : '等待见证'}>
      {waiting.length === 0 && <View className="note">没有等待见证的打卡。</View>}
      {together.length > 0 && (
        <View className="waiting-said" {...focusable}>
          <SaidForm said={said} change={change} overFace={false} />
        </View>
      )}
      <View className="outcome" {...role('status')}>
        {failed && !isShown(failed.at) ? failed.told.sentence : outcome}
      </View>
      {waiting.map(one => (
        <Line
          key={one.checkIn.attemptId}
          date={date}
          waiting={one}
          told={toldAt(one.checkIn.attemptId)}
          onVouch={() => void vouch(one.checkIn.attemptId, [one.checkIn.attemptId])}
          onVouched={say}
          {...witnessing}
        />
      ))}
      {together.length > 1 && (
        <View className="witness-all">
          <Told told={toldAt(TOGETHER)} />
          <Button
            disabled={witnessing.busy}
            onPress={() =>
              void vouch(
                TOGETHER,
                together.map(({ checkIn }) => checkIn.attemptId),
              )
            }
          >
            {together.length < waiting.length ? '其余' : '全部'} {together.length} 次一起见证
          </Button>
        </View>
      )}
    </Section>
  )
}
