import { keyRingOf } from '../../cloudfunctions/adapters/node-crypto/key-text'
import { ezvizOf } from '../../cloudfunctions/entries/settings/ezviz'
import { messagesOf } from '../../cloudfunctions/entries/settings/messages'
import { SettingError } from '../../cloudfunctions/entries/settings/setting-error'
import { wechatFaceOf } from '../../cloudfunctions/entries/settings/wechat-face'
import { SecretsError } from '../../cloudfunctions/ports/secrets'
import { DeployProblem } from './problem'
import type { Environment } from './settings'

/** What the functions read from their environment. All of them share one wire, so all get the same. */
const NAMES = [
  ...['JINENG_KEYS', 'WECHAT_MESSAGES', 'EZVIZ_APP_KEY', 'EZVIZ_APP_SECRET', 'EZVIZ_BASE_URL'],
  ...['EZVIZ_WEBHOOK_SECRET', 'EZVIZ_DAILY_CALLS', 'EZVIZ_CARD', 'EZVIZ_CLOUD', 'EZVIZ_RECORDING'],
]
/** The AppID is there to upload the app; the functions need it to have faces verified, and not without the secret. */
const FACE_NAMES = ['WECHAT_APPID', 'WECHAT_APP_SECRET', 'WECHAT_API_BASE_URL']

/** What of it is set here, read as the functions will read it. @throws DeployProblem */
export function variablesIn(environment: Environment): Record<string, string> {
  const names = environment.WECHAT_APP_SECRET ? [...NAMES, ...FACE_NAMES] : NAMES
  const set = names.map(name => [name, environment[name]] as const)
  const variables = Object.fromEntries(set.filter((one): one is [string, string] => Boolean(one[1])))
  try {
    if (variables.JINENG_KEYS) keyRingOf(variables.JINENG_KEYS)
    ezvizOf(variables)
    messagesOf(variables)
    wechatFaceOf(variables)
  } catch (error) {
    if (error instanceof SettingError) throw new DeployProblem(error.message, { cause: error })
    if (!(error instanceof SecretsError)) throw error
    throw new DeployProblem(`JINENG_KEYS 不能用：应写成“root=…,k1=…”，每个值是 32 字节随机数的 base64。`, {
      cause: error,
    })
  }
  return variables
}
