import { signalFiguresOn } from '../../../cloudfunctions/domain/signals/figures'
import { History } from '../../../cloudfunctions/domain/signals/history'
import { signalsOf } from '../../../cloudfunctions/domain/signals/look'
import type { MarkedCheck, MarkedDay, MarkedTap } from '../../../cloudfunctions/domain/signals/marked-day'
import type { Signal, SignalKind } from '../../../cloudfunctions/domain/signals/signal'
import { dateText, dayNumber, instantOf } from '../../../cloudfunctions/domain/time'

export const TODAY = '2024-06-20'

/** So many days before 2024-06-20. */
export function daysAgo(days: number): string {
  return dateText(dayNumber(TODAY) - days)
}

/** A start of T1 at 08:21:00 from its own phone, unless said otherwise; `clock` is `HH:mm:ss`. */
export function tap(
  more: Partial<MarkedTap> & { readonly date?: string; readonly clock?: string } = {},
): MarkedTap {
  const { date = TODAY, clock = '08:21:00', ...said } = more
  const traineeId = said.traineeId ?? 'T1'
  const kind = said.kind ?? 'start'
  const at = instantOf(date, clock.slice(0, 5)) + Number(clock.slice(6)) * 1_000
  return {
    attemptId: `${traineeId} ${date} ${kind} ${clock}`,
    traineeId,
    person: traineeId,
    kind,
    at,
    deviceId: `phone of ${traineeId}`,
    location: null,
    way: 'face',
    ...said,
  }
}

export function check(more: Partial<MarkedCheck> & { readonly date?: string } = {}): MarkedCheck {
  const { date = TODAY, ...said } = more
  const traineeId = said.traineeId ?? 'T1'
  return {
    checkId: `check of ${traineeId} ${date}`,
    traineeId,
    person: traineeId,
    at: instantOf(date, '08:20'),
    deviceId: `phone of ${traineeId}`,
    camera: null,
    frames: [],
    ...said,
  }
}

/** Of class C1 on 2024-06-20, 08:30 to 11:40, unless said otherwise. */
export function day(more: Partial<MarkedDay> = {}): MarkedDay {
  const date = more.date ?? TODAY
  return {
    classId: 'C1',
    date,
    firstStart: instantOf(date, '08:30'),
    lastEnd: instantOf(date, '11:40'),
    allOnline: false,
    taps: [],
    checks: [],
    ...more,
  }
}

/** A class-day that has these taps alone, on the date of each. */
export function daysOf(
  taps: readonly (readonly [date: string, tap: MarkedTap])[],
  classId = 'C1',
): MarkedDay[] {
  const dates = [...new Set(taps.map(([date]) => date))]
  return dates.map(date =>
    day({ classId, date, taps: taps.filter(([on]) => on === date).map(([, one]) => one) }),
  )
}

/** The signs of one kind of the class's day on 2024-06-20, or of another one of those given. */
export function signs<K extends SignalKind>(
  kind: K,
  days: readonly MarkedDay[],
  of: MarkedDay | undefined = days.find(({ classId, date }) => classId === 'C1' && date === TODAY),
): Extract<Signal, { kind: K }>[] {
  if (of === undefined) throw new Error('there is no such day')
  const all = signalsOf(of, new History(days), signalFiguresOn(of.date))
  return all.filter((one): one is Extract<Signal, { kind: K }> => one.kind === kind)
}
