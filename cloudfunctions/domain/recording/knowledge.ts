import type { ClassDayFlag, ClassDayStatus, Instant, RecordingStatus } from '../model'
import { DAY, MINUTE } from '../time'

/**
 * Why a camera's part of a day is not known. None of these says that nothing was recorded:
 * `not-asked` nobody has asked the platform since the day's recordings were complete; `camera-offline` the rows may be
 * on its card; `unreachable` the platform gave no answer; `retention-passed` it was first asked when it may have
 * deleted them already.
 */
export type CameraSilence = 'not-asked' | 'camera-offline' | 'unreachable' | 'retention-passed'

/** R5 says what was recorded; a server also knows when it can't tell. */
export type RecordingFinding = RecordingStatus | 'unknown'

/** `waiting`: flagged for want of recordings that may exist; neither for nor against anybody until that is known. */
export type StandingStatus = ClassDayStatus | 'waiting'

/**
 * An answer counts as complete when it was given so long after the day's last session: the platform lists a file some
 * minutes after its end.
 */
export const INDEXING_LAG_MS = 30 * MINUTE

/** So long the platform surely keeps what was recorded; and so long a day waits for a camera to come back. */
export const RETENTION_MS = 7 * DAY

/** The last asking of a camera. `silence` null: it told all that it held then. */
export interface Asked {
  readonly at: Instant
  readonly silence: CameraSilence | null
}

/**
 * What keeps a camera's day from being known; null when it is known.
 * Worked: a last session that ends on 2024-06-03 at 11:40 is known from an answer of 12:10:00.000, not of 12:09:59.999.
 * @param lastSessionEnd of the day, epoch milliseconds
 */
export function silenceOf(asked: Asked | null, lastSessionEnd: Instant): CameraSilence | null {
  if (asked === null) return 'not-asked'
  if (asked.silence !== null) return asked.silence
  return asked.at < lastSessionEnd + INDEXING_LAG_MS ? 'not-asked' : null
}

interface Found {
  readonly recording: RecordingStatus
  readonly status: ClassDayStatus
  readonly flags: readonly ClassDayFlag[]
}

interface Standing {
  readonly recording: RecordingFinding
  readonly status: StandingStatus
  readonly flags: readonly ClassDayFlag[]
}

/**
 * R5 where not everything is known: what was found in the day's favour stands, what is missing is not held against it
 * while a camera is silent. Nothing that was not asked can be `no-recording`. A decision stands whatever is known.
 */
export function standingOf(
  { recording, status, flags }: Found,
  silences: readonly CameraSilence[],
): Standing {
  if (recording !== 'flagged' || silences.length === 0) return { recording, status, flags }
  return { recording: 'unknown', status: status === 'flagged' ? 'waiting' : status, flags: [] }
}
