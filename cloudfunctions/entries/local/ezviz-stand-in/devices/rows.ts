import type { StandInCamera } from '../options'
import type { World } from '../world'

export const DEVICE_TYPE = 'CS-C6-STANDIN'
export const NET_ADDRESS = '203.0.113.7'
const ADDED_AT = Date.UTC(2024, 0, 1)

const isEncrypt = (camera: StandInCamera) => (camera.verificationCode === undefined ? 0 : 1)
const status = (camera: StandInCamera) => (camera.online ? 1 : 0)

/** A row of `device/list`. */
export function deviceRow(camera: StandInCamera, world: World) {
  return {
    id: Buffer.from(camera.deviceSerial).toString('hex').padStart(32, '0'),
    deviceSerial: camera.deviceSerial,
    deviceName: camera.deviceName,
    deviceType: DEVICE_TYPE,
    status: status(camera),
    defence: 0,
    deviceVersion: 'V5.3.0 build 240101',
    addTime: ADDED_AT,
    updateTime: world.now(),
    parentCategory: 'IPC',
    riskLevel: 0,
    netAddress: NET_ADDRESS,
  }
}

/** What `device/info` says. */
export function deviceDetails(camera: StandInCamera, world: World) {
  const made = { localName: camera.deviceName, model: DEVICE_TYPE, category: 'IPC' }
  const settings = { isEncrypt: isEncrypt(camera), alarmSoundMode: 0, offlineNotify: 0 }
  return { ...deviceRow(camera, world), ...made, ...settings, netType: 'wire', signal: '100%' }
}

/** A row of `camera/list`. */
export function cameraRow(camera: StandInCamera) {
  return {
    deviceSerial: camera.deviceSerial,
    channelNo: camera.channelNo,
    channelName: `${camera.deviceName}-${camera.channelNo}`,
    status: status(camera),
    isShared: '0',
    picUrl: 'https://img.example/cover.jpg',
    isEncrypt: isEncrypt(camera),
    videoLevel: 2,
    permission: -1,
    isAdd: 1,
  }
}

/** A row of `device/camera/list`. */
export function channelRow(camera: StandInCamera) {
  const { permission: _none, ...shared } = cameraRow(camera)
  const names = { deviceName: camera.deviceName, localChannelName: `Camera ${camera.channelNo}` }
  return { ...shared, ipcSerial: camera.deviceSerial, ...names, relatedIpc: false }
}
