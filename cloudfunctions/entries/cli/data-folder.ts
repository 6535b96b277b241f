import { SecretsError } from '../../ports/secrets'
import { type Store, StoreError, type StoreReader } from '../../ports/store'
import { COLLECTIONS } from '../../services/documents'
import { MIGRATIONS } from '../../services/documents/migrations'
import { secretsSentence } from '../keys/sentences'
import { UsageError } from './usage-error'

/** Has the store of a data folder to itself while `use` runs. @throws UsageError also when a server is running */
export function withStore<T>(folder: string, use: (store: Store) => Promise<T>): Promise<T> {
  return explained(folder, async () => {
    const { openSqliteStore } = await import('../../adapters/sqlite')
    return closing(await openSqliteStore(folder, COLLECTIONS, MIGRATIONS), use)
  })
}

/**
 * Has the store to itself for one change that happens wholly or not at all, and then as {@link withStore} does.
 * @throws UsageError, and whatever `change` throws: nothing of it has happened then
 */
export function withStoreAfter<T, U>(
  folder: string,
  change: (store: Store) => Promise<T>,
  use: (store: Store, made: T) => Promise<U>,
): Promise<U> {
  return explained(folder, async () => {
    const { openSqliteStoreAfter } = await import('../../adapters/sqlite')
    const opening = { collections: COLLECTIONS, migrations: MIGRATIONS }
    const { store, made } = await openSqliteStoreAfter(folder, opening, change)
    return closing(store, () => use(store, made))
  })
}

/** Reads the store of a data folder, also while a server is running. @throws UsageError */
export function withReader<T>(folder: string, use: (store: StoreReader) => Promise<T>): Promise<T> {
  return explained(folder, async () => {
    const { openSqliteReader } = await import('../../adapters/sqlite')
    return closing(openSqliteReader(folder, MIGRATIONS), use)
  })
}

async function closing<S extends StoreReader, T>(store: S, use: (store: S) => Promise<T>): Promise<T> {
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

async function explained<T>(folder: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (cause) {
    if (cause instanceof SecretsError) throw new UsageError(secretsSentence(cause), { cause })
    if (!(cause instanceof StoreError)) throw cause
    const inUse = 'why' in cause && cause.why === 'in-use'
    const sentence = inUse
      ? `数据目录 ${folder} 正在使用：请先停止服务（或正在运行的另一个命令），再运行一次`
      : `数据目录 ${folder} 打不开：${cause.message}`
    throw new UsageError(sentence, { cause })
  }
}
