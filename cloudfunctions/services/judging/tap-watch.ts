import type { Instant } from '../../domain/model'
import { DAY, HOUR, MINUTE } from '../../domain/time'
import type { Clock } from '../../ports/clock'
import { put, type Store, type StoreReader } from '../../ports/store'
import { CLASSES } from '../documents/classes'
import { JUDGED_DAYS, TAP_WATCHES, type TapWatched } from '../documents/judged-days'
import { read } from '../documents/read'
import { atATime } from './at-a-time'
import { judgedNow } from './fresh'
import { type PlannedDay, plannedByClasses } from './planned-days'
import { tapsKept } from './taps'

/**
 * A tap that began while the window was open is kept within this time of its closing, or never: longer than any request
 * may take, and than clocks of one service differ.
 */
export const SETTLED_MS = 10 * MINUTE

/** So far back days are looked at again by a new watch, whatever the one before has noted. */
const LOOK_BACK_MS = DAY
/** How far it has come is noted so often. */
const NOTE_EVERY_MS = HOUR
/** So long it goes by the classes that it has read. */
const TIMETABLE_MS = 10 * MINUTE

export interface WatchPace {
  /** A class-day whose window is open is looked at again after so long. */
  readonly everyMs: number
  /** So many are looked at together, for where each waits for a distant store. */
  readonly atATime: number
}

interface Seen {
  readonly at: Instant
  /** By how many the day was judged. */
  readonly taps: number
}

/**
 * Finds the taps that came to class-days without a mark, which is to say while their windows were open, and judges
 * these days. A day is looked at again and again while its window is open, and a last time when it has been closed for
 * {@link SETTLED_MS}: from then on every new tap sets a mark. What it has seen it remembers as long as it lives, so that
 * a day of which nothing is new costs one question; how far it has come is noted in the store, so that the days of an
 * outage are looked at after it.
 */
export class TapWatch {
  /** By when they have settled. */
  #planned: readonly PlannedDay[] = []
  #plannedAt: Instant | null = null
  #seen = new Map<string, Seen>()

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly pace: WatchPace,
  ) {}

  /**
   * Looks at all days that are due, those that have been over for longest first.
   * @param between called after each; answers whether to go on. What is left then is due at the next look
   * @returns whether all of them were looked at
   */
  async look(between: () => Promise<boolean>): Promise<boolean> {
    if (!(await this.#readTimetable(between))) return false
    const noted = await watchedUntil(this.store)
    const now = this.clock.now()
    const watched = this.#planned.filter(day => day.window.start <= now && settlesAt(day) > since(noted, now))
    this.#forgetAllBut(watched)
    const due = watched.filter(day => this.#isDue(day, now))
    let goOn = true
    const looked = await atATime(this.pace.atATime, due, async day => {
      await this.#lookAt(day)
      goOn = (await between()) && goOn
      return goOn
    })
    const left = due[looked]
    await this.#note(noted, left === undefined ? now : Math.min(settlesAt(left), now))
    return left === undefined
  }

  /** False: told to stop. Anew now and then, since classes may have come. */
  async #readTimetable(between: () => Promise<boolean>): Promise<boolean> {
    const now = this.clock.now()
    // What was read later than now was read before the clock was set back.
    if (this.#plannedAt !== null && Math.abs(now - this.#plannedAt) < TIMETABLE_MS) return true
    const planned: PlannedDay[] = []
    for await (const days of plannedByClasses(this.store)) {
      planned.push(...days)
      if (!(await between())) return false
    }
    this.#planned = planned.sort((a, b) => settlesAt(a) - settlesAt(b))
    this.#plannedAt = now
    return true
  }

  #isDue(day: PlannedDay, now: Instant): boolean {
    const seen = this.#seen.get(day.id)
    if (seen === undefined || seen.at > now) return true
    if (seen.at >= settlesAt(day)) return false
    return now >= settlesAt(day) || now - seen.at >= this.pace.everyMs
  }

  async #lookAt({ id, classId, date, window }: PlannedDay): Promise<void> {
    const at = this.clock.now()
    const taps = await tapsKept(this.store, classId, window)
    const judgedBy = this.#seen.get(id)?.taps ?? (await read(this.store, JUDGED_DAYS, id))?.taps
    const record = taps === judgedBy ? null : await read(this.store, CLASSES, classId)
    const judged = record && (await judgedNow(this.store, record, date)).day
    this.#seen.set(id, { at, taps: judged?.taps ?? taps })
  }

  #forgetAllBut(watched: readonly PlannedDay[]): void {
    const seen = watched.flatMap(({ id }) => {
      const known = this.#seen.get(id)
      return known ? [[id, known] as const] : []
    })
    this.#seen = new Map(seen)
  }

  async #note(noted: Instant | null, until: Instant): Promise<void> {
    if (noted !== null && noted <= this.clock.now() && until - noted < NOTE_EVERY_MS) return
    const watched: TapWatched = { id: 'taps', until }
    await this.store.commit([put(TAP_WATCHES, watched)])
  }
}

/** From when on a day needs no watch. */
export function settlesAt({ window }: Pick<PlannedDay, 'window'>): Instant {
  return window.end + SETTLED_MS
}

/** Null: nobody has watched this store, and any of its days may have taps that were not judged. */
export async function watchedUntil(store: StoreReader): Promise<Instant | null> {
  return (await read(store, TAP_WATCHES, 'taps'))?.until ?? null
}

/** Days that had settled by then are not looked at any more. */
function since(noted: Instant | null, now: Instant): Instant {
  if (noted === null) return Number.NEGATIVE_INFINITY
  // What was noted later than now was noted before the clock was set back.
  return Math.min(noted, now) - LOOK_BACK_MS
}
