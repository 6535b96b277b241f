import { RecordingSourceError } from '../../ports/recording-source'
import { shanghaiDay } from './shanghai'

/** Counts the calls of a Shanghai day and shuts until the next when they are used up. */
export interface DayGate {
  /** @throws RecordingSourceError `quota` */
  admit(): void
  /** The platform said that nothing more goes today. */
  close(): void
}

/**
 * The count lives with the process: a fresh process starts at nothing, and the platform's own limit still holds.
 * @param usedUp said to who comes too late
 */
export function createDayGate(budget: number, usedUp: string, now: () => number): DayGate {
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
      if (left <= 0) throw new RecordingSourceError('quota', usedUp, null)
      left -= 1
    },
    close() {
      turnDay()
      left = 0
    },
  }
}
