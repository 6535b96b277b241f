import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { noFaceVerifier } from '../../adapters/no-face'
import { noMessages } from '../../adapters/no-messages'
import { backupShelf, openSqliteStore } from '../../adapters/sqlite'
import { systemClock } from '../../adapters/system/clock'
import type { Clock } from '../../ports/clock'
import type { FaceVerifier } from '../../ports/face-verifier'
import { MOST_PER_PAGE, type Store } from '../../ports/store'
import { PASSWORD_COST, type PasswordCost } from '../../services/accounts/password'
import { COLLECTIONS } from '../../services/documents'
import { CLASSES } from '../../services/documents/classes'
import { DIRTY_DAYS } from '../../services/documents/judged-days'
import { MIGRATIONS } from '../../services/documents/migrations'
import { read } from '../../services/documents/read'
import type { Server } from '../../services/server'
import { takePlatformMessages } from '../answers/platform-messages'
import { openSecrets } from '../keys/open'
import { remembering } from '../remembering'
import { settleAfterRestore } from '../restored'
import type { EzvizAccount } from '../settings/ezviz'
import type { EzvizStandIn } from './ezviz-stand-in/options'
import { buildHttpApp, type HttpOptions } from './http/app'
import { RequestsUnderWay } from './http/under-way'
import { createLog, type Log } from './log'
import { Metrics } from './metrics'
import { WatchedSource } from './metrics/recording-source'
import { type OpenedPlatform, openPlatform } from './platform'
import { Rounds } from './rounds'
import { seedWhenEmpty } from './seed'
import { type DemonstrationAccount, writtenDownAccounts } from './seed/accounts'
import { DEMONSTRATION_CLASS_ID } from './seed/class'
import { standInCameras } from './seed/recordings'
import { type ClosingStep, closeInOrder } from './shutdown'

export interface LocalOptions extends HttpOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  readonly dataFolder: string
  readonly logLevel: string
  /** Left out: one on stderr. */
  readonly log?: Log
  /** The text of `JINENG_KEYS`; left out: the keys are in the data folder. */
  readonly keys?: string
  /** Null: a stand-in is started. */
  readonly ezviz: EzvizAccount | null
  /** Who looks at faces; left out: nobody, and check-ins say so. */
  readonly openFaces?: () => Promise<FaceVerifier>
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
  /**
   * Takes no new connection, finishes what is under way and lets go of port, store and stand-in; within a bounded
   * time. @returns what was not finished then, in words for a log
   */
  close(): Promise<readonly string[]>
}

/**
 * @throws StoreError when the data folder is in use, or was written by a newer version; SecretsError when its keys are
 * missing, not its own, or open to others
 */
export async function startLocalServer(options: LocalOptions): Promise<LocalServer> {
  const clock = options.clock ?? systemClock
  const passwordCost = options.passwordCost ?? PASSWORD_COST
  const log = options.log ?? createLog(options.logLevel)
  const metrics = new Metrics()
  // The work of each minute goes through all classes, and nobody else writes any.
  const store = remembering(await openStore(options.dataFolder, log, metrics), [CLASSES], clock)
  const opened: ClosingStep[][] = [[{ what: () => 'store', close: () => store.close() }]]
  const closeAll = () => closeInOrder(opened.splice(0).reverse(), CLOSING_MS)
  try {
    const { dataFolder } = options
    const settled = await settleAfterRestore(store, dataFolder, clock)
    if (settled !== null) log.warn({ settled }, 'a backup was restored: what came back of faces is settled')
    const secrets = await openSecrets(store, { dataFolder, fromEnvironment: options.keys ?? null })
    await seedWhenEmpty({ store, clock, passwordCost, secrets }, dataFolder)
    const platform = await platformFor(options, store, clock, log)
    opened.push([{ what: () => 'recording platform', close: () => platform.close() }])
    const faceVerifier = await (options.openFaces ?? nobody)()
    opened.push([{ what: () => 'face engine', close: () => closeFaces(faceVerifier) }])
    const recordingSource = new WatchedSource(platform.recordingSource, clock)
    const server: Server = {
      store,
      clock,
      passwordCost,
      secrets,
      faceVerifier,
      recordingSource,
      cameraControl: platform.cameraControl,
      messenger: noMessages,
    }
    const rounds = new Rounds(server, log, metrics, backupShelf(dataFolder))
    const underWay = new RequestsUnderWay()
    const app = await buildHttpApp(server, options, {
      log,
      metrics,
      underWay,
      sourceState: () => recordingSource.last,
      judgeBacklog: () => daysToJudge(store),
      platformMessages: takePlatformMessages(server, platform.readMessage, () => rounds.heard()),
    })
    opened.push([requestsOf(app, underWay), roundsOf(rounds, platform)])
    await app.listen({ host: options.host, port: options.port })
    metrics.watchProcess()
    metrics.watch({ dirtyClassDays: () => daysToJudge(store) })
    rounds.start()
    const url = urlOf(app, options.host)
    platform.announce(`${url}/webhooks/ezviz`)
    return {
      url,
      standIn: platform.standIn,
      accounts: writtenDownAccounts(options.dataFolder),
      caughtUp: () => rounds.idle(),
      close: async () => {
        const cut = await closeAll()
        if (cut.length > 0) log.error({ cut }, 'stopped before all was finished')
        return cut
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function openStore(dataFolder: string, log: Log, metrics: Metrics): Promise<Store> {
  return openSqliteStore(
    dataFolder,
    COLLECTIONS,
    MIGRATIONS,
    news => log.info({ news }, 'the store is brought up'),
    batch => metrics.storeCommitted(batch),
  )
}

/** Class-days whose evidence changed since they were judged; of very many, no more than one page is counted. */
async function daysToJudge(store: Store): Promise<number> {
  const page = await store.range(DIRTY_DAYS, { index: 'byId', equal: [], limit: MOST_PER_PAGE })
  return page.items.length
}

const nobody = async () => noFaceVerifier

async function closeFaces(verifier: FaceVerifier): Promise<void> {
  if (verifier.way === 'frames') await verifier.close()
}

const CLOSING_MS = 10_000

function requestsOf(app: FastifyInstance, underWay: RequestsUnderWay): ClosingStep {
  return {
    what: () => `${underWay.count} requests`,
    close: async () => void (await app.close()),
    cut: () => app.server.closeAllConnections(),
  }
}

function roundsOf(rounds: Rounds, platform: OpenedPlatform): ClosingStep {
  return {
    what: () => 'a round',
    close: async () => {
      platform.endPauses()
      await rounds.stop()
    },
  }
}

async function platformFor(
  options: LocalOptions,
  store: Store,
  clock: Clock,
  log: Log,
): Promise<OpenedPlatform> {
  const demonstration = await read(store, CLASSES, DEMONSTRATION_CLASS_ID)
  const cameras = demonstration ? standInCameras(demonstration.training) : []
  return openPlatform(options.ezviz, cameras, clock, (event, fields) => log.info(fields, event))
}

function urlOf(app: FastifyInstance, host: string): string {
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const { port } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
