import { RecordingSourceError } from '../../ports/recording-source'
import { shanghaiDay } from './shanghai'

/** Counts the calls of a Shanghai day and shuts until the next when they are used up. */
export interface DayGate {
  /** @throws RecordingSourceError `quota` */
  admit(): void
  /** The platform said that nothing more goes today. */
  close(): void
}

const USED_UP = '今天查询萤石平台的次数已用完，明天会继续查询，录像不会因此丢失。'

/** The count lives with the process: a fresh process starts at nothing, and the platform's 10007 still holds. */
export function createDayGate(budget: number, now: () => number): DayGate {
  let day = shanghaiDay(now())
  let left = budget

  const turnDay = () => {
    const today = shanghaiDay(now())
    if (today === day) return
    day = today
    left = budget
  }

  return {
    admit() {
      turnDay()
      if (left <= 0) throw new RecordingSourceError('quota', USED_UP, null)
      left -= 1
    },
    close() {
      turnDay()
      left = 0
    },
  }
}
