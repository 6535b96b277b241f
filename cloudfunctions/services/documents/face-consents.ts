import type { Way } from '../../contract/face'
import type { DestructionReason, EnrolmentBasis } from '../../domain/evidence/face'
import type { DateText, Instant } from '../../domain/model'
import type { Collection, Stored } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/** Event: the trainee consented to check-in by face, to this version of the text. */
export interface ConsentGiven extends Event {
  readonly type: 'consent-given'
  readonly version: string
  /** SHA-256 of the text as it was shown, hex. */
  readonly textHash: string
  readonly accountId: string
  readonly at: Instant
}

/** Event: the trainee took the consent back. */
export interface ConsentWithdrawn extends Event {
  readonly type: 'consent-withdrawn'
  readonly accountId: string
  readonly at: Instant
}

/** Event: the consent came back with a backup, and nothing proves that it was not taken back since. It is asked anew. */
export interface ConsentLapsed extends Event {
  readonly type: 'consent-lapsed'
  readonly because: 'restored'
  readonly at: Instant
}

/** Event: a template was made, under whose eye. It says nothing of the face. */
export interface FaceEnrolled extends Event {
  readonly type: 'face-enrolled'
  readonly by: string
  readonly accountId: string
  readonly basis: EnrolmentBasis
  readonly model: string
  /** The last day on which the template may be kept. */
  readonly keptUntil: DateText
  readonly at: Instant
}

/** Event: the template is gone. The proof that stays. */
export interface FaceDestroyed extends Event {
  readonly type: 'face-destroyed'
  readonly because: DestructionReason
  readonly at: Instant
}

/** Event: how the trainee wants to check in from now on. No reason is asked for. */
export interface WayChosen extends Event {
  readonly type: 'way-chosen'
  readonly way: Way
  readonly accountId: string
  readonly at: Instant
}

export type FaceConsentEvent =
  | ConsentGiven
  | ConsentWithdrawn
  | ConsentLapsed
  | FaceEnrolled
  | FaceDestroyed
  | WayChosen

/** Stream: what one trainee consented to and chose about the face, and what became of the template. */
export interface FaceConsentStream extends Stream<FaceConsentEvent> {
  readonly traineeId: string
  readonly classId: string
}

export const FACE_CONSENTS: Collection<FaceConsentStream> = {
  name: 'face-consents',
  unique: {},
  indexes: { byClass: ['classId'] },
}

export function emptyFaceConsents(traineeId: string, classId: string): FaceConsentStream {
  return { id: traineeId, traineeId, classId, events: [] }
}

/**
 * What the engine compares with, and the one place where anything of a face is kept. Removed the moment that its
 * purpose, its term or its consent ends.
 */
export interface FaceTemplateRecord extends Stored {
  /** The trainee's. */
  readonly id: string
  readonly classId: string
  /** By `services/face/templates` alone: the template as JSON, sealed. */
  readonly sealed: string
  /** The engine's models, by their checksum. */
  readonly model: string
  readonly keptUntil: DateText
}

export const FACE_TEMPLATES: Collection<FaceTemplateRecord> = {
  name: 'face-templates',
  unique: {},
  indexes: { byTerm: ['keptUntil'] },
  shreds: true,
}
