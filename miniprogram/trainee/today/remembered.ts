import Taro from '@tarojs/taro'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { shownPerson } from '../../api/session'
import { serverTime } from './clock'
import type { Attempt } from './kept'

const KEPT = 'today'
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
    Taro.setStorageSync(KEPT, record)
  } catch {
    // A phone without room opens without a line as one on which nobody has been.
  }
}

const isToday = (value: Partial<TraineeToday> | undefined): value is TraineeToday =>
  typeof value?.whose === 'string' &&
  typeof value.date === 'string' &&
  typeof value.class?.title === 'string' &&
  Array.isArray(value.lessons) &&
  Array.isArray(value.checkIns)

/** Null: nothing is remembered of the person who is shown. */
export function remembered(): TraineeToday | null {
  const record: Partial<Remembered> | '' = Taro.getStorageSync(KEPT)
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

/** What the button does next, with the taps that the server does not know of yet. */
export function nextOf(
  today: TraineeToday,
  waiting: readonly Attempt[],
  online: boolean,
): TraineeToday['next'] {
  const has = (kind: Attempt['kind']) =>
    today.checkIns.some(checkIn => checkIn.kind === kind) ||
    waiting.some(attempt => attempt.kind === kind && attempt.date === today.date)
  if (has('start') && has('end')) return 'done'
  // Without a line the phone does not shut the door by what it remembers: the server decides by the time of the tap.
  const shut = today.next === 'no-lesson' || (online && ['not-yet', 'closed', 'done'].includes(today.next))
  if (shut) return today.next
  return has('start') ? 'end' : 'start'
}
