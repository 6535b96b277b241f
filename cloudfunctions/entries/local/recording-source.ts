import { randomBytes } from 'node:crypto'
import { createEzvizRecordingSource } from '../../adapters/ezviz'
import type { Clock } from '../../ports/clock'
import type { RecordingSource } from '../../ports/recording-source'
import { startEzvizStandIn } from './ezviz-stand-in'
import type { StandInCamera } from './ezviz-stand-in/options'

/** Keys of an account of the Ezviz Open Platform. */
export interface EzvizKeys {
  readonly appKey: string
  readonly appSecret: string
  readonly baseUrl?: string
}

export interface OpenedRecordingSource {
  readonly source: RecordingSource
  /** Where the stand-in listens; null: it is the real platform that is asked. */
  readonly standInUrl: string | null
  close(): Promise<void>
}

export type SourceLog = (event: string, fields: Readonly<Record<string, string | number | null>>) => void

/** The platform where there are keys for it; else a stand-in that speaks its wire, through the same client. */
export async function openRecordingSource(
  keys: EzvizKeys | null,
  cameras: readonly StandInCamera[],
  clock: Clock,
  log: SourceLog,
): Promise<OpenedRecordingSource> {
  const deps = { now: () => clock.now(), delay, random: Math.random, log }
  if (keys !== null) {
    return { source: createEzvizRecordingSource(keys, deps), standInUrl: null, close: async () => {} }
  }
  const made = { appKey: randomBytes(16).toString('hex'), appSecret: randomBytes(16).toString('hex') }
  const standIn = await startEzvizStandIn({ ...made, now: () => clock.now(), cameras })
  return {
    source: createEzvizRecordingSource({ ...made, baseUrl: standIn.url }, deps),
    standInUrl: standIn.url,
    close: () => standIn.close(),
  }
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
