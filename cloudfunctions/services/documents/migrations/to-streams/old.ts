import type { Camera, DateText, Instant, Location, Recording } from '../../../../domain/model'
import type { Collection } from '../../../../ports/store'

/** The collections of layout 1 that layout 2 has no more, or under the same name otherwise. */

export interface OldAttempt {
  readonly id: string
  readonly traineeId: string
  readonly classId: string
  readonly date: DateText
  readonly kind: 'start' | 'end'
  readonly at: Instant
  readonly deviceId: string | null
  readonly location: Location | null
  readonly face: { readonly matched: boolean; readonly live: boolean } | null
  readonly refusal: object | null
  readonly source: string
}

export const OLD_ATTEMPTS: Collection<OldAttempt> = {
  name: 'check-in-attempts',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'at'] },
}

/** `id`: the attempt's. */
export interface OldWitnessing {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly traineeId: string
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly reason: string
  readonly source: string
}

export const OLD_WITNESSINGS: Collection<OldWitnessing> = {
  name: 'witnessings',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'at'] },
}

export interface OldDecision {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly traineeId: string | null
  readonly verdict: 'accepted' | 'rejected'
  readonly hours: number | null
  readonly by: string
  readonly accountId: string
  readonly at: Instant
  readonly reason: string
  readonly sequence: number
}

export const OLD_DECISIONS: Collection<OldDecision> = {
  name: 'decisions',
  unique: { inOrder: ['classId', 'date', 'sequence'] },
  indexes: {},
}

export interface OldRecording extends Recording {
  readonly id: string
  readonly fetchedAt: Instant
}

export const OLD_RECORDINGS: Collection<OldRecording> = {
  name: 'recordings',
  unique: {},
  indexes: { byCamera: ['deviceSerial', 'channelNo', 'startTime'] },
}

/** What the platform said of a class's day. */
export interface OldAnswer extends Camera {
  readonly id: string
  readonly classId: string
  readonly date: DateText
  readonly askedAt: Instant
  readonly state: 'has-recordings' | 'no-recordings' | 'camera-offline' | 'unreachable'
  readonly problem: string | null
  /** Of layout 2: such a document is none of these. */
  readonly events?: unknown
}

/** One each time that the answer was another than before. */
export const OLD_ANSWERS: Collection<OldAnswer> = {
  name: 'camera-answers',
  unique: {},
  indexes: { byClassDay: ['classId', 'date', 'askedAt'] },
}

/** The latest of each class's camera's day, under the name that layout 2 has for something else. */
export const OLD_CAMERA_DAYS: Collection<OldAnswer> = {
  name: 'camera-days',
  unique: {},
  indexes: { byDate: ['date'] },
}

export interface OldRefusedAccess {
  readonly id: string
  readonly at: Instant
  readonly accountId: string
  readonly operation: string
  readonly objects: Readonly<Record<string, string>>
  readonly requestId: string
}

export const OLD_REFUSED_ACCESS: Collection<OldRefusedAccess> = {
  name: 'refused-access',
  unique: {},
  indexes: { byTime: ['at'] },
}

/** Of the first version; the second had the fields of layout 2 already. */
export interface OldAccount {
  readonly id: string
  readonly name: string
  readonly provider?: string | null
}

export const OLD_ACCOUNTS: Collection<OldAccount> = {
  name: 'accounts',
  unique: { byName: ['name'] },
  indexes: {},
}

export interface OldTrainee {
  readonly id: string
  readonly classId: string
  readonly idNumber?: string
  readonly idNumberSealed?: string | null
}

export const OLD_TRAINEES: Collection<OldTrainee> = {
  name: 'trainees',
  unique: {},
  indexes: { byClass: ['classId'] },
}
