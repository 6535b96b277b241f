import type { ClassToday } from '../../../cloudfunctions/contract/app'
import { type SegmentsDay, segmentsStanding } from './segments-standing'
import { waitingOf } from './waits'

/** One thing of the class at a glance. */
export interface Glimpse {
  /** The part of the page that tells more. */
  readonly at: 'recordings' | 'waiting' | 'roll'
  readonly words: string
}

/** What of a class's day it is said of. */
export type GlanceDay = SegmentsDay & Pick<ClassToday, 'lessons' | 'recording' | 'roll'>

/** What matters first of a day with lessons. @param now the server's clock */
export function glanceOf(today: GlanceDay, now: number): readonly Glimpse[] {
  const { lessons, recording, segmentCount, segmentsNeeded, roll } = today
  if (lessons.length === 0) return []
  const { words, todo } = segmentsStanding(today, now)
  const waiting = waitingOf(roll).length
  const present = roll.filter(({ start }) => start !== null).length
  const pressing = todo === null ? '' : `，${words.text}`
  return [
    ...(recording === 'not-required'
      ? []
      : [{ at: 'recordings', words: `录像 ${segmentCount} / ${segmentsNeeded} 段${pressing}` } as const]),
    ...(waiting > 0 ? [{ at: 'waiting', words: `等待见证 ${waiting} 次` } as const] : []),
    { at: 'roll', words: `已签到 ${present} / ${roll.length} 人` },
  ]
}
