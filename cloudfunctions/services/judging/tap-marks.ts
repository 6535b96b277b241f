import type { Instant } from '../../domain/model'
import type { Write } from '../../ports/store'
import type { ClassRecord } from '../documents/classes'
import { daysOf, isOpen } from '../schedule'
import { markDirty } from './dirty'

/**
 * The marks that go into one commit with a tap, or with its witnessing: of the class-days for which it counts, those
 * whose windows are not open as it is kept. The taps of open windows are found by the watch, and cost no mark.
 * Worked: window 2024-06-03 07:30 to 12:40. Tapped at 08:21 and kept at 08:21: no mark. Vouched for at 12:40:00.000:
 * none; at 12:40:00.001: the mark of 2024-06-03. Tapped at 11:45 and kept at 13:30, when the line was back: the mark.
 * Tapped at 07:00, for no window: no mark.
 * @param time at which the tap counts
 * @param now as it is about to be kept
 */
export function marksOfTap({ id, training }: ClassRecord, time: Instant, now: Instant): Write[] {
  return daysOf(training)
    .filter(day => isOpen(day, time) && !isOpen(day, now))
    .map(({ date }) => markDirty(id, date))
}
