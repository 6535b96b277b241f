import type { Instant } from '../../../../domain/model'
import { DAY } from '../../../../domain/time'
import type { Channel } from '../cameras'
import type { World } from '../world'
import { endOf, progressOf, type Stint, takesOf } from './takes'

/** A one-off plan of cloud recording 2.0. */
export interface Plan {
  readonly id: number
  readonly name: string
  readonly spaceId: number
  readonly start: Instant
  /** Infinity: no end was given. */
  readonly plannedEnd: Instant
  readonly streamType: number
  readonly autoDelete: boolean
  readonly createdAt: Instant
  /** Until then the plan is being made; the same as `createdAt` for a few channels. */
  readonly madeAt: Instant
  stoppedAt: Instant | null
  readonly tasks: readonly PlanTask[]
  readonly invalid: readonly Channel[]
}

export interface PlanTask {
  readonly id: number
  readonly stint: Stint
}

/** 0 not started, 1 waiting, 2 running, 3 paused, 4 ended amiss, 5 done, 6 cancelled; not the numbers of 1.0. */
export function planTaskStatus(world: World, { stint }: PlanTask): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const progress = progressOf(world, stint)
  if (progress === 'not-started') return 0
  if (progress === 'waiting') return 1
  if (progress === 'running') return 2
  if (progress === 'paused') return 3
  if (progress === 'cancelled') return 6
  const last = takesOf(world, stint).at(-1)
  return last === undefined || last.broken ? 4 : 5
}

/** 1 being made, 3 not started, 4 running, 5 terminated, 10 amiss, 11 finished. */
export function planStatus(world: World, plan: Plan): 1 | 3 | 4 | 5 | 10 | 11 {
  const now = world.now()
  if (plan.stoppedAt !== null) return 5
  if (now < plan.madeAt) return 1
  if (now < plan.start) return 3
  if (now < plan.plannedEnd) return 4
  return plan.tasks.some(task => planTaskStatus(world, task) === 4) ? 10 : 11
}

/** Until when the plan records; without a given end, the end of the day of recording that is running. */
export function shownEnd(world: World, stint: Pick<Stint, 'start' | 'plannedEnd' | 'stoppedAt'>): Instant {
  const end = Math.min(stint.plannedEnd, stint.stoppedAt ?? Number.POSITIVE_INFINITY)
  if (end < Number.POSITIVE_INFINITY) return end
  return stint.start + (Math.max(0, Math.floor((world.now() - stint.start) / DAY)) + 1) * DAY
}

export function isTaskOver(world: World, { stint }: PlanTask): boolean {
  return world.now() >= endOf(stint)
}
