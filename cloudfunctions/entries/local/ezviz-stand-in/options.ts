import type { Instant, Recording } from '../../../domain/model'
import type { FaultScope, ListingHabits, RowDeletion, StandInFault, StandInLimits } from './fault-options'
import type { PushDelivery, PushHabits, PushMessage, PushSubscription } from './push/options'

/** Something that lies in a space of cloud recording 2.0 without a plan that the stand-in knows. */
export interface SpaceRecording {
  readonly spaceId: number
  readonly startTime: Instant
  readonly endTime: Instant
}

/** A camera of the stand-in's account with everything that it records, past and to come. */
export interface StandInCamera {
  readonly deviceSerial: string
  readonly channelNo: number
  readonly deviceName: string
  readonly online: boolean
  /** On the card and in cloud storage. Listed only once they exist by the clock. */
  readonly recordings: readonly Recording[]
  readonly spaceRecordings?: readonly SpaceRecording[]
  /** Where there is one, pictures and addresses need it. */
  readonly verificationCode?: string
}

export interface EzvizStandInOptions {
  readonly appKey: string
  readonly appSecret: string
  /** Epoch milliseconds. */
  now(): number
  readonly cameras: readonly StandInCamera[]
  /** From a change in a recording on the card or in cloud storage to its being listed. Left out: 3 seconds. */
  readonly indexingLagMs?: number
  /** From the end of a file of cloud recording, 1.0 and 2.0, to its being listed. Left out: 8 minutes. */
  readonly cloudLagMs?: number
  /** Spaces of cloud recording 2.0. Left out: none, so that every space is unknown. */
  readonly spaceIds?: readonly number[]
  /** Projects of cloud recording 1.0. Left out: none. */
  readonly projectIds?: readonly string[]
  readonly limits?: StandInLimits
  /** How often the clock is looked at for messages that fall due. Left out: at each call and `tick` only. */
  readonly tickEveryMs?: number
  /** Left out or 0: a free one. */
  readonly port?: number
}

/** One call as it was answered, without keys, tokens and verification codes. */
export interface StandInCall {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** The platform's code, or the kind of fault that stood in its place. */
  readonly outcome: string
}

export interface EzvizStandIn {
  readonly url: string
  /** The latest calls, oldest first. */
  readonly calls: readonly StandInCall[]
  /** Adds a camera, or replaces the one with that serial and channel; no message is sent. */
  setCamera(camera: StandInCamera): void
  /** The whole device goes up or down from now on, and a message says so. @throws Error for an unknown serial */
  setOnline(deviceSerial: string, online: boolean): void
  /** Privacy shelter: it records on, and no picture is given. @throws Error for an unknown serial */
  setPrivacy(deviceSerial: string, on: boolean): void
  /** The device's clock is so much ahead, in milliseconds; its local rows say its time. @throws Error for an unknown serial */
  setClockSkew(deviceSerial: string, ms: number): void
  setListing(habits: ListingHabits): void
  setLimits(limits: StandInLimits): void
  deleteRecordings(deletion: RowDeletion): void
  /** @returns lifts the fault again */
  fault(fault: StandInFault, scope?: FaultScope): () => void
  /** From now on no token given so far is known (10002). */
  forgetTokens(): void
  /** Messages go to this address from now on, and to no other. */
  subscribe(subscription: PushSubscription): void
  /** From now on messages are made and sent so. */
  setPushing(habits: PushHabits): void
  /** Sends the messages held back. */
  releasePushes(order: 'as-sent' | 'reversed'): void
  /** Sends a message once more that was sent before. @throws Error for an unknown messageId */
  pushAgain(messageId: string): void
  /** Sends a message of any type. @returns its messageId */
  push(message: PushMessage): string
  /** The latest tries to deliver a message, oldest first. */
  readonly deliveries: readonly PushDelivery[]
  /** Sends what is due by the clock, and resolves when each of these tries has its outcome. */
  tick(): Promise<void>
  /** May be called again. */
  close(): Promise<void>
}
