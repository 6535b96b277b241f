import type { Migration } from '../../ports/migration'
import type { CollectionShape, Store, StoreReader } from '../../ports/store'
import { allAtOnce } from './at-once'
import type { MigrationNews } from './migrate'
import { openDatabase, openForReading } from './open'
import { SqliteReader } from './reader'
import { type BatchNews, SqliteStore } from './store'

export { backUp } from './backup'
export { StoreRefusal } from './refusal'
export { forgetLines, linesLeft, restore } from './restore'
export { backupShelf } from './shelf'

/**
 * Opens the store in a folder of its own, made if need be. An older store is backed up and brought up first, of which
 * `tell` hears; of each durable transaction `tellBatch` does. @throws StoreError
 */
export async function openSqliteStore(
  folder: string,
  collections: readonly CollectionShape[],
  migrations: readonly Migration[] = [],
  tell: (news: MigrationNews) => void = () => {},
  tellBatch: (news: BatchNews) => void = () => {},
): Promise<Store> {
  const { connection, release } = await openDatabase(folder, { collections, migrations, tell })
  return new SqliteStore(connection, release, tellBatch)
}

/**
 * The same, after one change of any size that has happened wholly or not at all. When it throws, nothing of it has
 * happened and nothing is open. @throws StoreError, and whatever `change` throws
 */
export async function openSqliteStoreAfter<T>(
  folder: string,
  { collections, migrations, tell = () => {} }: Opening,
  change: (store: Store) => Promise<T>,
): Promise<{ readonly store: Store; readonly made: T }> {
  const { connection, release } = await openDatabase(folder, { collections, migrations, tell })
  const store = new SqliteStore(connection, release)
  try {
    return { made: await allAtOnce(connection, change), store }
  } catch (cause) {
    await store.close()
    throw cause
  }
}

interface Opening {
  readonly collections: readonly CollectionShape[]
  readonly migrations: readonly Migration[]
  readonly tell?: (news: MigrationNews) => void
}

/**
 * Opens the store in a folder for reading alone, also while another process writes to it. All that is read is of one
 * moment, that of the first question. @throws StoreError
 */
export function openSqliteReader(folder: string, migrations: readonly Migration[] = []): StoreReader {
  return new SqliteReader(openForReading(folder, migrations))
}
