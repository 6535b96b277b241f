import type { ClassDayStatus } from '../model'
import type { ClassPlan } from '../plan/class-plan'
import { type DayPlan, shareCap } from '../plan/day-plan'
import { paidHoursCap } from '../policy/edition'

export interface PaidHours {
  readonly onsite: number
  readonly online: number
  /** Before the category's cap. */
  readonly onsiteHeld: number
  readonly onlineHeld: number
  /** How many class-days are paid, and how many were evaluated. */
  readonly daysPaid: number
  readonly days: number
}

/**
 * R11: the scheduled hours of the evaluated days that are `compliant`, `not-required` or `accepted`, on site and
 * online apart, up to the category's hours, on-site hours first.
 *
 * Category C, 80 hours: 60 on site and 30 online held are 60 and 20 paid.
 *
 * @param days the class's evaluated days
 * @param statuses of these days, in their order
 */
export function paidHours(
  plan: ClassPlan,
  days: readonly DayPlan[],
  statuses: readonly ClassDayStatus[],
): PaidHours {
  const paid = days.filter((_day, i) => isPaid(statuses[i]!))
  const onsiteHeld = paid.reduce((sum, day) => sum + day.onsiteHours, 0)
  const onlineHeld = paid.reduce((sum, day) => sum + day.onlineHours, 0)
  const cap = plan.category === null ? 0 : paidHoursCap(plan.edition, plan.category).value
  const hours = shareCap(onsiteHeld, onlineHeld, cap, plan.edition.figures.paidFirst.value)
  return { ...hours, onsiteHeld, onlineHeld, daysPaid: paid.length, days: days.length }
}

function isPaid(status: ClassDayStatus): boolean {
  return status === 'compliant' || status === 'not-required' || status === 'accepted'
}
