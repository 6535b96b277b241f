import type { ClassToday } from '../../../cloudfunctions/contract/app'

type Day = Pick<ClassToday, 'now' | 'window' | 'cameras'>

/**
 * From when on the day is to be asked for again by itself, in milliseconds from now: while its window is open, and from
 * its opening on. Null: it has no lessons, or is over.
 * @param now the server's clock
 */
export function freshFrom({ window }: Day, now: number): number | null {
  if (window === null || now >= window.end) return null
  return Math.max(0, window.start - now)
}

/** Over a recording that runs a camera may fail at any moment. */
export const isRecordingNow = ({ cameras }: Day): boolean =>
  cameras.some(({ recordingSince }) => recordingSince !== null)

/** What an answer shows: another one than before, or the same at a later time. */
export const shownOf = (today: ClassToday): string => JSON.stringify({ ...today, now: 0 })
