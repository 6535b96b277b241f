import { resolve } from 'node:path'
import { ezvizOf } from '../settings/ezviz'
import { type Environment, SettingError } from '../settings/setting-error'
import type { FaceSettings } from './faces'
import { LIMITS, type Limits } from './http/limits'
import type { LocalOptions } from './server'

export interface LocalSettings extends LocalOptions {
  /** Null: faces are turned off. */
  readonly faces: FaceSettings | null
}

/** What the environment says, with what holds when it says nothing. @throws SettingError */
export function settingsOf(environment: Environment, isTerminal: boolean): LocalSettings {
  return {
    host: environment.HOST || '127.0.0.1',
    port: portOf(environment.PORT || '8787'),
    dataFolder: resolve(environment.DATA_DIR || 'data'),
    pagesFolder: resolve('dist/h5'),
    publicOrigin: originOf(environment.PUBLIC_ORIGIN),
    // On a terminal the log would bury the address and the accounts.
    logLevel: logLevelOf(environment.LOG_LEVEL || (isTerminal ? 'warn' : 'info')),
    limits: limitsOf(environment),
    operatorToken: operatorTokenOf(environment.OPERATOR_TOKEN),
    ezviz: ezvizOf(environment),
    faces: facesOf(environment.JINENG_FACE || 'embedded'),
    ...(environment.JINENG_KEYS && { keys: environment.JINENG_KEYS }),
  }
}

function facesOf(text: string): FaceSettings | null {
  if (text === 'off') return null
  if (text === 'embedded') {
    return { modelsFolder: resolve('models/face'), workerFile: resolve('dist/face-worker.cjs') }
  }
  throw new SettingError(`JINENG_FACE 应为 embedded（本机识别）或 off（不用人脸），现在是“${text}”。`)
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new SettingError(`PORT 应为 0 到 65535 的整数，现在是“${text}”。`)
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

function logLevelOf(text: string): string {
  if (LOG_LEVELS.includes(text)) return text
  throw new SettingError(`LOG_LEVEL 应为 ${LOG_LEVELS.join('、')} 之一，现在是“${text}”。`)
}

const LIMIT_NAMES = {
  session: 'LIMIT_SESSION',
  checkIn: 'LIMIT_CHECK_IN',
  strangers: 'LIMIT_STRANGERS',
  signIn: 'LIMIT_SIGN_IN',
  platform: 'LIMIT_PLATFORM',
} as const satisfies Record<keyof Limits, string>

function limitsOf(environment: Environment): Limits {
  const limit = (of: keyof Limits) => {
    const text = environment[LIMIT_NAMES[of]] || String(LIMITS[of])
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
    throw new SettingError(`${LIMIT_NAMES[of]} 应为大于 0 的整数，现在是“${text}”。`)
  }
  return {
    session: limit('session'),
    checkIn: limit('checkIn'),
    strangers: limit('strangers'),
    signIn: limit('signIn'),
    platform: limit('platform'),
  }
}

const SHORTEST_TOKEN = 24

/** The text itself is a secret, so the complaint doesn't repeat it. */
function operatorTokenOf(text: string | undefined): string | null {
  if (!text) return null
  if (text.length >= SHORTEST_TOKEN) return text
  throw new SettingError(`OPERATOR_TOKEN 至少要 ${SHORTEST_TOKEN} 个字符，可以用 openssl rand -hex 24 生成。`)
}

function originOf(text: string | undefined): string | null {
  if (!text) return null
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new SettingError(`PUBLIC_ORIGIN 应为 https://域名 这样的地址，现在是“${text}”。`)
}
