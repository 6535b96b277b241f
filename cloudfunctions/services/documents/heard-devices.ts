import type { Instant } from '../../domain/model'
import type { Collection } from '../../ports/store'

/**
 * Mark: a device has told something of itself, and the platform is to be asked about it. `id` is the device's serial.
 * It is never removed, since versions count anew for a document that was: what a device tells while it is asked about
 * would be lost.
 */
export interface HeardDevice {
  readonly id: string
  /** When it was heard last, by the server's clock. */
  readonly at: Instant
  /** 1: nobody has asked since. */
  readonly waiting: 0 | 1
}

export const HEARD_DEVICES: Collection<HeardDevice> = {
  name: 'heard-devices',
  unique: {},
  indexes: { byWaiting: ['waiting'] },
}
