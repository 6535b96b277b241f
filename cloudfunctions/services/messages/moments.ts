import type { Instant } from '../../domain/model'
import type { DayPlan } from '../../domain/plan/day-plan'
import { DAY, dateOf, HOUR, instantOf, MINUTE } from '../../domain/time'
import type { MessageKind } from '../../ports/messenger'

/** So long before the first lesson people are on their way, and the first check-in counts. */
const REMIND_BEFORE_MS = HOUR
/** So long after the last lesson who meant to check out has done so. */
const FORGOTTEN_AFTER_MS = 20 * MINUTE
/** A shorter time than this, before no check-out is taken any more, is no use to anybody. */
const TO_ACT_MS = 5 * MINUTE
/** So many days after the date a flagged day is looked for: once recordings are known, and again for cameras that were off. */
const FLAGGED_LOOK_DAYS = [1, 2, 3, 7] as const
/** After midnight: when the night's recordings have been asked for, and nobody sleeps. */
const FLAGGED_LOOK_MS = 9 * HOUR
const FLAGGED_USEFUL_MS = 3 * DAY
export const DECISION_USEFUL_MS = 3 * DAY

/** When a kind of message about a class-day is looked into, and from when it would be of no use. */
export interface MessageMoment {
  readonly kind: Exclude<MessageKind, 'decision'>
  readonly dueAt: Instant
  readonly uselessFrom: Instant
}

/**
 * When a class-day's messages are due. Each is looked into once at its moment, and sent as long as it is of use.
 * Worked: lessons on 2024-06-03 from 08:30 to 11:40, check-outs until 12:40. The reminder is due at 07:30:00.000 and
 * useless from 08:30:00.000. Who came and has not checked out is told from 12:00:00.000, and no more from
 * 12:35:00.000. Whether the day is flagged is looked at on 2024-06-04, 05, 06 and 10 at 09:00, and told within three
 * days: what is found on the 4th is useless from 2024-06-07 09:00:00.000.
 */
export function momentsOf({ firstStart, lastEnd, window }: DayPlan): MessageMoment[] {
  const midnight = instantOf(dateOf(window.end), '00:00')
  const looks = FLAGGED_LOOK_DAYS.map(days => midnight + days * DAY + FLAGGED_LOOK_MS)
  return [
    { kind: 'session-reminder', dueAt: firstStart - REMIND_BEFORE_MS, uselessFrom: firstStart },
    {
      kind: 'forgotten-check-out',
      dueAt: lastEnd + FORGOTTEN_AFTER_MS,
      uselessFrom: window.end - TO_ACT_MS,
    },
    ...looks.map(dueAt => ({ kind: 'day-flagged', dueAt, uselessFrom: dueAt + FLAGGED_USEFUL_MS }) as const),
  ]
}

/** Both ends of what can be of use: due, and not useless yet. */
export function isOfUse(
  { dueAt, uselessFrom }: Pick<MessageMoment, 'dueAt' | 'uselessFrom'>,
  now: Instant,
): boolean {
  return dueAt <= now && now < uselessFrom
}

/** No message about a class-day is of use so long before its window opens, nor so long after it has closed. */
export const BEFORE_DAY_MS = DAY
export const AFTER_DAY_MS = Math.max(...FLAGGED_LOOK_DAYS) * DAY + FLAGGED_LOOK_MS + FLAGGED_USEFUL_MS
