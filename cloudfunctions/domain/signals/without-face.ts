import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedDay } from './marked-day'
import { type FaceShare, isWithin, spanUpTo } from './seen'
import type { WithoutFace } from './signal'

/**
 * A class that checks in without face far more often than the others do at the same time. The way without is everybody's
 * free choice: the sign is about the class, and names nobody. Where nobody has a face engine, all classes are alike.
 * Late taps could not be by face, and count on neither side.
 * Worked, with 20 times, 50 points above the others and 200 taps of these, on 2024-06-14 of 06-01 to 06-14: the class
 * 72 of 120 (60.0 %), the others 96 of 960 (10.0 %): 50 points above, a sign. 71 of 120 (59.2 %): none.
 */
export function withoutFace(day: MarkedDay, history: History, rule: RuleOf<'without-face'>): WithoutFace[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  const shares = history.shares.filter(share => isWithin(share.day, span))
  const own = sumOf(shares.filter(({ classId }) => classId === day.classId))
  const others = sumOf(shares.filter(({ classId }) => classId !== day.classId))
  if (own.without < rule.without.value || others.of < rule.others.value) return []
  // own.without ÷ own.of − others.without ÷ others.of ≥ points, without a fraction.
  const above = own.without * others.of - others.without * own.of
  if (above * 100 < rule.points.value * own.of * others.of) return []
  return [
    {
      kind: 'without-face',
      without: own.without,
      of: own.of,
      othersWithout: others.without,
      othersOf: others.of,
      withinDays: rule.withinDays.value,
    },
  ]
}

function sumOf(shares: readonly FaceShare[]): Pick<FaceShare, 'without' | 'of'> {
  return shares.reduce((sum, { without, of }) => ({ without: sum.without + without, of: sum.of + of }), {
    without: 0,
    of: 0,
  })
}
