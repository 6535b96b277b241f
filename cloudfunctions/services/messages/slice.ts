import type { OutgoingMessage } from '../documents/messages'
import type { Server } from '../server'

export type MessageServer = Pick<Server, 'store' | 'clock' | 'secrets' | 'messenger'>

/** How much of the work is done now. */
export interface MessageSlice {
  /** Asked before each piece of work; what is under way is finished. */
  goOn(): boolean
  /** A message has come to its end, for the log: it names an account, a class-day and no person. */
  onEnded?(message: OutgoingMessage): void
}
