import {
  type Collection,
  type Commit,
  type Store,
  type Stored,
  StoreError,
  type Versioned,
  type Write,
} from '../../ports/store'
import { commitTogether } from './batch'
import { CommitQueue } from './commit-queue'
import type { Connection } from './connection'
import { DocumentCache } from './document-cache'
import { guarded, SqliteReader, versioned } from './reader'
import { emptyLog, overwriting, shreddedBy, writeAnew } from './shred'
import { idOf, type WrittenOut, writtenOut } from './write'

/** Of JSON text; parsed, documents take about three times as many bytes. */
const CACHED_CHARACTERS = 40e6

/** Whoever reads an old page from the log, a backup or an export, is waited for; looked at so often. */
const EMPTY_LOG_EVERY_MS = 500

/** One durable transaction, as those hear of it who watch the store. */
export interface BatchNews {
  /** Whose writes it carried. */
  readonly callers: number
  readonly writes: number
  readonly seconds: number
}

/** The one process that writes. It alone changes the file, so what it keeps in memory is what the file holds. */
export class SqliteStore extends SqliteReader implements Store {
  readonly #queue = new CommitQueue(callers => this.#commitBatch(callers))
  readonly #cache = new DocumentCache(CACHED_CHARACTERS)
  #closed = false
  #emptying: NodeJS.Timeout | null = null

  constructor(
    connection: Connection,
    private readonly release: () => void,
    private readonly tellBatch: (news: BatchNews) => void = () => {},
  ) {
    super(connection)
    // The process before may have been killed before it had done so.
    this.#emptyLog()
  }

  override async get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    return this.#cache.find<D>(collection.name, id) ?? this.#getFromFile(collection, id)
  }

  async commit(writes: readonly Write[]): Promise<Commit> {
    const texts = guarded('write', () => {
      if (this.#closed) throw new Error('the store is closed')
      return writes.map(writtenOut)
    })
    return texts.length === 0 ? { committed: true } : this.#queue.add(texts)
  }

  /** What was asked for before is committed first. */
  override async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    if (this.#emptying !== null) clearTimeout(this.#emptying)
    this.#queue.drain()
    this.#cache.clear()
    // The engine tidies up only when the last statement was collected, for which a process that ends doesn't wait.
    guarded('close', () => this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'))
    await super.close()
    guarded('close', this.release)
  }

  #getFromFile<D extends Stored>(collection: Collection<D>, id: string): Versioned<D> | null {
    return guarded(`read ${collection.name}`, () => {
      const row = this.row(collection, id)
      if (row === undefined) return null
      this.#cache.keep(collection.name, id, row.version, row.body)
      return this.#cache.find<D>(collection.name, id) ?? versioned<D>(row)
    })
  }

  #commitBatch(callers: readonly (readonly WrittenOut[])[]): (Commit | StoreError)[] {
    const from = performance.now()
    const outcomes = this.#commitOrForget(callers)
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome instanceof StoreError || !outcome.committed) continue
      for (const written of callers[i]!) this.#remember(written)
    }
    const writes = callers.reduce((sum, { length }) => sum + length, 0)
    const news = { callers: callers.length, writes, seconds: (performance.now() - from) / 1_000 }
    // By itself: whatever a listener does, these callers' writes are committed.
    queueMicrotask(() => this.tellBatch(news))
    return outcomes
  }

  #commitOrForget(callers: readonly (readonly WrittenOut[])[]): (Commit | StoreError)[] {
    try {
      return this.#committed(callers)
    } catch (cause) {
      for (const { write } of callers.flat()) this.#cache.drop(write.collection.name, idOf(write))
      throw cause
    }
  }

  #committed(callers: readonly (readonly WrittenOut[])[]): (Commit | StoreError)[] {
    const { connection } = this
    const shredded = shreddedBy(callers.flat())
    if (shredded.size === 0) return commitTogether(connection, callers)
    const last = () => {
      for (const collection of shredded) writeAnew(connection, collection)
    }
    const outcomes = overwriting(connection, () => commitTogether(connection, callers, last))
    this.#emptyLog()
    return outcomes
  }

  /** Again and again until it is empty once. */
  #emptyLog(): void {
    this.#emptying = null
    if (this.#closed || emptyLog(this.connection)) return
    this.#emptying = setTimeout(() => this.#emptyLog(), EMPTY_LOG_EVERY_MS).unref()
  }

  #remember({ write, body }: WrittenOut): void {
    const { name } = write.collection
    if (write.kind === 'insert') this.#cache.keep(name, write.document.id, 1, body)
    else if (write.kind === 'replace') this.#cache.keep(name, write.document.id, write.version + 1, body)
    // Which version a put has led to isn't known here, nor is it asked for soon.
    else this.#cache.drop(name, idOf(write))
  }
}
