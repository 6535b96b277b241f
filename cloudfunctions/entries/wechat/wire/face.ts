import { noFaceVerifier } from '../../../adapters/no-face'
import { systemClock } from '../../../adapters/system/clock'
import type { WechatFaceAccount } from '../../../adapters/wechat-face/config'
import type { FaceService, FaceVerifier } from '../../../ports/face-verifier'
import type { Environment } from '../../settings/setting-error'
import { wechatFaceOf } from '../../settings/wechat-face'
import { logLine } from './log'

/**
 * Who verifies faces: WeChat where its secret is set, else nobody. What speaks to it is loaded when the first check is
 * opened: most of an instance's events open none. @throws SettingError
 */
export function faceVerifierOf(environment: Environment): FaceVerifier {
  const account = wechatFaceOf(environment)
  if (account === null) return noFaceVerifier
  let loaded: Promise<FaceService> | null = null
  const service = () => {
    loaded ??= loadService(account)
    return loaded
  }
  return {
    way: 'service',
    open: async check => (await service()).open(check),
    verdict: async check => (await service()).verdict(check),
  }
}

async function loadService(account: WechatFaceAccount): Promise<FaceService> {
  const { createWechatFace } = await import('../../../adapters/wechat-face')
  return createWechatFace(account, {
    now: systemClock.now,
    delay: ms => new Promise(resolve => setTimeout(resolve, ms)),
    log: (event, fields) => logLine('error', event, fields),
  })
}
