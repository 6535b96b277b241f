import fc from 'fast-check'
import {
  type ClosedDay,
  type DayToCome,
  forecastOf,
  type Prospect,
} from '../../../cloudfunctions/domain/attendance/forecast'
import { EDITIONS } from '../../../cloudfunctions/domain/policy/editions'

/** What holds of every class, held against all futures that a small one can have. */
const { figures } = EDITIONS[0]
const RUNS = { numRuns: 400 }
const MOST_DAYS_TO_COME = 7

const closedDay: fc.Arbitrary<ClosedDay> = fc
  .tuple(fc.nat(8), fc.nat(8), fc.nat(8))
  .map(hours => [...hours].sort((a, b) => a - b))
  .map(([confirmedHours = 0, provisionalHours = 0, scheduledHours = 0]) => ({
    scheduledHours,
    provisionalHours,
    confirmedHours,
  }))

const dayToCome = fc
  .tuple(fc.nat(8), fc.nat(2))
  .map(([scheduledHours, less]) => ({ scheduledHours, hoursInFull: Math.max(0, scheduledHours - less) }))

const toCome: fc.Arbitrary<DayToCome[]> = fc
  .array(dayToCome, { maxLength: MOST_DAYS_TO_COME })
  .map(days => days.map((day, i) => ({ date: `2024-06-0${i + 1}`, ...day })))

const past = fc.array(closedDay, { maxLength: 6 })

const total = (hours: readonly number[]) => hours.reduce((sum, each) => sum + each, 0)

/** All futures: each day to come is full or missed. */
const futuresOf = (days: readonly DayToCome[]) =>
  Array.from({ length: 2 ** days.length }, (_, bits) =>
    days.map((day, i) => ({ day, full: (bits & (1 << i)) !== 0 })),
  )

const missedIn = (future: readonly { full: boolean }[]) => future.filter(({ full }) => !full).length

/** The rules' own question, of hours that were had. */
function holds(
  held: number,
  future: ReturnType<typeof futuresOf>[number],
  scheduled: number,
  percent: number,
) {
  const had = held + total(future.map(({ day, full }) => (full ? day.hoursInFull : 0)))
  return had * 100 >= scheduled * percent
}

interface Case {
  readonly held: number
  readonly days: readonly DayToCome[]
  readonly scheduled: number
  readonly percent: number
  readonly prospect: Prospect
}

function eachCase(closed: readonly ClosedDay[], days: readonly DayToCome[], look: (found: Case) => void) {
  const { scheduledHours: scheduled, thresholds } = forecastOf(figures, closed, days)
  for (const { percent, ifNoneConfirmed, ifAllConfirmed } of thresholds) {
    const of = { days, scheduled, percent }
    look({ ...of, held: total(closed.map(day => day.confirmedHours)), prospect: ifNoneConfirmed })
    look({ ...of, held: total(closed.map(day => day.provisionalHours)), prospect: ifAllConfirmed })
  }
}

test('reached is what holds in every future, out of reach what holds in none', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      eachCase(closed, days, ({ held, scheduled, percent, prospect }) => {
        const outcomes = futuresOf(days).map(future => holds(held, future, scheduled, percent))
        expect(prospect.kind === 'reached').toBe(outcomes.every(Boolean))
        expect(prospect.kind === 'out-of-reach').toBe(!outcomes.some(Boolean))
      })
    }),
    RUNS,
  )
})

test('so many full days in the timetable’s order bring it, and one fewer does not', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      eachCase(closed, days, ({ held, scheduled, percent, prospect }) => {
        if (prospect.kind !== 'within-reach') return
        const after = (n: number) =>
          holds(
            held,
            days.map((day, i) => ({ day, full: i < n })),
            scheduled,
            percent,
          )
        expect([after(prospect.fullDays - 1), after(prospect.fullDays)]).toEqual([false, true])
        expect(prospect.on).toBe(days[prospect.fullDays - 1]!.date)
      })
    }),
    RUNS,
  )
})

