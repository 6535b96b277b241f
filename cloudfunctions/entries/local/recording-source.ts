import { randomBytes } from 'node:crypto'
import { createEzviz } from '../../adapters/ezviz'
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
  /** Calls under way come to their end without pausing before a repetition. */
  endPauses(): void
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
  const pauses = new Pauses()
  const deps = { now: () => clock.now(), delay: pauses.wait, random: Math.random, log }
  const endPauses = () => pauses.end()
  if (keys !== null) {
    const source = createEzviz(keys, deps).recordingSource
    return { source, standInUrl: null, endPauses, close: async () => {} }
  }
  const made = { appKey: randomBytes(16).toString('hex'), appSecret: randomBytes(16).toString('hex') }
  const standIn = await startEzvizStandIn({ ...made, now: () => clock.now(), cameras })
  return {
    source: createEzviz({ ...made, baseUrl: standIn.url }, deps).recordingSource,
    standInUrl: standIn.url,
    endPauses,
    close: () => standIn.close(),
  }
}

/** The client's pauses between repeated calls, which nobody wants to wait for when the server is stopped. */
class Pauses {
  readonly #wakers = new Set<() => void>()
  #ended = false

  readonly wait = (ms: number): Promise<void> =>
    new Promise(resolve => {
      if (this.#ended) return resolve()
      const wake = () => {
        clearTimeout(timer)
        this.#wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#wakers.add(wake)
    })

  /** From now on no pause lasts. */
  end(): void {
    this.#ended = true
    for (const wake of [...this.#wakers]) wake()
  }
}
