import type { Instant, Interval } from '../../../domain/model'
import type { StandInCamera } from './options'

/** What names a channel. */
export interface Channel {
  readonly deviceSerial: string
  readonly channelNo: number
}

interface Shift {
  readonly at: Instant
  readonly online: boolean
}

interface Kept {
  camera: StandInCamera
  /** Oldest first; the first is for ever before. */
  readonly shifts: Shift[]
}

const keyOf = ({ deviceSerial, channelNo }: Channel) => `${deviceSerial} ${channelNo}`

/** The cameras of the account, and when each was online. */
export class Cameras {
  private readonly byKey = new Map<string, Kept>()
  private readonly sheltered = new Set<string>()
  private readonly skews = new Map<string, number>()

  constructor(
    cameras: readonly StandInCamera[],
    private readonly now: () => Instant,
  ) {
    for (const camera of cameras) this.set(camera)
  }

  set(camera: StandInCamera): void {
    const kept = this.byKey.get(keyOf(camera))
    if (!kept) {
      const shifts = [{ at: Number.NEGATIVE_INFINITY, online: camera.online }]
      this.byKey.set(keyOf(camera), { camera, shifts })
      return
    }
    if (kept.camera.online !== camera.online) kept.shifts.push({ at: this.now(), online: camera.online })
    kept.camera = camera
  }

  /** @returns whether that changed anything @throws Error for an unknown serial */
  setOnline(deviceSerial: string, online: boolean): boolean {
    const changing = this.known(deviceSerial).filter(camera => camera.online !== online)
    for (const camera of changing) this.set({ ...camera, online })
    return changing.length > 0
  }

  setPrivacy(deviceSerial: string, on: boolean): void {
    this.known(deviceSerial)
    if (on) this.sheltered.add(deviceSerial)
    else this.sheltered.delete(deviceSerial)
  }

  setClockSkew(deviceSerial: string, ms: number): void {
    this.known(deviceSerial)
    this.skews.set(deviceSerial, ms)
  }

  isSheltered(deviceSerial: string): boolean {
    return this.sheltered.has(deviceSerial)
  }

  clockSkew(deviceSerial: string): number {
    return this.skews.get(deviceSerial) ?? 0
  }

  all(): StandInCamera[] {
    return [...this.byKey.values()].map(kept => kept.camera)
  }

  channelsOf(deviceSerial: string): StandInCamera[] {
    return this.all().filter(camera => camera.deviceSerial === deviceSerial)
  }

  find(channel: Channel): StandInCamera | undefined {
    return this.byKey.get(keyOf(channel))?.camera
  }

  /** The parts of a span in which the channel was online. */
  onlineIn(channel: Channel, span: Interval): Interval[] {
    const shifts = this.byKey.get(keyOf(channel))?.shifts ?? []
    return shifts.flatMap((shift, i) => {
      const start = Math.max(shift.at, span.start)
      const end = Math.min(shifts[i + 1]?.at ?? Number.POSITIVE_INFINITY, span.end)
      return shift.online && start < end ? [{ start, end }] : []
    })
  }

  private known(deviceSerial: string): StandInCamera[] {
    const channels = this.channelsOf(deviceSerial)
    if (channels.length === 0) throw new Error(`the stand-in has no device ${deviceSerial}`)
    return channels
  }
}
