import type { Instant, Interval } from '../../../../domain/model'
import type { Channel } from '../cameras'
import type { World } from '../world'

/** An order to record one channel. */
export interface Stint extends Channel {
  readonly start: Instant
  /** Infinity: until it is stopped. */
  readonly plannedEnd: Instant
  stoppedAt: Instant | null
}

/** What was recorded without a break. */
export interface Take extends Interval {
  /** Still growing: its end is now. */
  readonly open: boolean
  /** It ended because the camera went offline. */
  readonly broken: boolean
}

export type Progress = 'not-started' | 'waiting' | 'running' | 'paused' | 'cancelled' | 'ended'

export function endOf({ plannedEnd, stoppedAt }: Stint): Instant {
  return Math.min(plannedEnd, stoppedAt ?? Number.POSITIVE_INFINITY)
}

/** What an order has recorded by now: whenever its time had come and the camera was online. */
export function takesOf(world: World, stint: Stint): Take[] {
  const now = world.now()
  const end = endOf(stint)
  const online = world.cameras.onlineIn(stint, { start: stint.start, end: Math.min(end, now) })
  const growing = now < end && (world.cameras.find(stint)?.online ?? false)
  return online.map(span => {
    const open = growing && span.end === now
    return { ...span, open, broken: span.end < end && !open }
  })
}

export function progressOf(world: World, stint: Stint): Progress {
  const now = world.now()
  if (stint.stoppedAt !== null && stint.stoppedAt <= stint.start) return 'cancelled'
  if (now >= endOf(stint)) return 'ended'
  if (now < stint.start) return 'not-started'
  if (world.cameras.find(stint)?.online) return 'running'
  return takesOf(world, stint).length === 0 ? 'waiting' : 'paused'
}

/** Less was recorded than asked, up to now. */
export function hadHiccup(world: World, stint: Stint): boolean {
  const takes = takesOf(world, stint)
  return takes.length !== 1 || takes[0]?.broken === true || takes[0]?.start !== stint.start
}

/**
 * Cuts a take into files. The last is left out while it is being written.
 * @param boundaryAfter where the file ends that begins at an instant
 */
export function filesOf(take: Take, boundaryAfter: (start: Instant) => Instant): Interval[] {
  const files: Interval[] = []
  for (let start = take.start; start < take.end; ) {
    const boundary = boundaryAfter(start)
    const end = Math.min(boundary, take.end)
    if (end === boundary || !take.open) files.push({ start, end })
    start = end
  }
  return files
}
