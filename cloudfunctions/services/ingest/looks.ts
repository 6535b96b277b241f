import type { DateText, Instant } from '../../domain/model'
import { insert, replace, type Store, type Versioned } from '../../ports/store'
import { lastAnswer } from '../documents/camera-days'
import { CAMERA_LOOKS, type CameraLooks } from '../documents/camera-looks'
import type { CameraDate, CameraTimetable } from './camera-timetable'
import { isKnown, nextLookAt } from './due'
import type { KnownCameraDate } from './streams'

const ID = 'cameras'

/**
 * Of which dates the cameras are to be looked at now. A round of every minute reads what is known of a date when
 * something of it may be due, and no sooner; also when nobody remembers the round before.
 */
export class Looks {
  readonly #nextAt: Map<DateText, Instant | null>

  static async read(store: Store, timetable: CameraTimetable, now: Instant): Promise<Looks> {
    return new Looks(store, timetable, await store.get(CAMERA_LOOKS, ID), now)
  }

  private constructor(
    private readonly store: Store,
    private readonly timetable: CameraTimetable,
    private readonly kept: Versioned<CameraLooks> | null,
    now: Instant,
  ) {
    const document = kept?.document
    // What was written later than now was written before the clock was set back.
    const holds = document !== undefined && document.at <= now && document.classes === timetable.classes
    this.#nextAt = new Map(holds ? Object.entries(document.nextAt) : [])
  }

  isWanted({ date }: CameraDate, now: Instant): boolean {
    const nextAt = this.#nextAt.get(date)
    return nextAt === undefined || (nextAt !== null && nextAt <= now)
  }

  /** Keeps when the dates that were looked at are looked at again; of others what was kept, as far as they are needed. */
  async keep(
    looked: readonly (KnownCameraDate & { readonly at: Instant })[],
    needed: readonly CameraDate[],
    now: Instant,
  ): Promise<void> {
    if (looked.length === 0) return
    const nextAt = new Map(this.#nextAt)
    for (const { one } of looked) nextAt.set(one.date, null)
    for (const { one, stream, at } of looked) {
      const next = nextLookAt(one, lastAnswer(stream), at, isKnown(one, stream))
      nextAt.set(one.date, earlier(nextAt.get(one.date) ?? null, next))
    }
    const dates = new Set(needed.map(({ date }) => date))
    const document: CameraLooks = {
      id: ID,
      at: now,
      classes: this.timetable.classes,
      nextAt: Object.fromEntries([...nextAt].filter(([date]) => dates.has(date)).sort()),
    }
    // Where another round was faster, what this one looked at is looked at once more.
    await this.store.commit([
      this.kept ? replace(CAMERA_LOOKS, document, this.kept.version) : insert(CAMERA_LOOKS, document),
    ])
  }
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}
