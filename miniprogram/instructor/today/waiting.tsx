import { View } from '@tarojs/components'
import type { CheckInView } from '../../../cloudfunctions/contract/app'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { seenWords, triesInWords } from '../../components/face-looks'
import { Field } from '../../components/field'
import { Section } from '../../components/page'
import { bothTimes, hourMinute } from '../../components/time'
import { checkInKind } from '../../components/words'
import type { Waiting } from './waits'
import type { Witnessing } from './witness'

const REASONS = ['本人到场，当面核对', '未使用人脸识别', '摄像头无法识别']

const SEEN = ['id-card', 'known'] as const

function Reason({
  reason,
  setReason,
  seen,
  setSeen,
}: Pick<Witnessing, 'reason' | 'setReason' | 'seen' | 'setSeen'>) {
  return (
    <>
      <View className="note">怎样确认是本人（可以不选）</View>
      <View className="reasons reasons-seen" {...role('group')} {...spoken('怎样确认是本人')}>
        {SEEN.map(by => (
          <Button key={by} look="chip" pressed={seen === by} onPress={() => setSeen(seen === by ? null : by)}>
            {seenWords[by]}
          </Button>
        ))}
      </View>
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
  const { reason, setReason, seen, setSeen, outcome, busy, witness } = witnessing
  // Whose face failed is vouched for one by one, never in passing.
  const together = waiting.filter(({ tries }) => tries === null)
  return (
    <Section title={waiting.length > 0 ? `等待见证 ${waiting.length} 次` : '等待见证'}>
      {waiting.length === 0 && <View className="note">没有等待见证的打卡。</View>}
      {waiting.length > 0 && <Reason {...{ reason, setReason, seen, setSeen }} />}
      <View className="outcome" {...role('status')}>
        {outcome}
      </View>
      {waiting.map(({ name, checkIn, tries }) => (
        <View className="waiting-line" key={checkIn.attemptId}>
          <View className="waiting-name">{name}</View>
          <View className="waiting-time">
            {checkInKind[checkIn.kind]} {timeOf(checkIn, date)}
          </View>
          <Button
            disabled={busy}
            label={`见证${name}`}
            onPress={() => void witness([checkIn.attemptId], tries !== null)}
          >
            见证
          </Button>
          {tries && <View className="waiting-tries">! {triesInWords(tries)}。请当面确认是他本人。</View>}
        </View>
      ))}
      {together.length > 1 && (
        <View className="witness-all">
          <Button
            look="primary"
            disabled={busy}
            onPress={() =>
              void witness(
                together.map(({ checkIn }) => checkIn.attemptId),
                false,
              )
            }
          >
            {together.length < waiting.length ? '其余见证' : '全部见证'}（{together.length}）
          </Button>
        </View>
      )}
    </Section>
  )
}
