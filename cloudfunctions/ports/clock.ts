import type { Instant } from '../domain/model'

/** The server's clock: the only one that any rule trusts. */
export interface Clock {
  now(): Instant
}
