/** Where messages go. */
export interface PushSubscription {
  readonly url: string
  /** Left out: messages carry no signature. */
  readonly secret?: string
  /** From 0 to 3. Left out: 3. */
  readonly retries?: number
  /** By the stand-in's clock, from a failed try to the next. Left out: 0. */
  readonly retryAfterMs?: number
  /** Real time that the receiver has for its answer. Left out: 2 seconds. */
  readonly answerWithinMs?: number
}

/** What goes wrong with messages; nothing when nothing is set. */
export interface PushHabits {
  /** How often each message is sent. */
  readonly copies?: number
  /** Messages wait for `releasePushes`. */
  readonly hold?: boolean
  readonly lost?: boolean
  readonly wrongSignature?: boolean
  /** The same signature in capitals. */
  readonly upperCaseSignature?: boolean
  readonly withoutMessageId?: boolean
  readonly badJson?: boolean
}

export interface PushMessage {
  /** As in `ys.onoffline`. */
  readonly type: string
  readonly deviceId: string
  readonly channelNo: number
  readonly body: Readonly<Record<string, unknown>>
}

/** `refused`: answered in time, but not with 200 and the messageId; `lost`: never sent. */
export interface PushDelivery {
  readonly at: number
  readonly messageId: string
  readonly type: string
  readonly deviceId: string
  /** 1 for the first. */
  readonly attempt: number
  readonly outcome: 'accepted' | 'refused' | 'no-answer' | 'lost'
  /** Null where no answer came. */
  readonly status: number | null
}
