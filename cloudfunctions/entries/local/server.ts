import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { noFaceVerifier } from '../../adapters/no-face'
import { openSqliteStore } from '../../adapters/sqlite'
import { systemClock } from '../../adapters/system/clock'
import type { Clock } from '../../ports/clock'
import type { Store } from '../../ports/store'
import { PASSWORD_COST, type PasswordCost } from '../../services/accounts/password'
import { COLLECTIONS } from '../../services/documents'
import { CLASSES } from '../../services/documents/classes'
import { read } from '../../services/documents/read'
import type { Server } from '../../services/server'
import { openSecrets } from '../keys/open'
import type { EzvizStandIn } from './ezviz-stand-in/options'
import { buildHttpApp, type HttpOptions } from './http/app'
import { type EzvizAccount, type OpenedPlatform, openPlatform, type PlatformLog } from './platform'
import { takePlatformMessages } from './platform-messages'
import { Rounds } from './rounds'
import { seedWhenEmpty } from './seed'
import { type DemonstrationAccount, writtenDownAccounts } from './seed/accounts'
import { DEMONSTRATION_CLASS_ID } from './seed/class'
import { standInCameras } from './seed/recordings'

export interface LocalOptions extends HttpOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  readonly dataFolder: string
  /** The text of `JINENG_KEYS`; left out: the keys are in the data folder. */
  readonly keys?: string
  /** Null: a stand-in is started. */
  readonly ezviz: EzvizAccount | null
  readonly clock?: Clock
  readonly passwordCost?: PasswordCost
}

export interface LocalServer {
  readonly url: string
  /** Null: the real platform is asked. */
  readonly standIn: EzvizStandIn | null
  /** Empty when the data holds no demonstration, or its list was taken away. */
  readonly accounts: readonly DemonstrationAccount[]
  /** Resolves when the recordings of the days so far have been asked for. */
  caughtUp(): Promise<void>
  /** Finishes what is under way and lets go of port, store and stand-in. */
  close(): Promise<void>
}

/**
 * @throws StoreError when the data folder is in use, or was written by a newer version; SecretsError when its keys are
 * missing, not its own, or open to others
 */
export async function startLocalServer(options: LocalOptions): Promise<LocalServer> {
  const clock = options.clock ?? systemClock
  const passwordCost = options.passwordCost ?? PASSWORD_COST
  const store = await openSqliteStore(options.dataFolder, COLLECTIONS)
  const opened: (() => Promise<void>)[] = [() => store.close()]
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    const { dataFolder } = options
    const secrets = await openSecrets(store, { dataFolder, fromEnvironment: options.keys ?? null })
    await seedWhenEmpty({ store, clock, passwordCost, secrets }, dataFolder)
    const lines = new LateLog()
    const platform = await platformFor(options, store, clock, lines.write)
    opened.push(() => platform.close())
    const server: Server = {
      store,
      clock,
      passwordCost,
      secrets,
      faceVerifier: noFaceVerifier,
      recordingSource: platform.recordingSource,
      cameraControl: platform.cameraControl,
    }
    const app = await buildHttpApp(server, {
      ...options,
      platformMessages: takePlatformMessages(server, platform.readMessage, news => rounds.heard(news)),
    })
    const rounds = new Rounds(server, app.log)
    opened.push(() => app.close())
    lines.app = app
    await app.listen({ host: options.host, port: options.port })
    rounds.start()
    opened.push(async () => {
      platform.endPauses()
      await rounds.stop()
    })
    const url = urlOf(app, options.host)
    platform.announce(`${url}/webhooks/ezviz`)
    return {
      url,
      standIn: platform.standIn,
      accounts: writtenDownAccounts(options.dataFolder),
      caughtUp: () => rounds.idle(),
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** The client of the platform is made before the HTTP server, whose log it writes to. */
class LateLog {
  app: FastifyInstance | null = null
  readonly write: PlatformLog = (event, fields) => this.app?.log.info(fields, event)
}

async function platformFor(
  options: LocalOptions,
  store: Store,
  clock: Clock,
  log: PlatformLog,
): Promise<OpenedPlatform> {
  const demonstration = await read(store, CLASSES, DEMONSTRATION_CLASS_ID)
  const cameras = demonstration ? standInCameras(demonstration.training) : []
  return openPlatform(options.ezviz, cameras, clock, log)
}

function urlOf(app: FastifyInstance, host: string): string {
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
