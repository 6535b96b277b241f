import type { DateText, Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'

/**
 * Derived: when the cameras of each date are looked at again, to see which of them are to be asked. Without it
 * everything is looked at once more.
 */
export interface CameraLooks {
  readonly id: 'cameras'
  /** When it was written, by the server's clock. */
  readonly at: Instant
  /** How many classes there were: what was not needed of a camera yesterday may be needed by a new one. */
  readonly classes: number
  /** By date, all that were looked at; null: never again. Until then nothing of the date is due. */
  readonly nextAt: Readonly<Record<DateText, Instant | null>>
}

export const CAMERA_LOOKS: Collection<CameraLooks> = {
  name: 'camera-looks',
  unique: {},
  indexes: { byId: ['id'] },
}
