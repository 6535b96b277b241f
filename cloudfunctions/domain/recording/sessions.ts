import type { Interval } from '../model'

/**
 * R1: a lesson belongs to the running session when it starts at most `breakMs` after the latest end so far.
 *
 * 2024-06-03, break 30 minutes: 08:30-10:00, 10:30-11:40 and 13:00-14:30 are two sessions, 08:30-11:40 (the second
 * lesson starts exactly 30 minutes after the first ends) and 13:00-14:30.
 *
 * @param lessons the on-site lessons of one day, by start
 */
export function sessionsOf(lessons: readonly Interval[], breakMs: number): Interval[] {
  const sessions: { start: number; end: number }[] = []
  for (const lesson of lessons) {
    const running = sessions.at(-1)
    if (running && lesson.start - running.end <= breakMs) running.end = Math.max(running.end, lesson.end)
    else sessions.push({ start: lesson.start, end: lesson.end })
  }
  return sessions
}
