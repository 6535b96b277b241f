import { View } from '@tarojs/components'
import type { AttemptView, ClassDayDetail, WitnessView } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { failedLook, seenWords } from '../components/face-looks'
import { Fold } from '../components/fold'
import { Mark } from '../components/mark'
import { Parts } from '../components/parts'
import { bothTimes, timeOn } from '../components/time'
import { attemptState, checkInKind, refusedBecause } from '../components/words'
import { rankOf } from './way-words'
import './attempts.scss'

function wordOf({ by, reason, seen, byRoomCode, overFace }: WitnessView): (string | null)[] {
  return [
    byRoomCode ? `${by}出示的课堂签到码` : `${by}见证：${reason}`,
    seen && seenWords[seen],
    overFace && `此前人脸核验没有通过：${failedLook[overFace]}`,
  ]
}

/** How it came to count, or why it does not: everything but the times. */
function circumstances({ refusal, witness, method, deviceId, state }: AttemptView): string {
  const parts = [
    refusal && refusedBecause(refusal),
    ...(witness ? wordOf(witness) : []),
    method === 'face' && '人脸识别',
    !refusal && state === 'waiting' && '还没有人见证',
    deviceId ? `手机 ${deviceId.slice(-6)}` : '没有设备编号',
  ]
  return parts.filter(Boolean).join(' · ')
}

interface AttemptProps {
  readonly attempt: AttemptView
  readonly name: string
  readonly date: string
}

function Attempt({ attempt, name, date }: AttemptProps) {
  const { at, arrivedAt, kind } = attempt
  return (
    <View className="attempt" {...role('listitem')}>
      <View className="attempt-who">
        {name} {checkInKind[kind]}
      </View>
      <View className="attempt-time">
        {arrivedAt === null ? timeOn(date, at) : bothTimes({ at, arrivedAt }, date)}
      </View>
      <Mark words={attemptState(attempt)} />
      <View className="attempt-note note">{circumstances(attempt)}</View>
    </View>
  )
}

/** Those that a person should look at first, otherwise by time. */
const byNeed = (attempts: readonly AttemptView[]) =>
  [...attempts].sort((a, b) => rankOf(a) - rankOf(b) || a.at - b.at)

/** Every tap of the day, the refused ones too. */
export function Attempts({ detail: { attempts, trainees, row } }: { readonly detail: ClassDayDetail }) {
  const names = new Map(trainees.map(({ traineeId, name }) => [traineeId, name]))
  const refused = attempts.filter(({ refusal }) => refusal !== null).length
  if (attempts.length === 0) return null
  const title = `查看全部 ${attempts.length} 次打卡${refused > 0 ? `（${refused} 次未通过）` : ''}`
  return (
    <Fold title={title} close="收起全部打卡">
      <Parts items={byNeed(attempts)} most={20} unit="次">
        {some => (
          <View {...role('list')} {...spoken('全部打卡')}>
            {some.map(attempt => (
              <Attempt
                key={attempt.attemptId}
                attempt={attempt}
                name={names.get(attempt.traineeId) ?? attempt.traineeId}
                date={row.date}
              />
            ))}
          </View>
        )}
      </Parts>
    </Fold>
  )
}
