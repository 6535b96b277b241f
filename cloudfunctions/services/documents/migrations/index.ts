import type { Migration } from '../../../ports/migration'
import { toAppeals } from './to-appeals'
import { toSeats } from './to-seats'
import { toStreams } from './to-streams'
import { toTaps } from './to-taps'
import { toWays } from './to-ways'

/**
 * What has become of the collections since there were stores to keep. A step that was ever released is never changed;
 * a new one is added when documents of before can't be read as they are. Collections and indexes that are merely new
 * need none.
 */
export const MIGRATIONS: readonly Migration[] = [toStreams, toSeats, toTaps, toAppeals, toWays]
