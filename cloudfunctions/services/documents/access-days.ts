import type { DateText } from '../../domain/model'
import type { Collection } from '../../ports/store'
import type { Event, Stream } from '../streams/chain'

/**
 * Event: `refused`: someone asked for what is not theirs; `read`: personal data of others was shown; `act`: an
 * account or a key was changed.
 */
export interface AccessEvent extends Event {
  readonly type: 'refused' | 'read' | 'act'
  readonly operation: string
  /** The objects that were asked for, as asked. */
  readonly objects: Readonly<Record<string, string>>
  readonly requestId: string
}

/** Stream: what one account did within one hour that somebody may want to know; a long one goes on in the next. */
export interface AccessStream extends Stream<AccessEvent> {
  readonly accountId: string
  readonly date: DateText
  /** Refusals that came after those that are listed: how many. Left out: none. */
  readonly unlisted?: number
}

export const ACCESS_DAYS: Collection<AccessStream> = {
  name: 'access-days',
  unique: {},
  indexes: { byDate: ['date'], byAccount: ['accountId', 'date'] },
}
