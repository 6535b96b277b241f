import type { StandInCamera } from '../options'
import { type Answer, refusal } from '../wire/answer'
import { type Fields, wholeIn } from '../wire/fields'
import type { World } from '../world'

/** Upper-case letters and digits, or the two twenty-digit halves of a GB28181 device. */
const SERIAL = /^([A-Z0-9]{4,32}|\d{20}:\d{20})$/
const LARGEST_CHANNEL = 1_024

/** The refusal that a call for this serial earns, or null when the account has the device. */
export function serialRefusal(world: World, deviceSerial: string | undefined): Answer | null {
  if (!deviceSerial) return refusal('10001')
  if (!SERIAL.test(deviceSerial)) return refusal('20014')
  return world.cameras.channelsOf(deviceSerial).length === 0 ? refusal('20002') : null
}

/** The channel that a call is about, the first of its device when it names none; else the refusal it earns. */
export function findChannel(world: World, fields: Fields, channelField: string): StandInCamera | Answer {
  const { deviceSerial = '' } = fields
  const refused = serialRefusal(world, deviceSerial)
  if (refused) return refused
  const channelNo = wholeIn(fields, channelField, 1, 0, LARGEST_CHANNEL)
  if (channelNo === null) return refusal('10001')
  return world.cameras.find({ deviceSerial, channelNo }) ?? refusal('20032')
}
