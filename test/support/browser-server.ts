import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dateOf } from '../../cloudfunctions/domain/time'
import type { EzvizStandIn } from '../../cloudfunctions/entries/local/ezviz-stand-in/options'
import type { DemonstrationAccount } from '../../cloudfunctions/entries/local/seed/accounts'
import { type LocalServer, startLocalServer } from '../../cloudfunctions/entries/local/server'
import type { FaceVerifier } from '../../cloudfunctions/ports/face-verifier'
import { builtApp } from './build-app'

const DAY_MS = 86_400_000
const SHANGHAI_10_30_MS = 2.5 * 3_600_000

/** Days of a month before which the demonstration's past days, and after which its coming ones, lie in it too. */
const EARLIEST = 14
const LATEST = 24

/**
 * The next half past ten in Shanghai that is well inside its day and its month: what a calendar shows must not depend
 * on the date on which the tests are run. Never before the browser's now, by which cookies end.
 */
function nextMorning(now: number): number {
  const today = Math.floor(now / DAY_MS) * DAY_MS + SHANGHAI_10_30_MS
  let morning = today >= now ? today : today + DAY_MS
  while (!isMidMonth(morning)) morning += DAY_MS
  return morning
}

function isMidMonth(morning: number): boolean {
  const day = Number(dateOf(morning).slice(8))
  return day >= EARLIEST && day <= LATEST
}

export interface DemonstrationServer {
  readonly url: string
  /** The camera platform, to be put out of order. */
  readonly standIn: EzvizStandIn
  account(name: string): DemonstrationAccount
  /** The server's clock, and that of the cameras, goes so much ahead. Milliseconds. */
  advance(ms: number): void
  /** Nobody is at home any more, until it starts again on the same data and at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

function accountOf({ accounts }: LocalServer, name: string): DemonstrationAccount {
  const found = accounts.find(account => account.name === name)
  if (!found) throw new Error(`the demonstration has no account ${name}`)
  return found
}

/**
 * The real server with its demonstration class, at 10:30, on a folder of its own.
 * @param pagesFolder whose pages it serves; left out: the real browser build
 * @param faceVerifier who looks at faces; left out: nobody
 */
export async function startDemonstration(
  pagesFolder = builtApp('h5'),
  faceVerifier?: FaceVerifier,
): Promise<DemonstrationServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'jineng-browser-'))
  const started = Date.now()
  const morning = nextMorning(started)
  let ahead = 0
  const startAt = (port: number) =>
    startLocalServer({
      host: '127.0.0.1',
      port,
      dataFolder,
      pagesFolder,
      publicOrigin: null,
      logLevel: 'silent',
      ezviz: null,
      ...(faceVerifier && { openFaces: async () => faceVerifier }),
      // The real cost is a tenth of a second for each of the thirty accounts.
      passwordCost: { N: 2 ** 12, r: 8, p: 1 },
      clock: { now: () => morning + Date.now() - started + ahead },
    })
  let server = await startAt(0)
  const { url } = server
  await server.caughtUp()
  const stop = async () => void (await server.close())
  const start = async () => {
    server = await startAt(Number(new URL(url).port))
  }
  const close = async () => {
    await server.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
  const { standIn } = server
  if (standIn === null) throw new Error('the demonstration runs against the real platform')
  const advance = (ms: number) => {
    ahead += ms
  }
  return { url, standIn, account: name => accountOf(server, name), advance, stop, start, close }
}