test('whichever days are missed, as many as are allowed leave it in reach, and one more does not always', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      eachCase(closed, days, ({ held, scheduled, percent, prospect }) => {
        if (prospect.kind !== 'within-reach') return
        const withMissed = (n: number) =>
          futuresOf(days)
            .filter(future => missedIn(future) === n)
            .map(future => holds(held, future, scheduled, percent))
        expect(withMissed(prospect.mayMiss)).not.toContain(false)
        const oneMore = withMissed(prospect.mayMiss + 1)
        expect(oneMore).toContain(false)
        expect(prospect.oneMoreMissed === 'surely-lost').toBe(!oneMore.includes(true))
      })
    }),
    RUNS,
  )
})

const RANK = { 'out-of-reach': 0, 'within-reach': 1, reached: 2 } as const

/** Nothing of it is worse. */
function expectNoWorse(after: Prospect, before: Prospect) {
  expect(RANK[after.kind]).toBeGreaterThanOrEqual(RANK[before.kind])
  if (after.kind === 'within-reach' && before.kind === 'within-reach') {
    expect(after.fullDays).toBeLessThanOrEqual(before.fullDays)
    expect(after.mayMiss).toBeGreaterThanOrEqual(before.mayMiss)
  }
  if (after.kind === 'out-of-reach' && before.kind === 'out-of-reach')
    expect(after.hoursShort).toBeLessThanOrEqual(before.hoursShort)
}

test('one more full day never worsens anything, and brings what is in reach nearer by a day', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      const [next, ...rest] = days
      fc.pre(next !== undefined)
      const full = {
        scheduledHours: next.scheduledHours,
        provisionalHours: next.hoursInFull,
        confirmedHours: next.hoursInFull,
      }
      const before = forecastOf(figures, closed, days)
      const after = forecastOf(figures, [...closed, full], rest)
      expect(after.scheduledHours).toBe(before.scheduledHours)
      for (const [i, { ifNoneConfirmed, ifAllConfirmed }] of before.thresholds.entries()) {
        const now = after.thresholds[i]!
        expectNoWorse(now.ifNoneConfirmed, ifNoneConfirmed)
        expectNoWorse(now.ifAllConfirmed, ifAllConfirmed)
        if (ifNoneConfirmed.kind !== 'within-reach') continue
        const { fullDays } = ifNoneConfirmed
        expect(now.ifNoneConfirmed).toMatchObject(
          fullDays === 1 ? { kind: 'reached' } : { kind: 'within-reach', fullDays: fullDays - 1 },
        )
      }
    }),
    RUNS,
  )
})

test('a missed day that was allowed leaves it in reach, or reached', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      const [next, ...rest] = days
      fc.pre(next !== undefined)
      const missed = { scheduledHours: next.scheduledHours, provisionalHours: 0, confirmedHours: 0 }
      const before = forecastOf(figures, closed, days)
      const after = forecastOf(figures, [...closed, missed], rest)
      for (const [i, { ifNoneConfirmed }] of before.thresholds.entries()) {
        if (ifNoneConfirmed.kind !== 'within-reach' || ifNoneConfirmed.mayMiss === 0) continue
        const now = after.thresholds[i]!.ifNoneConfirmed
        expect(now.kind).toBe('within-reach')
        if (now.kind === 'within-reach')
          expect(now.mayMiss).toBeGreaterThanOrEqual(ifNoneConfirmed.mayMiss - 1)
      }
    }),
    RUNS,
  )
})

test('waiting hours confirmed are never worse than not confirmed', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      for (const { ifNoneConfirmed, ifAllConfirmed } of forecastOf(figures, closed, days).thresholds)
        expectNoWorse(ifAllConfirmed, ifNoneConfirmed)
    }),
    RUNS,
  )
})

test('the higher threshold is never nearer than the lower', () => {
  fc.assert(
    fc.property(past, toCome, (closed, days) => {
      const [lower, higher] = forecastOf(figures, closed, days).thresholds
      if (lower && higher) expectNoWorse(lower.ifNoneConfirmed, higher.ifNoneConfirmed)
    }),
    RUNS,
  )
})
