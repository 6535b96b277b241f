import type { Account } from './account'
import type { Answer } from './answer'
import { refusal } from './answer'
import { cameraList, deviceInfo, deviceList } from './devices'
import type { Form } from './form'
import { videoByTime } from './video-by-time'

type Handler = (account: Account, form: Form) => Answer

const needsToken =
  (handler: Handler): Handler =>
  (account, form) =>
    account.tokenRefusal(form) ?? handler(account, form)

const ROUTES: ReadonlyMap<string, Handler> = new Map([
  ['/api/lapp/token/get', (account, form) => account.giveToken(form)],
  ['/api/lapp/device/list', needsToken(deviceList)],
  ['/api/lapp/device/info', needsToken(deviceInfo)],
  ['/api/lapp/camera/list', needsToken(cameraList)],
  ['/api/lapp/video/by/time', needsToken(videoByTime)],
])

/** Null when the platform has no such address. @param form null when the body was no form */
export function answerCall(account: Account, path: string, form: Form | null): Answer | null {
  const handler = ROUTES.get(path)
  if (!handler) return null
  return form === null ? refusal('10001') : handler(account, form)
}
