import type { Instant } from '../../cloudfunctions/domain/model'
import { DAY, instantOf, MINUTE, SECOND } from '../../cloudfunctions/domain/time'
import { firing, triggerOf } from '../../test/support/development-cloud/trigger'
import { type BudgetCloud, startBudgetCloud } from './cloud'
import {
  type CheckIns,
  type Faces,
  type Journey,
  playCheckIns,
  playEvening,
  playFaces,
  playMorning,
  playNoon,
  playReview,
} from './journeys'
import { LESSON_DATE } from './school'
import { NOTHING, sum, type Usage } from './usage'

export interface Budget {
  readonly journeys: readonly Journey[]
  /** The timer on a day on which nobody learns. */
  readonly idleDay: Usage
  /** What the timer does more on a day with the class, and on the day after it. */
  readonly classDay: Usage
  readonly faces: Faces
  /** Messages that WeChat was given meanwhile. */
  readonly messages: number
}

/** What each check-in asks of the database, counted on the wire. */
export async function countCheckIns(functionsFolder: string): Promise<CheckIns> {
  const begin = instantOf(LESSON_DATE, '08:20')
  const cloud = await startBudgetCloud(functionsFolder, begin)
  try {
    return await playCheckIns(cloud, () => cloud.setTime(begin + 6 * MINUTE))
  } finally {
    await cloud.close()
  }
}

/** On a class-day of its own, where WeChat verifies faces. */
async function countFaces(functionsFolder: string): Promise<Faces> {
  const cloud = await startBudgetCloud(functionsFolder, instantOf(LESSON_DATE, '08:20'), { faces: true })
  try {
    return await playFaces(cloud)
  } finally {
    await cloud.close()
  }
}

/** Plays the day before a class-day, the class-day, and the day after it, with the timer firing all the time. */
export async function countBudget(functionsFolder: string): Promise<Budget> {
  const faces = await countFaces(functionsFolder)
  const midnight = instantOf(LESSON_DATE, '00:00')
  const cloud = await startBudgetCloud(functionsFolder, midnight - DAY)
  const timer = new Timer(cloud, triggerOf(functionsFolder, 'rounds').config, midnight - DAY - WARM_UP)
  try {
    // A new instance, and a new store, find everything for the first time.
    await timer.until(midnight - DAY)
    const idleDay = await timer.until(midnight)
    const journeys: Journey[] = []
    const played: Usage[] = []
    for (const { at, play } of COURSE) {
      played.push(await timer.until(midnight + at))
      journeys.push(...(await play(cloud)))
    }
    played.push(await timer.until(midnight + 2 * DAY))
    const both = sum(...played.map(usage => [1, usage] as const))
    return { journeys, idleDay, classDay: sum([1, both], [-2, idleDay]), faces, messages: cloud.sent.length }
  } finally {
    await cloud.close()
  }
}

const WARM_UP = 30 * MINUTE

interface Scene {
  /** After the midnight before the class-day. */
  readonly at: number
  readonly play: (cloud: BudgetCloud) => Promise<readonly Journey[]>
}

const HOUR = 60 * MINUTE
const COURSE: readonly Scene[] = [
  { at: 8 * HOUR + 22 * MINUTE, play: playMorning },
  { at: 12 * HOUR + 2 * MINUTE, play: playNoon },
  { at: 16 * HOUR + 42 * MINUTE, play: playEvening },
  { at: 33 * HOUR + 2 * MINUTE, play: playReview },
]

/** The timer of the functions, as often as its trigger says. */
class Timer {
  readonly #fires: (instant: Instant) => boolean

  constructor(
    private readonly cloud: BudgetCloud,
    trigger: string,
    private at: Instant,
  ) {
    this.#fires = firing(trigger)
  }

  /** Fires whenever it is due before a time, which it is then. @returns what that has cost */
  async until(end: Instant): Promise<Usage> {
    const usages: Usage[] = []
    for (; this.at < end; this.at += SECOND) {
      if (!this.#fires(this.at)) continue
      this.cloud.setTime(this.at)
      usages.push((await this.cloud.tick()).usage)
    }
    this.cloud.setTime(end)
    return usages.reduce((all, usage) => sum([1, all], [1, usage]), NOTHING)
  }
}
