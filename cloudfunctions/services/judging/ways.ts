import type { CheckInWays } from '../../contract/face'
import type { Instant, TraineeDay } from '../../domain/model'
import { attemptsOf, type TraineeDayStream, timeOf, witnessingsOf } from '../documents/trainee-days'
import { faceHolds } from '../evidence'

type Way = keyof CheckInWays

const NO_WAYS: CheckInWays = { face: 0, witnessed: 0, roomCode: 0 }

/**
 * How the check-ins that were chosen for the day (R7) came to count.
 * Worked: T1 by face and by face, T2 by the code of the room and without an end, T3 absent: 2 by face, 1 by code.
 */
export function waysOf(
  traineeDays: readonly TraineeDay[],
  streams: readonly TraineeDayStream[],
): CheckInWays {
  const wayOf = waysByTap(streams)
  const ways = traineeDays.flatMap(({ traineeId, start, end }) => [
    wayOf.get(tapKey(traineeId, 'start', start)),
    wayOf.get(tapKey(traineeId, 'end', end)),
  ])
  const count = (wanted: Way) => ways.filter(way => way === wanted).length
  return { face: count('face'), witnessed: count('witnessed'), roomCode: count('roomCode') }
}

export function sumOfWays(all: readonly CheckInWays[]): CheckInWays {
  return all.reduce(
    (sum, { face, witnessed, roomCode }) => ({
      face: sum.face + face,
      witnessed: sum.witnessed + witnessed,
      roomCode: sum.roomCode + roomCode,
    }),
    NO_WAYS,
  )
}

function tapKey(traineeId: string, kind: 'start' | 'end', at: Instant | null): string {
  return `${traineeId} ${kind} ${at}`
}

function waysByTap(streams: readonly TraineeDayStream[]): ReadonlyMap<string, Way> {
  const wayOf = new Map<string, Way>()
  for (const stream of streams) {
    const witnessings = witnessingsOf(stream)
    for (const attempt of attemptsOf(stream)) {
      if (attempt.refusal !== null) continue
      const key = tapKey(stream.traineeId, attempt.kind, timeOf(attempt))
      // Of two at one instant the plain one is chosen, as R7 does.
      if (faceHolds(attempt)) wayOf.set(key, 'face')
      else if (witnessings.has(attempt.attemptId) && !wayOf.has(key)) {
        wayOf.set(key, attempt.room ? 'roomCode' : 'witnessed')
      }
    }
  }
  return wayOf
}
