import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../cloudfunctions/adapters/sqlite'
import type { Store } from '../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'
import { closedAtLast } from './closed-at-last'

/** Where tests of services keep what they keep: the jest project tells it by the global `ENGINE`. */
export type Engine = 'sqlite' | 'cloudbase'

export const ENGINE: Engine = Reflect.get(globalThis, 'ENGINE') === 'cloudbase' ? 'cloudbase' : 'sqlite'

/** An empty store of a test's own, gone when it is closed. */
export interface TemporaryStore {
  readonly store: Store
  close(): Promise<void>
}

/** On the engine that the suite runs on. */
export function openTemporaryStore(): Promise<TemporaryStore> {
  return openStoreOf(ENGINE)
}

export function openStoreOf(engine: Engine): Promise<TemporaryStore> {
  return engine === 'cloudbase' ? openInCloud() : openInFolder()
}

/** Cases of a property test: the rules are held by the first engine, and the second only has to keep what it is given. */
export function casesHere(ofFirstEngine: number): number {
  return ENGINE === 'sqlite' ? ofFirstEngine : Math.ceil(ofFirstEngine / 10)
}

async function openInFolder(): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'jineng-store-'))
  const store = await openSqliteStore(folder, COLLECTIONS)
  return {
    store,
    close: closedAtLast(async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }),
  }
}

/** In a stand-in of WeChat's cloud, by the SDK as it comes. Loaded by those alone who ask for it: it is large. */
async function openInCloud(): Promise<TemporaryStore> {
  const { openLocalCloud } = await import('./local-cloud')
  const cloud = await openLocalCloud()
  const store = cloud.open()
  return {
    store,
    close: closedAtLast(async () => {
      await store.close()
      await cloud.close()
    }),
  }
}
