import { randomBytes } from 'node:crypto'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type {
  EzvizStandIn,
  StandInCamera,
} from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'

const SPACE = 1
/** Quicker than the real one, so that who tries it sees what was recorded. */
const LAG_MS = 20_000
const TICK_MS = 1_000

export interface Cameras {
  /** Null: the real platform is asked. */
  readonly standIn: EzvizStandIn | null
  /** How the functions are told of it. */
  readonly settings: Readonly<Record<string, string>>
  /** From now on messages are sent there; the real platform is told in its console. */
  announce(webhookUrl: string): void
  close(): Promise<void>
}

/** The real platform where the environment holds keys for it; else a stand-in that speaks its wire. */
export async function startCameras(
  environment: NodeJS.ProcessEnv,
  cameras: readonly StandInCamera[],
): Promise<Cameras> {
  if (environment.EZVIZ_APP_KEY) {
    return { standIn: null, settings: ezvizOf(environment), announce: () => {}, close: async () => {} }
  }
  const secret = () => randomBytes(16).toString('hex')
  const keys = { appKey: secret(), appSecret: secret() }
  const options = { now: Date.now, cameras, cloudLagMs: LAG_MS, spaceIds: [SPACE], tickEveryMs: TICK_MS }
  const standIn = await startEzvizStandIn({ ...keys, ...options })
  const webhookSecret = secret()
  const settings = {
    EZVIZ_APP_KEY: keys.appKey,
    EZVIZ_APP_SECRET: keys.appSecret,
    EZVIZ_BASE_URL: standIn.url,
    EZVIZ_CARD: 'by-time',
    EZVIZ_CLOUD: `cloud-2.0:${SPACE}`,
    EZVIZ_RECORDING: `cloud-2.0:${SPACE}`,
    EZVIZ_WEBHOOK_SECRET: webhookSecret,
  }
  return {
    standIn,
    settings,
    announce: url => standIn.subscribe({ url, secret: webhookSecret }),
    close: () => standIn.close(),
  }
}

function ezvizOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const own = Object.entries(environment).filter(([name]) => name.startsWith('EZVIZ_'))
  return Object.fromEntries(own.map(([name, value]) => [name, value ?? '']))
}
