import type { WechatFaceAccount } from '../../adapters/wechat-face/config'
import { type Environment, SettingError } from './setting-error'

/**
 * The mini-program for whose people WeChat verifies faces; null: WeChat is not asked. The secret decides, for the AppID
 * is needed to upload the app as well. @throws SettingError, which never repeats the secret
 */
export function wechatFaceOf({
  WECHAT_APPID: appId,
  WECHAT_APP_SECRET: appSecret,
  WECHAT_API_BASE_URL: baseUrl,
}: Environment): WechatFaceAccount | null {
  if (!appSecret) return null
  if (!appId) throw new SettingError('设置了 WECHAT_APP_SECRET，还需要设置 WECHAT_APPID。')
  if (!/^wx[0-9a-f]{16}$/.test(appId)) {
    throw new SettingError(`WECHAT_APPID 应为 wx 加 16 个小写字母或数字，现在是“${appId}”。`)
  }
  if (!/^[0-9a-f]{32}$/.test(appSecret)) {
    throw new SettingError('WECHAT_APP_SECRET 应为 32 个小写字母或数字，请到微信公众平台核对，不要多抄空格。')
  }
  return { appId, appSecret, ...(baseUrl && { baseUrl: originOf(baseUrl) }) }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost'])

/** The secret and identity numbers go there, so in the clear to this machine alone. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (url && isSafe && text.replace(/\/$/, '') === url.origin) return url.origin
  throw new SettingError(
    `WECHAT_API_BASE_URL 应为“https://域名”，例如 https://api2.weixin.qq.com，现在是“${text}”。`,
  )
}
