import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createEzviz, type Ezviz } from '../../adapters/ezviz'
import { readEzvizMessage } from '../../adapters/ezviz/webhook'
import type { Clock } from '../../ports/clock'
import type { MessageReading } from '../../ports/platform-messages'
import type { EzvizAccount } from '../settings/ezviz'
import { startEzvizStandIn } from './ezviz-stand-in'
import type { EzvizStandIn, StandInCamera } from './ezviz-stand-in/options'

export interface OpenedPlatform extends Ezviz {
  readMessage(rawBody: Buffer, headers: IncomingHttpHeaders): MessageReading
  /** Null: it is the real platform that is asked. */
  readonly standIn: EzvizStandIn | null
  /** Where the stand-in sends its messages; the real platform is told in its console. */
  announce(webhookUrl: string): void
  /** Calls under way come to their end without pausing before a repetition. */
  endPauses(): void
  close(): Promise<void>
}

export type PlatformLog = (event: string, fields: Readonly<Record<string, string | number | null>>) => void

/** The platform where there are keys for it; else a stand-in that speaks its wire, through the same client. */
export async function openPlatform(
  account: EzvizAccount | null,
  cameras: readonly StandInCamera[],
  clock: Clock,
  log: PlatformLog,
): Promise<OpenedPlatform> {
  const pauses = new Pauses()
  const deps = { now: () => clock.now(), delay: pauses.wait, random: Math.random, log }
  const open = ({ config, webhookSecret }: EzvizAccount, standIn: EzvizStandIn | null): OpenedPlatform => ({
    ...createEzviz(config, deps),
    readMessage: (rawBody, headers) => readEzvizMessage(rawBody, headers, webhookSecret, clock.now()),
    standIn,
    announce: url => {
      if (webhookSecret !== null) standIn?.subscribe({ url, secret: webhookSecret })
    },
    endPauses: () => pauses.end(),
    close: async () => standIn?.close(),
  })
  if (account !== null) return open(account, null)
  const { made, standIn } = await startDemonstrationPlatform(cameras, clock)
  return open(made, standIn)
}

const DEMONSTRATION_SPACE = 1
/** Quicker than the real one, so that who tries it sees what was recorded. */
const DEMONSTRATION_LAG_MS = 20_000
const TICK_MS = 1_000

async function startDemonstrationPlatform(
  cameras: readonly StandInCamera[],
  clock: Clock,
): Promise<{ readonly made: EzvizAccount; readonly standIn: EzvizStandIn }> {
  const keys = { appKey: randomBytes(16).toString('hex'), appSecret: randomBytes(16).toString('hex') }
  const standIn = await startEzvizStandIn({
    ...keys,
    now: () => clock.now(),
    cameras,
    cloudLagMs: DEMONSTRATION_LAG_MS,
    spaceIds: [DEMONSTRATION_SPACE],
    tickEveryMs: TICK_MS,
  })
  const space = { kind: 'cloud-2.0', spaceId: DEMONSTRATION_SPACE } as const
  const config = {
    ...keys,
    baseUrl: standIn.url,
    rows: { card: 'by-time', cloud: space },
    recording: space,
  } as const
  return { made: { config, webhookSecret: randomBytes(16).toString('hex') }, standIn }
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
