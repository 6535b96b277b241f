import type { Camera, DateText, Instant, Interval, Recording } from '../../../../domain/model'
import type { Collection } from '../../../../ports/store'
import type { Event, Stream } from '../../../streams/chain'
import type { OldAttempt, OldDecision, OldRefusedAccess, OldWitnessing } from './old'

/** The streams of layout 2, as far as layout 1 can fill them. */

export interface Attempt extends Event, Omit<OldAttempt, 'id' | 'traineeId' | 'classId' | 'date'> {
  readonly type: 'attempt'
  readonly attemptId: string
  readonly tappedAt: null
}

export interface Witnessing extends Event, Omit<OldWitnessing, 'id' | 'traineeId' | 'classId' | 'date'> {
  readonly type: 'witnessing'
  readonly attemptId: string
}

export interface TraineeDay extends Stream<Attempt | Witnessing> {
  readonly traineeId: string
  readonly classId: string
  readonly date: DateText
}

export const TRAINEE_DAYS: Collection<TraineeDay> = {
  name: 'trainee-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export interface Decision extends Event, Omit<OldDecision, 'id' | 'classId' | 'date' | 'sequence'> {
  readonly type: 'decision'
  readonly decisionId: string
}

export interface ClassDay extends Stream<Decision> {
  readonly classId: string
  readonly date: DateText
}

export const CLASS_DAYS: Collection<ClassDay> = {
  name: 'class-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

export interface Asking extends Event {
  readonly type: 'asked'
  readonly span: Interval
  readonly silence: 'camera-offline' | 'unreachable' | 'not-asked' | null
  readonly problem: string | null
  readonly came: readonly Recording[]
  readonly gone: readonly never[]
}

export interface CameraDay extends Stream<Asking>, Camera {
  readonly date: DateText
  readonly askedAt: Instant | null
}

export const CAMERA_DAYS: Collection<CameraDay> = {
  name: 'camera-days',
  unique: {},
  indexes: { byDate: ['date'] },
}

export interface Refusal extends Event, Omit<OldRefusedAccess, 'id' | 'accountId'> {
  readonly type: 'refused'
}

export interface AccessHour extends Stream<Refusal> {
  readonly accountId: string
  readonly date: DateText
}

export const ACCESS_DAYS: Collection<AccessHour> = {
  name: 'access-days',
  unique: {},
  indexes: { byDate: ['date'], byAccount: ['accountId', 'date'] },
}
