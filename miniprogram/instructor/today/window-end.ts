import type { ClassToday } from '../../../cloudfunctions/contract/app'

/** The end of the day's window while the day goes on; null when it is over, or has no lessons. */
export const windowEndOf = ({ now, window }: Pick<ClassToday, 'now' | 'window'>): number | null =>
  window && now < window.end ? window.end : null
