import type { Instant, Interval } from '../../../domain/model'
import { DAY } from '../../../domain/time'
import { Cameras, type Channel } from './cameras'
import type { ListingHabits, RowDeletion, RowStore } from './fault-options'
import { Limits } from './limits'
import type { EzvizStandInOptions } from './options'

const INDEXING_LAG_MS = 3_000
const CLOUD_LAG_MS = 8 * 60_000

/** What all of the stand-in looks at: the clock, the cameras, what was set by whoever started it. */
export class World {
  readonly cameras: Cameras
  readonly limits: Limits
  readonly indexingLagMs: number
  readonly cloudLagMs: number
  habits: ListingHabits = {}
  /** Where the stand-in listens; known once it does. */
  url = ''
  private readonly deletions: (RowDeletion & { readonly to: Instant })[] = []

  constructor(private readonly options: EzvizStandInOptions) {
    this.cameras = new Cameras(options.cameras, () => this.now())
    this.limits = new Limits(options.limits ?? {})
    this.indexingLagMs = options.indexingLagMs ?? INDEXING_LAG_MS
    this.cloudLagMs = options.cloudLagMs ?? CLOUD_LAG_MS
  }

  now(): Instant {
    return this.options.now()
  }

  hasSpace(spaceId: number): boolean {
    return (this.options.spaceIds ?? []).includes(spaceId)
  }

  hasProject(projectId: string): boolean {
    return (this.options.projectIds ?? []).includes(projectId)
  }

  delete(deletion: RowDeletion): void {
    this.deletions.push({ ...deletion, to: deletion.to ?? this.now() })
  }

  /** Neither deleted nor past its retention. */
  keeps(store: RowStore, channel: Channel, file: Interval): boolean {
    const { retentionDays } = this.habits
    const expired = retentionDays !== undefined && file.end < this.now() - retentionDays * DAY
    return !expired && !this.deletions.some(deletion => covers(deletion, store, channel, file))
  }
}

function covers(
  deletion: RowDeletion & { readonly to: Instant },
  store: RowStore,
  channel: Channel,
  file: Interval,
): boolean {
  return (
    deletion.deviceSerial === channel.deviceSerial &&
    (deletion.channelNo ?? channel.channelNo) === channel.channelNo &&
    (deletion.store ?? store) === store &&
    file.start < deletion.to &&
    file.end > (deletion.from ?? Number.NEGATIVE_INFINITY)
  )
}
