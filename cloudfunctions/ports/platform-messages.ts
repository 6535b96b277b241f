import type { Instant } from '../domain/model'

/**
 * What the platform tells of its own accord. A hint only: messages come late, twice, out of order or not at all, so
 * they say when to ask, and what the platform answers when asked is what counts. Who receives them drops repetitions
 * by `messageId`.
 */
export interface PlatformMessage {
  readonly messageId: string
  readonly kind: PlatformMessageKind
  /** The platform's own name for it. */
  readonly type: string
  /** Null: the message is not about one device. */
  readonly deviceSerial: string | null
  /** Null: about the whole device, or not told. */
  readonly channelNo: number | null
  /** When it happened; else when it was told; null when neither can be read. */
  readonly at: Instant | null
  /** Of a recording: the task that it belongs to, as `startRecording` named it. */
  readonly taskId: string | null
  /** Of a recording: what went wrong, in the platform's words or code. */
  readonly problem: string | null
}

export type PlatformMessageKind = 'camera-online' | 'camera-offline' | 'recording' | 'other'

/**
 * Why a message is not taken: `no-secret` there is nothing to check it with; `bad-signature` it is not the platform's;
 * `stale` it is a day old or more, or from a day ahead; `unreadable` it is no message, or has no id.
 */
export type MessageRefusal = 'no-secret' | 'bad-signature' | 'stale' | 'unreadable'

export type MessageReading =
  | { readonly accepted: true; readonly message: PlatformMessage }
  | { readonly accepted: false; readonly why: MessageRefusal }
