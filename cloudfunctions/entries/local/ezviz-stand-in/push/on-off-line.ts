import { DEVICE_TYPE, NET_ADDRESS } from '../devices/rows'
import type { StandInCamera } from '../options'
import { spacedText } from '../wire/times'
import type { PushMessage } from './options'

/** A device went up or down. */
export function onOffLine(camera: StandInCamera, online: boolean, at: number): PushMessage {
  const { deviceSerial, deviceName } = camera
  return {
    type: 'ys.onoffline',
    deviceId: deviceSerial,
    channelNo: 1,
    body: {
      devType: DEVICE_TYPE,
      msgType: online ? 'ONLINE' : 'OFFLINE',
      occurTime: spacedText(at),
      deviceName,
      subSerial: deviceSerial,
      dasId: 'das-standin',
      natIp: NET_ADDRESS,
    },
  }
}
