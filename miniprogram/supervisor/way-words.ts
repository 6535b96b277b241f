import type { AttemptView, ClassDayDetail } from '../../cloudfunctions/contract/app'
import type { CheckInWays } from '../../cloudfunctions/contract/face'
import { failedLook, seenWords } from '../components/face-looks'
import { timeOn } from '../components/time'
import { checkInKind } from '../components/words'

const allOf = ({ face, witnessed, roomCode }: CheckInWays) => face + witnessed + roomCode

/** `人脸 50 次，教师见证 8 次，签到码 2 次`, without what there was none of; null: nothing has counted yet. */
export function waysInWords({ face, witnessed, roomCode }: CheckInWays): string | null {
  const ways = [
    ['人脸', face],
    ['教师见证', witnessed],
    ['签到码', roomCode],
  ] as const
  const said = ways.flatMap(([name, count]) => (count > 0 ? `${name} ${count} 次` : []))
  return said.length > 0 ? said.join('，') : null
}

/** `1200 次打卡里 96 次不用人脸，占 8.0%`; null: nothing has counted yet. */
export function shareInWords(ways: CheckInWays): string | null {
  const all = allOf(ways)
  if (all === 0) return null
  const without = all - ways.face
  return `${all} 次打卡里 ${without} 次不用人脸，占 ${((without * 100) / all).toFixed(1)}%`
}

/** A check-in that counts on somebody's word although the face had failed, with the names of both. */
export function overridesInWords({ attempts, trainees, row }: ClassDayDetail): string[] {
  const names = new Map(trainees.map(({ traineeId, name }) => [traineeId, name]))
  return attempts.flatMap(attempt => {
    const sentence = overrideInWords(attempt, names.get(attempt.traineeId) ?? attempt.traineeId, row.date)
    return sentence === null ? [] : [sentence]
  })
}

function overrideInWords({ witness, kind, at }: AttemptView, name: string, date: string): string | null {
  if (witness === null || witness.overFace === null) return null
  const { by, reason, seen, byRoomCode, overFace } = witness
  const which = `${name} ${timeOn(date, at)} 的${checkInKind[kind]}`
  const failed = `此前人脸核验没有通过（${failedLook[overFace]}）`
  if (byRoomCode) return `${which}用了${by}出示的课堂签到码；${failed}。`
  const wentBy = seen === null ? '没有写明怎样确认是本人' : seenWords[seen]
  return `${by}见证了${which}；${failed}。${by}${wentBy}，理由：${reason}。`
}

/** What a reviewer looks at first: a word against a face, what does not count yet, a word alone, and faces. */
export function rankOf({ witness, refusal, state }: AttemptView): number {
  if (witness !== null && witness.overFace !== null) return 0
  if (refusal !== null || state === 'waiting') return 1
  return witness === null ? 3 : 2
}
