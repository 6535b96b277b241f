import { join } from 'node:path'
import type { Migration } from '../../ports/migration'
import {
  type Collection,
  type CollectionShape,
  type Page,
  type Range,
  type Stored,
  StoreError,
  type StoreReader,
  type Versioned,
  type Write,
} from '../../ports/store'
import { backUp } from './backup'
import type { Connection } from './connection'
import { freeName } from './files'
import { backupsFolder, makeFolder } from './folder'
import { readLayout, writeLayout } from './layout'
import { SqliteReader } from './reader'
import { addCollection, tableOf } from './schema'
import { applyWrite, idOf, writtenOut } from './write'

/** How far an opening has come that found a store of an older layout. */
export type MigrationNews =
  | { readonly kind: 'backed-up'; readonly file: string }
  /** Told as it goes on; `written` counts writes so far. */
  | { readonly kind: 'migrating'; readonly to: number; readonly what: string; readonly written: number }
  | { readonly kind: 'migrated'; readonly to: number; readonly what: string; readonly written: number }

type Tell = (news: MigrationNews) => void

/** Brings an older store up step by step, after a backup. A new file has no steps to go. @throws StoreError */
export async function migrate(
  connection: Connection,
  folder: string,
  migrations: readonly Migration[],
  tell: Tell,
): Promise<void> {
  const layout = readLayout(connection)
  const pending = layout === 0 ? [] : migrations.filter(({ to }) => to > layout)
  const first = pending[0]
  if (first === undefined) return
  makeFolder(backupsFolder(folder))
  const backup = freeName(join(backupsFolder(folder), `before-layout-${first.to}`))
  await backUp(folder, { to: backup })
  tell({ kind: 'backed-up', file: backup })
  for (const migration of pending) await runStep(connection, migration, backup, tell)
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}

async function runStep(
  connection: Connection,
  migration: Migration,
  backup: string,
  tell: Tell,
): Promise<void> {
  const { to, what } = migration
  const step = new Step(connection, written => tell({ kind: 'migrating', to, what, written }))
  connection.exec('BEGIN IMMEDIATE')
  try {
    await migration.apply(step, writes => step.write(writes))
    for (const name of migration.drops) connection.exec(`DROP TABLE IF EXISTS ${tableOf(name)}`)
    writeLayout(connection, to)
    connection.exec('COMMIT')
  } catch (cause) {
    connection.undo()
    throw new StoreError(
      `could not bring the store to layout ${to} (${what}): it is of layout ${to - 1} as before, and a backup of what was there lies in ${backup}`,
      { cause },
    )
  }
  tell({ kind: 'migrated', to, what, written: step.written })
}

/** What a migration sees: the collections that it names, made if this store never had them. */
class Step implements StoreReader {
  written = 0
  readonly #reader: SqliteReader
  readonly #known = new Set<CollectionShape>()

  constructor(
    private readonly connection: Connection,
    private readonly onWritten: (written: number) => void,
  ) {
    this.#reader = new SqliteReader(connection)
  }

  async get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    this.#know(collection)
    return this.#reader.get(collection, id)
  }

  async range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> {
    this.#know(collection)
    return this.#reader.range(collection, query)
  }

  /** Nothing to close: the store goes on being opened. */
  async close(): Promise<void> {}

  async write(writes: readonly Write[]): Promise<void> {
    for (const write of writes) {
      this.#know(write.collection)
      const why = applyWrite(this.connection, writtenOut(write))
      if (why !== null) throw new StoreError(`${write.collection.name} ${idOf(write)}: ${why}`)
    }
    this.written += writes.length
    this.onWritten(this.written)
  }

  #know(collection: CollectionShape): void {
    if (this.#known.has(collection)) return
    addCollection(this.connection, collection)
    this.#known.add(collection)
  }
}
