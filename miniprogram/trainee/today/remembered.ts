import Taro from '@tarojs/taro'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { KEPT_DAY, shownPerson } from '../../api/session'
import { serverTime } from './clock'
import type { Attempt } from './kept'

const SHANGHAI_MS = 8 * 3_600_000

interface Remembered {
  /** Whose name stood on the page. */
  readonly name: string
  readonly today: TraineeToday
}

/** The last answer, so that the page has its button also when the app is opened without a line. */
export function remember(today: TraineeToday): void {
  const record: Remembered = { name: shownPerson()?.name ?? '', today }
  try {
    Taro.setStorageSync(KEPT_DAY, record)
  } catch {
    // A phone without room opens without a line as one on which nobody has been.
  }
}

const isToday = (value: Partial<TraineeToday> | undefined): value is TraineeToday =>
  typeof value?.whose === 'string' &&
  typeof value.date === 'string' &&
  typeof value.class?.title === 'string' &&
  Array.isArray(value.lessons) &&
  typeof value.graceMs === 'number' &&
  Array.isArray(value.checkIns)

/** Null: nothing is remembered of the person who is shown. */
export function remembered(): TraineeToday | null {
  const record: Partial<Remembered> | '' = Taro.getStorageSync(KEPT_DAY)
  if (record === '' || record?.name !== shownPerson()?.name) return null
  return isToday(record.today) ? record.today : null
}

const dateNow = () => new Date(serverTime() + SHANGHAI_MS).toISOString().slice(0, 10)

/** What an earlier answer says of the day that it is now: of another day, only whose it is. */
export function asOfNow(earlier: TraineeToday): TraineeToday {
  const date = dateNow()
  if (date === earlier.date) return earlier
  return { ...earlier, date, lessons: [], window: null, checkIns: [], next: 'start', forgotten: null }
}

/**
 * What the button does next, with the day's taps that the server does not know of yet. The page may stay open for hours: what
 * opens and closes with time goes by the clock, not by when the server was asked.
 * @param now the server's clock, as far as the phone can tell
 */
export function nextOf(
  { next, checkIns, window }: TraineeToday,
  waiting: readonly Pick<Attempt, 'kind'>[],
  online: boolean,
  now: number,
): TraineeToday['next'] {
  const has = (kind: Attempt['kind']) =>
    checkIns.some(checkIn => checkIn.kind === kind) || waiting.some(attempt => attempt.kind === kind)
  if (has('start') && has('end')) return 'done'
  if (next === 'no-lesson') return next
  // Without a line the phone does not shut the door by what it remembers: the server decides by the time of the tap.
  if (online && window && now < window.start) return 'not-yet'
  if (online && window && now > window.end) return 'closed'
  return has('start') ? 'end' : 'start'
}
