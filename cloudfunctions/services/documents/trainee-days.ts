import type { CheckInRefusal } from '../../contract/app'
import type { CameraTraits, FaceChallenge, FaceOutcome, VerdictFigures } from '../../domain/evidence/face'
import type { DateText, Instant, Location } from '../../domain/model'
import type { OpenedAtService } from '../../ports/face-verifier'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** `demonstration`: history made by the seed, which nobody tapped; `import`: from a dataset file. */
export type EvidenceSource = 'app' | 'demonstration' | 'import'

/** Event: a tap on the check-in button, as it reached the server. Kept also when it was refused. */
export interface Attempt extends Event {
  readonly type: 'attempt'
  /** Follows from the trainee and the phone's attempt key: one attempt, however often it is sent. */
  readonly attemptId: string
  readonly kind: 'start' | 'end'
  /**
   * By the server's clock, when it reached the server; of one that came at once, when the server first heard of it, be
   * it by the opening of its check of the face.
   */
  readonly at: Instant
  /**
   * When it was tapped, for one that came late: the arrival less the time that the phone says it waited. Null: it came
   * at once. A late arrival counts at this time, and only once a person has vouched for it.
   */
  readonly tappedAt: Instant | null
  readonly deviceId: string | null
  readonly location: Location | null
  /** Null: nobody has judged a face for it. */
  readonly face: FaceFound | null
  /** The check whose verdict `face` is; left out: none was named. */
  readonly faceCheckId?: string
  /** Whose code of the room was given with it: the word of the instructor who showed it. Left out: none was. */
  readonly room?: { readonly by: string; readonly accountId: string }
  readonly refusal: CheckInRefusal | null
  readonly source: EvidenceSource
}

/** What was found of a face; null: it was not found out. A check-in counts by its face when both are true (R6). */
export interface FaceFound {
  /** It is the trainee's. */
  readonly matched: boolean | null
  readonly live: boolean | null
}

/** Event: an instructor vouched for an attempt. The first one stands. */
export interface Witnessing extends Event {
  readonly type: 'witnessing'
  readonly attemptId: string
  /** The instructor's name. */
  readonly by: string
  readonly accountId: string | null
  readonly at: Instant
  readonly reason: string
  /** What the instructor went by; left out: it was not said. */
  readonly seen?: 'id-card' | 'known'
  readonly source: EvidenceSource
}

/** `lasts` left out: of a time when a challenge had no moments. */
interface FramesTask extends Omit<FaceChallenge, 'lasts'>, Partial<Pick<FaceChallenge, 'lasts'>> {
  readonly by: 'frames'
}

/** As {@link OpenedAtService}; `number` left out: of a time when the check's id was it. */
interface ServiceTask extends Pick<OpenedAtService, 'verifyId'>, Partial<Pick<OpenedAtService, 'number'>> {
  readonly by: 'service'
}

/** Event: a check of the face was opened, for one attempt. */
export interface FaceOpened extends Event {
  readonly type: 'face-opened'
  /** Follows from the trainee and the phone's key. */
  readonly checkId: string
  readonly attemptId: string
  readonly at: Instant
  /** From then on no verdict of it is taken. */
  readonly expiresAt: Instant
  readonly task: FramesTask | ServiceTask
}

/** Event: what came of a check. The first one stands, but for `unavailable`, which is none. */
export interface FaceJudged extends Event {
  readonly type: 'face-judged'
  readonly checkId: string
  readonly attemptId: string
  readonly at: Instant
  readonly outcome: FaceOutcome
  /** The engine's models, the service's code, or why nobody was asked; null: it ended on the phone. */
  readonly said: string | null
  /** Null: nobody looked at frames. */
  readonly figures: VerdictFigures | null
  readonly camera: CameraTraits | null
}

export type TraineeDayEvent = Attempt | Witnessing | FaceOpened | FaceJudged

/** Stream: what happened between one trainee and the check-in button on one class-day. */
export interface TraineeDayStream extends Stream<TraineeDayEvent> {
  readonly traineeId: string
  readonly classId: string
  /** The class-day to which its attempts were taken. */
  readonly date: DateText
}

export const TRAINEE_DAYS: Collection<TraineeDayStream> = {
  name: 'trainee-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export function emptyTraineeDay(traineeId: string, classId: string, date: DateText): TraineeDayStream {
  return { id: `${traineeId} ${date}`, traineeId, classId, date, events: [] }
}

export function attemptsOf({ events }: TraineeDayStream): Attempt[] {
  return events.filter(event => event.type === 'attempt')
}

/** The witnessing of each attempt that has one, by the attempt's id; the code of the room is its shower's word. */
export function witnessingsOf({ events }: TraineeDayStream): ReadonlyMap<string, Witnessing> {
  const first = new Map<string, Witnessing>()
  for (const event of events) {
    const said = event.type === 'attempt' ? byRoomCode(event) : event.type === 'witnessing' ? event : null
    if (said && !first.has(event.attemptId)) first.set(event.attemptId, said)
  }
  return first
}

const BY_ROOM_CODE = '课堂签到码'

function byRoomCode({ attemptId, room, at, source, refusal }: Attempt): Witnessing | null {
  if (room === undefined || refusal !== null) return null
  return { type: 'witnessing', attemptId, ...room, at, reason: BY_ROOM_CODE, source }
}

export function faceOpenedIn({ events }: TraineeDayStream, checkId: string): FaceOpened | null {
  for (const event of events) if (event.type === 'face-opened' && event.checkId === checkId) return event
  return null
}

/** Null: it has none, or one that can't be followed any more. */
export function challengeOf({ task }: FaceOpened): FaceChallenge | null {
  if (task.by !== 'frames' || task.lasts === undefined) return null
  return { steps: task.steps, lasts: task.lasts }
}

/** Null: not yet. That somebody could not be asked is no verdict. */
export function faceJudgedIn({ events }: TraineeDayStream, checkId: string): FaceJudged | null {
  for (const event of events) {
    if (event.type === 'face-judged' && event.checkId === checkId && event.outcome !== 'unavailable') {
      return event
    }
  }
  return null
}

/** How many checks were opened on the day. */
export function faceChecksOf({ events }: TraineeDayStream): number {
  return events.filter(({ type }) => type === 'face-opened').length
}

/** When it counts: as tapped, for one that came late. */
export function timeOf({ at, tappedAt }: Attempt): Instant {
  return tappedAt ?? at
}
