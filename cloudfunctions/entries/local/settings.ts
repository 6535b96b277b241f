import { resolve } from 'node:path'
import type { LocalOptions } from './server'

type Environment = Readonly<Record<string, string | undefined>>

/** A setting that can't be used, in a sentence for the person at the terminal. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

/** What the environment says, with what holds when it says nothing. @throws SettingError */
export function settingsOf(environment: Environment, isTerminal: boolean): LocalOptions {
  return {
    host: environment.HOST || '127.0.0.1',
    port: portOf(environment.PORT || '8787'),
    dataFolder: resolve(environment.DATA_DIR || 'data'),
    pagesFolder: resolve('dist/h5'),
    publicOrigin: originOf(environment.PUBLIC_ORIGIN),
    // On a terminal the log would bury the address and the accounts.
    logLevel: environment.LOG_LEVEL || (isTerminal ? 'warn' : 'info'),
    ezviz: ezvizOf(environment),
    ...(environment.JINENG_KEYS && { keys: environment.JINENG_KEYS }),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new SettingError(`PORT 应为 0 到 65535 的整数，现在是“${text}”。`)
}

function originOf(text: string | undefined): string | null {
  if (!text) return null
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new SettingError(`PUBLIC_ORIGIN 应为 https://域名 这样的地址，现在是“${text}”。`)
}

function ezvizOf({ EZVIZ_APP_KEY, EZVIZ_APP_SECRET, EZVIZ_BASE_URL }: Environment): LocalOptions['ezviz'] {
  if (!EZVIZ_APP_KEY) return null
  if (!EZVIZ_APP_SECRET) throw new SettingError('设置了 EZVIZ_APP_KEY，还需要设置 EZVIZ_APP_SECRET。')
  const keys = { appKey: EZVIZ_APP_KEY, appSecret: EZVIZ_APP_SECRET }
  return EZVIZ_BASE_URL ? { ...keys, baseUrl: EZVIZ_BASE_URL } : keys
}
