import type { Camera, Interval, Recording } from '../../../cloudfunctions/domain/model'
import {
  type RecordingAnswer,
  type RecordingSource,
  RecordingSourceError,
  type RecordingSourceFault,
} from '../../../cloudfunctions/ports/recording-source'
import type { Server } from '../../../cloudfunctions/services/server'
import type { School } from '../school'

/** Between two instants the platform does not answer of a camera; `half`: it tells the cloud's rows and not the card's. */
export interface Trouble extends Interval {
  readonly deviceSerial: string
  readonly fault: RecordingSourceFault
  readonly half: boolean
}

/** A platform that lists what was really recorded, as far as it has got by the school's clock. */
export class Platform implements RecordingSource {
  asked = 0

  constructor(
    private readonly school: School,
    private readonly recorded: readonly Recording[],
    private readonly troubles: readonly Trouble[] = [],
  ) {}

  /** The school's server, asking here. */
  get server(): Server {
    return { ...this.school.server, recordingSource: this }
  }

  async devices(): Promise<[]> {
    return []
  }

  async recordings(camera: Camera, span: Interval): Promise<RecordingAnswer> {
    this.asked += 1
    await Promise.resolve()
    return this.#answer(camera, span)
  }

  #answer(camera: Camera, span: Interval): RecordingAnswer {
    const { now } = this.school
    const rows = this.recorded
      .filter(row => row.deviceSerial === camera.deviceSerial && row.startTime < now)
      .map(row => ({ ...row, endTime: Math.min(row.endTime, now) }))
      .filter(row => row.startTime <= span.end && row.endTime >= span.start)
    const trouble = this.troubles.find(
      ({ deviceSerial, start, end }) => deviceSerial === camera.deviceSerial && start <= now && now < end,
    )
    if (trouble === undefined) return { rows, setback: null }
    const error = new RecordingSourceError(trouble.fault, `问不到：${trouble.fault}`, null)
    if (!trouble.half) throw error
    return { rows: rows.filter(({ recType }) => recType === 1), setback: error }
  }
}
