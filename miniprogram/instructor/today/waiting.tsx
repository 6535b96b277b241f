import { View } from '@tarojs/components'
import type { CheckInView, RollEntry } from '../../../cloudfunctions/contract/app'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Section } from '../../components/page'
import { bothTimes, hourMinute } from '../../components/time'
import { checkInKind } from '../../components/words'
import type { Witnessing } from './witness'

const REASONS = ['本人到场，当面核对', '未使用人脸识别', '摄像头无法识别']

interface Waiting {
  readonly name: string
  readonly checkIn: CheckInView
}

/** Check-ins that need the instructor's word, in the order in which they came. */
export function waitingOf(roll: readonly RollEntry[]): Waiting[] {
  return roll
    .flatMap(({ name, start, end }) => [start, end].map(checkIn => ({ name, checkIn })))
    .filter((entry): entry is Waiting => entry.checkIn?.state === 'waiting')
    .sort((a, b) => a.checkIn.at - b.checkIn.at)
}

function Reason({ reason, setReason }: Pick<Witnessing, 'reason' | 'setReason'>) {
  return (
    <>
      <Field label="见证理由（必填）" value={reason} onChange={setReason} />
      <View className="reasons">
        {REASONS.map(text => (
          <Button key={text} look="chip" pressed={reason === text} onPress={() => setReason(text)}>
            {text}
          </Button>
        ))}
      </View>
    </>
  )
}

/** A tap that waited on a phone has two times, and the instructor is to know both. */
const timeOf = ({ at, arrivedAt }: CheckInView, date: string) =>
  arrivedAt === null ? hourMinute(at) : bothTimes({ at, arrivedAt }, date)

interface Props {
  readonly date: string
  readonly waiting: readonly Waiting[]
  readonly witnessing: Witnessing
}

export function WaitingList({ date, waiting, witnessing }: Props) {
  const { reason, setReason, outcome, busy, witness } = witnessing
  return (
    <Section title={waiting.length > 0 ? `等待见证 ${waiting.length} 次` : '等待见证'}>
      {waiting.length === 0 && <View className="note">没有等待见证的打卡。</View>}
      {waiting.length > 0 && <Reason reason={reason} setReason={setReason} />}
      <View className="outcome" {...role('status')}>
        {outcome}
      </View>
      {waiting.map(({ name, checkIn }) => (
        <View className="waiting-line" key={checkIn.attemptId}>
          <View className="waiting-name">{name}</View>
          <View className="waiting-time">
            {checkInKind[checkIn.kind]} {timeOf(checkIn, date)}
          </View>
          <Button disabled={busy} label={`见证${name}`} onPress={() => void witness([checkIn.attemptId])}>
            见证
          </Button>
        </View>
      ))}
      {waiting.length > 1 && (
        <View className="witness-all">
          <Button
            look="primary"
            disabled={busy}
            onPress={() => void witness(waiting.map(({ checkIn }) => checkIn.attemptId))}
          >
            全部见证（{waiting.length}）
          </Button>
        </View>
      )}
    </Section>
  )
}
