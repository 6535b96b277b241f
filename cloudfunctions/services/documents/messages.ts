import type { DateText, Instant } from '../../domain/model'
import type { MessageKind } from '../../ports/messenger'
import type { Collection } from '../../ports/store'

/** What one account has consented to. One consent is one message: it is taken before the message is sent. */
export interface MessageConsents {
  /** The account's. */
  readonly id: string
  /** Where it is looked for: see {@link addresseesOf}. */
  readonly addressees: string
  /** Of a trainee's account: whose it is. */
  readonly traineeId: string | null
  /** Who consented: the account's key in WeChat then. Somebody else who has the account now has consented to nothing. */
  readonly wechatKey: string
  readonly counts: Readonly<Partial<Record<MessageKind, ConsentCount>>>
  /** Of the latest times that consents were kept, the latest last: what is sent again counts once. */
  readonly keys: readonly string[]
}

export interface ConsentCount {
  /** Consents hold for one template. */
  readonly templateId: string
  readonly left: number
  /** So many were ever given, those counted no further among them. */
  readonly given: number
}

export const MESSAGE_CONSENTS: Collection<MessageConsents> = {
  name: 'message-consents',
  unique: {},
  indexes: { byAddressees: ['addressees'] },
}

/** A class's trainees are looked for by the class; instructors are few, and their classes change. */
export function addresseesOf(classId: string | null): string {
  return classId === null ? 'instructors' : `class ${classId}`
}

/**
 * One message to one account. `waiting`: to be sent; `claimed`: somebody is sending it, and a consent was taken for
 * it; `unknown`: whether it arrived nobody knows; `lapsed`: it was of no use any more. Sent at most once: only what
 * waits is ever claimed.
 */
export interface OutgoingMessage {
  /** Follows from the kind, the account, the class-day and, for decisions, from what was decided. */
  readonly id: string
  readonly kind: MessageKind
  readonly accountId: string
  readonly classId: string
  readonly date: DateText
  /** Kind decision: which one. */
  readonly decisionId: string | null
  readonly state: 'waiting' | 'claimed' | MessageEnd
  /** 1: it waits or is claimed. */
  readonly open: 0 | 1
  readonly dueAt: Instant
  /** From then on it is of no use. */
  readonly uselessFrom: Instant
  /** How often it was claimed. */
  readonly claims: number
  /** The latest claim's; null: none yet. */
  readonly claimedAt: Instant | null
  /** What was given for the latest claim, as {@link ConsentCount} counts. */
  readonly given: number
  /** Why it ended so: the service's code, or a word of ours. */
  readonly because: string | null
}

export type MessageEnd = 'sent' | 'refused' | 'undeliverable' | 'unknown' | 'lapsed'

export const OUTGOING_MESSAGES: Collection<OutgoingMessage> = {
  name: 'outgoing-messages',
  unique: {},
  indexes: { byOpen: ['open', 'dueAt'] },
}

/** A decision of which those whom it concerns are to be told. Gone once their messages wait to be sent. */
export interface DecisionNews {
  /** The decision's. */
  readonly id: string
  readonly classId: string
  readonly date: DateText
  /** Null: on the class-day. */
  readonly traineeId: string | null
  readonly at: Instant
}

export const DECISION_NEWS: Collection<DecisionNews> = {
  name: 'decision-news',
  unique: {},
  indexes: { byTime: ['at'] },
}

/** How far the timetables have been gone through for messages. */
export interface MessageProgress {
  readonly id: 'timetables'
  /** Messages that came due before then are written down. */
  readonly until: Instant
  /** Of those that came due at that instant, the ones up to this place are, too; null: all of them. */
  readonly place: string | null
}

export const MESSAGE_PROGRESS: Collection<MessageProgress> = {
  name: 'message-progress',
  unique: {},
  indexes: { byId: ['id'] },
}
