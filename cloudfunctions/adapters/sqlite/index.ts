import type { Migration } from '../../ports/migration'
import type { CollectionShape, Store, StoreReader } from '../../ports/store'
import type { MigrationNews } from './migrate'
import { openDatabase, openForReading } from './open'
import { SqliteReader } from './reader'
import { SqliteStore } from './store'

export { backUp } from './backup'
export { StoreRefusal } from './refusal'
export { restore } from './restore'

/**
 * Opens the store in a folder of its own, made if need be. An older store is backed up and brought up first, of which
 * `tell` hears. @throws StoreError
 */
export async function openSqliteStore(
  folder: string,
  collections: readonly CollectionShape[],
  migrations: readonly Migration[] = [],
  tell: (news: MigrationNews) => void = () => {},
): Promise<Store> {
  const { connection, release } = await openDatabase(folder, { collections, migrations, tell })
  return new SqliteStore(connection, release)
}

/**
 * Opens the store in a folder for reading alone, also while another process writes to it. All that is read is of one
 * moment, that of the first question. @throws StoreError
 */
export function openSqliteReader(folder: string, migrations: readonly Migration[] = []): StoreReader {
  return new SqliteReader(openForReading(folder, migrations))
}
