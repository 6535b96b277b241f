import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import { openSecrets } from '../../../cloudfunctions/entries/keys/open'
import { seedWhenEmpty } from '../../../cloudfunctions/entries/local/seed'
import {
  type DemonstrationAccount,
  writtenDownAccounts,
} from '../../../cloudfunctions/entries/local/seed/accounts'
import { weappOverCloud } from '../build-app'
import { builtFunctions, deployedLimits } from '../build-functions'
import { keysTextIn } from '../development-cloud/keys'
import { type FunctionHost, startFunctionHost } from '../function-host'
import { openLocalCloud } from '../local-cloud'

/** The mini-program and the functions may have to be built first. */
export const BUILDING_MS = 480_000

/** A cloud of its own that holds the demonstration, and the function that the mini-program calls. */
export interface DemonstrationCloud {
  /** The folder of the mini-program as it is built for the cloud. */
  readonly weapp: string
  readonly app: FunctionHost
  account(name: string): DemonstrationAccount
  close(): Promise<void>
}

/** @param environment of the function, besides the keys */
export async function openDemonstrationCloud(
  environment: Readonly<Record<string, string>> = {},
): Promise<DemonstrationCloud> {
  const weapp = weappOverCloud()
  const folder = builtFunctions()
  const dataFolder = mkdtempSync(join(tmpdir(), 'jineng-weapp-'))
  const cloud = await openLocalCloud()
  const store = cloud.open()
  const secrets = await openSecrets(store, { dataFolder, fromEnvironment: null })
  const passwordCost = { N: 16, r: 1, p: 1 }
  await seedWhenEmpty({ store, clock: systemClock, passwordCost, secrets }, dataFolder)
  const accounts = writtenDownAccounts(dataFolder)
  const app = startFunctionHost({
    folder,
    fn: 'app',
    workers: 1,
    gateway: cloud.gateway.address,
    environment: { JINENG_KEYS: keysTextIn(dataFolder), ...environment },
    ...deployedLimits('app'),
    onLine: () => {},
  })
  return {
    weapp,
    app,
    account: name => {
      const found = accounts.find(known => known.name === name)
      if (found === undefined) throw new Error(`the demonstration has no account ${name}`)
      return found
    },
    close: async () => {
      await app.close()
      await store.close()
      await cloud.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
