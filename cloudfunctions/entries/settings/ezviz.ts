import type { CloudRecording, EzvizConfig, RowLists } from '../../adapters/ezviz/config'
import { type Environment, SettingError } from './setting-error'

/** An account of the Ezviz Open Platform. */
export interface EzvizAccount {
  readonly config: EzvizConfig
  /** What pushed messages are signed with; null: none are accepted. */
  readonly webhookSecret: string | null
}

/** Null: none is set. @throws SettingError */
export function ezvizOf(environment: Environment): EzvizAccount | null {
  const { EZVIZ_APP_KEY, EZVIZ_APP_SECRET, EZVIZ_BASE_URL, EZVIZ_DAILY_CALLS } = environment
  if (!EZVIZ_APP_KEY) return null
  if (!EZVIZ_APP_SECRET) throw new SettingError('设置了 EZVIZ_APP_KEY，还需要设置 EZVIZ_APP_SECRET。')
  return {
    config: {
      appKey: EZVIZ_APP_KEY,
      appSecret: EZVIZ_APP_SECRET,
      ...(EZVIZ_BASE_URL && { baseUrl: EZVIZ_BASE_URL }),
      ...(EZVIZ_DAILY_CALLS && { dailyCallBudget: callsOf(EZVIZ_DAILY_CALLS) }),
      rows: { card: cardOf(environment.EZVIZ_CARD), cloud: cloudOf(environment.EZVIZ_CLOUD) },
      recording: recordingOf(environment.EZVIZ_RECORDING),
    },
    webhookSecret: environment.EZVIZ_WEBHOOK_SECRET || null,
  }
}

function callsOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new SettingError(`EZVIZ_DAILY_CALLS 应为每天最多查询的次数，现在是“${text}”。`)
}

function cardOf(text: string | undefined): RowLists['card'] {
  if (!text) return 'by-time'
  if (text === 'by-time' || text === 'unified' || text === 'none') return text
  throw new SettingError(`EZVIZ_CARD 应为 by-time、unified 或 none，现在是“${text}”。`)
}

function cloudOf(text: string | undefined): RowLists['cloud'] {
  if (!text || text === 'storage') return { kind: 'storage' }
  if (text === 'none') return { kind: 'none' }
  const space = spaceOf(text)
  if (space !== null) return { kind: 'cloud-2.0', spaceId: space }
  throw new SettingError(`EZVIZ_CLOUD 应为 storage、none 或 cloud-2.0:空间编号，现在是“${text}”。`)
}

function recordingOf(text: string | undefined): CloudRecording {
  if (!text || text === 'none') return { kind: 'none' }
  const space = spaceOf(text)
  if (space !== null) return { kind: 'cloud-2.0', spaceId: space }
  const project = /^cloud-1\.0:(.+)$/.exec(text)?.[1]
  if (project !== undefined) return { kind: 'cloud-1.0', projectId: project }
  throw new SettingError(
    `EZVIZ_RECORDING 应为 none、cloud-1.0:项目编号 或 cloud-2.0:空间编号，现在是“${text}”。`,
  )
}

function spaceOf(text: string): number | null {
  const digits = /^cloud-2\.0:(\d{1,12})$/.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}
