import { type Answer, isAnswer, ok } from '../wire/answer'
import type { Fields } from '../wire/fields'
import type { World } from '../world'
import { findChannel, serialRefusal } from './find'
import { NET_ADDRESS } from './rows'

/** One disk in order. */
const DISK = '0---------------'

/** `/api/lapp/device/status/get`: as the device last told, so that it answers for one that is offline as well. */
export function deviceStatus(world: World, form: Fields): Answer {
  // The page of this call names the field `channel`; every other lapp call has `channelNo`.
  const camera = findChannel(world, form, 'channel')
  if (isAnswer(camera)) return camera
  return ok({
    privacyStatus: world.cameras.isSheltered(camera.deviceSerial) ? 1 : 0,
    pirStatus: -2,
    alarmSoundMode: 2,
    battryStatus: -1,
    lockSignal: -1,
    diskNum: 1,
    diskState: DISK,
    cloudType: 0,
    cloudStatus: 1,
    nvrDiskNum: -2,
    nvrDiskState: '-2',
    netAddress: NET_ADDRESS,
    signal: 100,
  })
}

/** `/api/lapp/device/scene/switch/status`: the privacy shelter, by the device alone. */
export function shelterStatus(world: World, { deviceSerial = '' }: Fields): Answer {
  const refused = serialRefusal(world, deviceSerial)
  return (
    refused ?? ok({ deviceSerial, channelNo: 1, enable: world.cameras.isSheltered(deviceSerial) ? 1 : 0 })
  )
}

/** `/api/v3/open/device/metadata/channel/status` */
export function channelStatus(world: World, headers: Fields): Answer {
  const refused = serialRefusal(world, headers.deviceSerial)
  if (refused) return refused
  const channels = world.cameras.channelsOf(headers.deviceSerial ?? '')
  return ok({
    deviceSerial: headers.deviceSerial,
    channelInfoList: channels.map(({ channelNo, online }) => ({
      superDevChannel: channelNo,
      status: online ? 1 : 0,
    })),
    status: channels.some(({ online }) => online) ? 1 : 0,
  })
}
