import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { openCloudbaseStore } from '../../../cloudfunctions/adapters/cloudbase'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import { openSecrets } from '../../../cloudfunctions/entries/keys/open'
import type { EzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'
import type { Log } from '../../../cloudfunctions/entries/local/log'
import { seedWhenEmpty } from '../../../cloudfunctions/entries/local/seed'
import {
  type DemonstrationAccount,
  writtenDownAccounts,
} from '../../../cloudfunctions/entries/local/seed/accounts'
import { DEMONSTRATION_CLASS_ID } from '../../../cloudfunctions/entries/local/seed/class'
import { standInCameras } from '../../../cloudfunctions/entries/local/seed/recordings'
import { type ClosingStep, closeInOrder } from '../../../cloudfunctions/entries/local/shutdown'
import type { Store } from '../../../cloudfunctions/ports/store'
import { PASSWORD_COST, type PasswordCost } from '../../../cloudfunctions/services/accounts/password'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { read } from '../../../cloudfunctions/services/documents/read'
import { actAsFunction } from '../act-as-function'
import type { RunningGateway } from '../cloudbase-gateway'
import type { SentMessage } from '../subscribe-messages'
import { startKeptGateway } from './database'
import { type Cameras, startCameras } from './ezviz'
import { buildFront } from './front'
import { startFunctions } from './functions'
import { keysTextIn } from './keys'
import { startMessages } from './messages'
import { runTimer, triggerOf } from './trigger'

export interface DevelopmentCloudOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  readonly dataFolder: string
  readonly pagesFolder: string
  /** Of the built functions. */
  readonly functionsFolder: string
  readonly publicOrigin: string | null
  readonly log: Log
  /** Its `EZVIZ_*` name the real camera platform, where there are any; its `WECHAT_MESSAGES` the templates. */
  readonly environment?: NodeJS.ProcessEnv
  readonly passwordCost?: PasswordCost
}

export interface DevelopmentCloud {
  readonly url: string
  /** Null: the real platform is asked. */
  readonly standIn: EzvizStandIn | null
  /** What WeChat was given to be sent. */
  readonly messages: readonly SentMessage[]
  readonly accounts: readonly DemonstrationAccount[]
  /** Resolves when the timer's work has nothing left to do at present. */
  caughtUp(): Promise<void>
  /** Ends everything and writes the data down. @returns what was not finished, in words for a log */
  close(): Promise<readonly string[]>
}

const SAVE_EVERY_MS = 60_000
const CLOSING_MS = 10_000

/**
 * The whole system as in WeChat's cloud, on this machine: the built functions, each instance a thread of its own, over
 * the unmodified SDK against the stand-in of the gateway, with pages for a browser before it.
 * @throws SecretsError when the keys of the data are missing or not its own
 */
export async function startDevelopmentCloud(options: DevelopmentCloudOptions): Promise<DevelopmentCloud> {
  actAsFunction()
  const opened: ClosingStep[] = []
  const close = () =>
    closeInOrder(
      opened
        .splice(0)
        .reverse()
        .map(step => [step]),
      CLOSING_MS,
    )
  try {
    return { ...(await started(options, opened)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** @param opened gets how each part is closed again, in the order in which they are opened */
async function started(
  options: DevelopmentCloudOptions,
  opened: ClosingStep[],
): Promise<Omit<DevelopmentCloud, 'close'>> {
  const { dataFolder, functionsFolder, environment = {}, log } = options
  const messages = startMessages(environment)
  const { gateway, save } = await startKeptGateway(dataFolder, messages.openApis)
  const store = openCloudbaseStore(gateway.address)
  opened.push(databaseStep(gateway, store, save, log))
  const cameras = await begun(store, options)
  opened.push({ what: () => 'recording platform', close: () => cameras.close() })
  save()
  const functions = startFunctions({
    folder: functionsFolder,
    gateway: gateway.address,
    environment: { JINENG_KEYS: keysTextIn(dataFolder), ...cameras.settings, ...messages.settings },
    log,
  })
  opened.push({ what: () => 'functions', close: () => functions.close() })
  const { app, webhook } = functions
  const front = await buildFront({ ...options, app, webhook, accepted: messages.accept })
  opened.push({
    what: () => 'requests',
    close: async () => void (await front.close()),
    cut: () => front.server.closeAllConnections(),
  })
  await front.listen({ host: options.host, port: options.port })
  const url = urlOf(front, options.host)
  cameras.announce(`${url}/webhooks/ezviz`)
  const trigger = triggerOf(functionsFolder, 'rounds')
  const stopTimer = runTimer(trigger.config, () => void functions.round(trigger.name))
  opened.push({ what: () => 'timer', close: async () => stopTimer() })
  return {
    url,
    standIn: cameras.standIn,
    messages: messages.sent,
    accounts: writtenDownAccounts(dataFolder),
    caughtUp: async () => {
      while (await functions.round(trigger.name));
    },
  }
}

/** Writes the database down each minute, and when it is closed. */
function databaseStep(gateway: RunningGateway, store: Store, save: () => void, log: Log): ClosingStep {
  const saving = setInterval(() => {
    try {
      save()
    } catch (err) {
      log.error({ err }, 'the data could not be written down, the next minute tries again')
    }
  }, SAVE_EVERY_MS)
  return {
    what: () => 'database',
    close: async () => {
      clearInterval(saving)
      await store.close()
      save()
      await gateway.close()
    },
  }
}

function urlOf(front: FastifyInstance, host: string): string {
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const { port } = front.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What the store must hold before the first function is asked: keys that fit, and a demonstration where there is nothing. */
async function begun(store: Store, options: DevelopmentCloudOptions): Promise<Cameras> {
  const { dataFolder, environment = {}, passwordCost = PASSWORD_COST } = options
  const secrets = await openSecrets(store, { dataFolder, fromEnvironment: null })
  await seedWhenEmpty({ store, clock: systemClock, passwordCost, secrets }, dataFolder)
  const demonstration = await read(store, CLASSES, DEMONSTRATION_CLASS_ID)
  return startCameras(environment, demonstration ? standInCameras(demonstration.training) : [])
}
