import type { Account } from './account'
import { type Answer, ok, paged, refusal } from './answer'
import { type Form, wholeIn } from './form'
import type { StandInCamera } from './options'

const ADDED_AT = Date.UTC(2024, 0, 1)
const MOST_PAGES = 400
const LARGEST_PAGE = 50

/** Upper-case letters and digits, or the two twenty-digit halves of a GB28181 device. */
const SERIAL = /^([A-Z0-9]{4,32}|\d{20}:\d{20})$/

function deviceRow(camera: StandInCamera, account: Account) {
  return {
    id: Buffer.from(camera.deviceSerial).toString('hex').padStart(32, '0'),
    deviceSerial: camera.deviceSerial,
    deviceName: camera.deviceName,
    deviceType: 'CS-C6-STANDIN',
    status: camera.online ? 1 : 0,
    defence: 0,
    deviceVersion: 'V5.3.0 build 240101',
    addTime: ADDED_AT,
    updateTime: account.now(),
    parentCategory: 'IPC',
    riskLevel: 0,
    netAddress: '203.0.113.7',
  }
}

function channelRow(camera: StandInCamera) {
  return {
    deviceSerial: camera.deviceSerial,
    channelNo: camera.channelNo,
    channelName: `${camera.deviceName}-${camera.channelNo}`,
    status: camera.online ? 1 : 0,
    isShared: '0',
    picUrl: 'https://img.example/cover.jpg',
    isEncrypt: 0,
    videoLevel: 2,
    permission: -1,
    isAdd: 1,
  }
}

function firstChannels(account: Account): StandInCamera[] {
  const bySerial = new Map<string, StandInCamera>()
  for (const camera of account.cameras())
    if (!bySerial.has(camera.deviceSerial)) bySerial.set(camera.deviceSerial, camera)
  return [...bySerial.values()]
}

function asPage(rows: readonly unknown[], form: Form): Answer {
  const pageStart = wholeIn(form, 'pageStart', 0, 0, MOST_PAGES)
  const pageSize = wholeIn(form, 'pageSize', 10, 1, LARGEST_PAGE)
  return pageStart === null || pageSize === null ? refusal('10001') : paged(rows, pageStart, pageSize)
}

/** `/api/lapp/device/list` */
export function deviceList(account: Account, form: Form): Answer {
  return asPage(
    firstChannels(account).map(camera => deviceRow(camera, account)),
    form,
  )
}

/** `/api/lapp/camera/list` */
export function cameraList(account: Account, form: Form): Answer {
  return asPage(account.cameras().map(channelRow), form)
}

/** The code that a call for this serial earns, or null when the account has the device. */
export function serialRefusal(account: Account, form: Form): Answer | null {
  if (!form.deviceSerial) return refusal('10001')
  if (!SERIAL.test(form.deviceSerial)) return refusal('20014')
  return account.channelsOf(form.deviceSerial).length === 0 ? refusal('20002') : null
}

/** `/api/lapp/device/info` */
export function deviceInfo(account: Account, form: Form): Answer {
  const refused = serialRefusal(account, form)
  const [camera] = account.channelsOf(form.deviceSerial ?? '')
  if (refused || !camera) return refused ?? refusal('20002')
  const extra = { localName: camera.deviceName, model: 'CS-C6-STANDIN', category: 'IPC', isEncrypt: 0 }
  const network = { alarmSoundMode: 0, offlineNotify: 0, netType: 'wire', signal: '100%' }
  return ok({ ...deviceRow(camera, account), ...extra, ...network })
}
