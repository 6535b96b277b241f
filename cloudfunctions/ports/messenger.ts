import type { DateText, Instant } from '../domain/model'

/** What each kind of message tells. Texts are Chinese, as people read them; nothing of an ID number is in any. */
export interface MessageContents {
  /** To trainees and instructors: a class-day begins soon. */
  readonly 'session-reminder': {
    readonly className: string
    /** The first lesson's title. */
    readonly course: string
    /** Null: nobody has said which. */
    readonly room: string | null
    readonly startsAt: Instant
    readonly endsAt: Instant
    readonly hint: string
  }
  /** To a trainee who came and has not checked out, while there is still time for it. */
  readonly 'forgotten-check-out': {
    readonly className: string
    readonly cameAt: Instant
    readonly endedAt: Instant
    /** No check-out is taken after it. */
    readonly closesAt: Instant
    readonly hint: string
  }
  /** To instructors: a class-day was flagged and waits for an explanation or a decision. */
  readonly 'day-flagged': {
    readonly className: string
    readonly date: DateText
    readonly reason: string
    /** At most five Chinese characters. */
    readonly status: string
    readonly hint: string
  }
  /** To trainees and instructors: a reviewer has decided on a day. */
  readonly decision: {
    readonly className: string
    readonly date: DateText
    /** At most five Chinese characters. */
    readonly verdict: string
    readonly reason: string
    readonly decidedAt: Instant
    readonly hint: string
  }
}

export type MessageKind = keyof MessageContents

export const MESSAGE_KINDS = [
  'session-reminder',
  'forgotten-check-out',
  'day-flagged',
  'decision',
] as const satisfies readonly MessageKind[]

export type MessageContent = {
  readonly [K in MessageKind]: { readonly kind: K; readonly content: MessageContents[K] }
}[MessageKind]

export type Message = MessageContent & {
  /** As the message service names the recipient. On no log and in no error. */
  readonly openId: string
  /** Of the app, with its parameters, without a slash before it. */
  readonly page: string
}

/** What somebody consents to, once for each message: the service knows it by its own id. */
export interface MessageTemplate {
  readonly kind: MessageKind
  readonly templateId: string
}

/**
 * Reaches people outside the app, each message with the recipient's consent, which is used up by it. Where there is no
 * such service it has no templates, and nothing is ever sent.
 */
export interface Messenger {
  /** At most one of each kind; a kind without one is not sent. */
  readonly templates: readonly MessageTemplate[]
  /**
   * Sends once: it is never tried again here.
   * @throws MessengerError when the service could not be asked, or did not say what it did
   */
  send(message: Message): Promise<Delivery>
}

export type Delivery =
  | { readonly kind: 'sent' }
  /** The recipient does not want it, or has no consent left. */
  | { readonly kind: 'refused' }
  /** A mistake of ours or of the configuration, which sending again would not mend. */
  | { readonly kind: 'undeliverable'; readonly code: string; readonly reason: string }

/**
 * `not-sent`: nothing has reached the recipient, and a later try may; `unknown`: it may have, so a later try could be
 * a second message. Names no recipient.
 */
export class MessengerError extends Error {
  override readonly name = 'MessengerError'

  constructor(
    readonly outcome: 'not-sent' | 'unknown',
    message: string,
    /** The service's own code, where it gave one. */
    readonly code: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
