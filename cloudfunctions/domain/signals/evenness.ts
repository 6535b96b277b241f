import { compareBy, compareCodePoints } from '../order'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedDay, MarkedTap } from './marked-day'
import { grouped } from './seen'
import type { EvenGaps, SameSeconds } from './signal'

const KINDS = ['start', 'end'] as const
type Kind = (typeof KINDS)[number]

const byTime = compareBy<MarkedTap>(
  tap => tap.at,
  tap => tap.attemptId,
)

/** Each person's first start, or last end, in their order: what waited in a phone's queue has no time of its own. */
function tapsOf({ taps }: MarkedDay, kind: Kind): MarkedTap[] {
  const counted = taps.filter(tap => tap.kind === kind && tap.way !== 'late').sort(byTime)
  const inTheirOrder = kind === 'start' ? counted : counted.reverse()
  const one = new Map<string, MarkedTap>()
  for (const tap of inTheirOrder) if (!one.has(tap.person)) one.set(tap.person, tap)
  return [...one.values()].sort(byTime)
}

/**
 * Gaps between taps that are nearly equal, several in a row. People who queue at a door take more or less time each;
 * who are told to tap now do so all at once; a program waits the same time again and again.
 * Worked, with 7 gaps, 10 % and at least a second: 2024-06-03 from 08:21:00 on every 30 s, eight people: 7 gaps of
 * 30 s, a sign. One of the gaps is 33 s, another 30: their difference, 3 s, is at most 10 % of the mean of 30.4 s: a
 * sign still. One of 34 s: none. Eight taps within two seconds: none.
 */
export function evenGaps(day: MarkedDay, rule: RuleOf<'even-gaps'>): EvenGaps[] {
  return KINDS.flatMap(kind => {
    const taps = tapsOf(day, kind)
    const run = longestEvenRun(gapsOf(taps), rule)
    if (run === null) return []
    return {
      kind: 'even-gaps',
      of: kind,
      attemptIds: taps.slice(run.from, run.to + 1).map(({ attemptId }) => attemptId),
      shortestMs: run.shortest,
      longestMs: run.longest,
    }
  })
}

function gapsOf(taps: readonly MarkedTap[]): number[] {
  return taps.slice(1).map((tap, i) => tap.at - taps[i]!.at)
}

interface Run {
  /** Places of its first gap and of the one after its last. */
  readonly from: number
  readonly to: number
  readonly shortest: number
  readonly longest: number
}

/** Null: none is long enough. Of two as long, the earlier. */
function longestEvenRun(gaps: readonly number[], rule: RuleOf<'even-gaps'>): Run | null {
  let longest: Run | null = null
  for (let from = 0; from < gaps.length; from++) {
    for (let to = from + rule.gaps.value; to <= gaps.length; to++) {
      const run = runOf(gaps, from, to)
      if (run.shortest < rule.leastGapMs.value) break
      if (isEven(gaps, run, rule) && (longest === null || to - from > longest.to - longest.from))
        longest = run
    }
  }
  return longest
}

function runOf(gaps: readonly number[], from: number, to: number): Run {
  let [shortest, longest] = [gaps[from]!, gaps[from]!]
  for (let i = from + 1; i < to; i++) {
    shortest = Math.min(shortest, gaps[i]!)
    longest = Math.max(longest, gaps[i]!)
  }
  return { from, to, shortest, longest }
}

/** (longest − shortest) ÷ mean ≤ percent, without a fraction. */
function isEven(
  gaps: readonly number[],
  { from, to, shortest, longest }: Run,
  rule: RuleOf<'even-gaps'>,
): boolean {
  let sum = 0
  for (let i = from; i < to; i++) sum += gaps[i]!
  return (longest - shortest) * (to - from) * 100 <= rule.spreadPercent.value * sum
}

/**
 * Many people of the class who tap within the same seconds before or after the lessons' first start or last end, day by
 * day. A bell makes a class tap together, but not each of them by the clock for weeks.
 * Worked, with 8 of the last 10 class-days, 10 s, 5 people and 33 %: of a class of 12, five checked in between 08:21:03
 * and 08:21:13 on eight of the ten class-days up to 2024-06-14: 5 people of 12 (41 %), a sign. Four people: none. The
 * same five on seven days: none. Five of 16 (31 %): none.
 */
export function sameSeconds(day: MarkedDay, history: History, rule: RuleOf<'same-seconds'>): SameSeconds[] {
  const days = history.daysOf(day.classId, day.date).slice(0, rule.lastDays.value)
  if (days.length < rule.days.value) return []
  return KINDS.flatMap(kind => {
    const offsets = offsetsByPerson(days, kind)
    const even = offsets.filter(({ ms }) => mostWithin(ms, rule.withinMs.value) >= rule.days.value)
    const isMany =
      even.length >= rule.people.value && even.length * 100 >= rule.percent.value * offsets.length
    if (!isMany || !isToday(day, kind)) return []
    return {
      kind: 'same-seconds',
      of: kind,
      traineeIds: even.map(({ traineeId }) => traineeId).sort(compareCodePoints),
      among: offsets.length,
      days: rule.days.value,
      withinMs: rule.withinMs.value,
    }
  })

  /** Of those who tapped on enough of the days. */
  function offsetsByPerson(days: readonly MarkedDay[], kind: Kind) {
    const taps = days.flatMap(each => {
      const mark = kind === 'start' ? each.firstStart : each.lastEnd
      return tapsOf(each, kind).map(({ person, traineeId, at }) => ({ person, traineeId, ms: at - mark }))
    })
    return [...grouped(taps, ({ person }) => person).values()]
      .filter(own => own.length >= rule.days.value)
      .map(own => ({ traineeId: own[0]!.traineeId, ms: own.map(({ ms }) => ms).sort((a, b) => a - b) }))
  }
}

function isToday(day: MarkedDay, kind: Kind): boolean {
  return day.taps.some(tap => tap.kind === kind && tap.way !== 'late')
}

/** How many of some instants, in order, lie within so many milliseconds of each other at most. */
function mostWithin(instants: readonly number[], ms: number): number {
  let most = 0
  let first = 0
  for (const [i, instant] of instants.entries()) {
    while (instant - instants[first]! > ms) first += 1
    most = Math.max(most, i - first + 1)
  }
  return most
}
