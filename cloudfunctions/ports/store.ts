/** The half of a store that changes nothing. */
export interface StoreReader {
  /**
   * Two calls may hand out the very same object. Nobody changes a document: a new one is made and committed.
   * @throws StoreError
   */
  get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null>

  /**
   * Documents along a declared index (or unique key), in its order, ties by id.
   * @throws StoreError also for an index that the collection does not declare; {@link CursorError}
   */
  range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>>

  close(): Promise<void>
}

/**
 * Collections of typed documents with declared unique keys and indexes: the little that a document database, SQLite
 * and PostgreSQL can all do well and safely. No free queries: a range goes along a declared index or not at all.
 */
export interface Store extends StoreReader {
  /**
   * All of the writes, or none of them; answered when they are safe from a power cut. Calls take effect in the order
   * in which they were made, and what is written is what the documents were when the call was made.
   * @throws StoreError and then nothing was written; or, where an engine far away gave no answer, all or nothing was and
   * nobody knows which, so that whoever tries again must mind neither
   */
  commit(writes: readonly Write[]): Promise<Commit>
}

/** A document is plain JSON with an id of its own, by which it is found and put at most once. */
export interface Stored {
  readonly id: string
}

export type Key = string | number
type KeyField<D> = { [F in keyof D]-?: D[F] extends Key ? F : never }[keyof D] & string

/** What a store needs to know of a collection: nothing of the documents but the fields that it keeps in order. */
export interface CollectionShape {
  readonly name: string
  readonly unique: Readonly<Record<string, readonly string[]>>
  readonly indexes: Readonly<Record<string, readonly string[]>>
  /**
   * What is replaced or removed must be gone: in no file of the store and in no copy that is made later can a byte of
   * it be found. As far as the engine's files are ours.
   */
  readonly shreds?: true
}

export interface Collection<D extends Stored> extends CollectionShape {
  readonly unique: Readonly<Record<string, readonly KeyField<D>[]>>
  readonly indexes: Readonly<Record<string, readonly KeyField<D>[]>>
  /** Never set: it carries the documents' type. */
  readonly holds?: D
}

/** The fields that documents of a collection are found by, sorted, each once. */
export function keyFieldsOf({ unique, indexes }: CollectionShape): string[] {
  return [...new Set([...Object.values(unique), ...Object.values(indexes)].flat())].sort()
}

/** `version` counts a document's writes from 1. */
export interface Versioned<D> {
  readonly document: D
  readonly version: number
}

export interface Range {
  readonly index: string
  /** Values of the index's first fields, in its order; all of them must be equal. */
  readonly equal: readonly Key[]
  /** Bounds on the field after those, both included. */
  readonly from?: Key
  readonly to?: Key
  readonly descending?: boolean
  /** 1 to {@link MOST_PER_PAGE}. */
  readonly limit: number
  /** The `next` of the page before. */
  readonly after?: string
}

export const MOST_PER_PAGE = 1_000

export interface Page<D> {
  readonly items: readonly Versioned<D>[]
  /** Null: there is nothing after this page. */
  readonly next: string | null
}

export type Write =
  /** Fails with `exists` when the id is taken, with `not-unique` when a unique key is. */
  | { readonly kind: 'insert'; readonly collection: CollectionShape; readonly document: Stored }
  /** Fails with `changed` when the document is not at that version any more. */
  | {
      readonly kind: 'replace'
      readonly collection: CollectionShape
      readonly document: Stored
      readonly version: number
    }
  /** Inserts or overwrites whatever is there: for marks and derived rows. Fails with `not-unique` alone. */
  | { readonly kind: 'put'; readonly collection: CollectionShape; readonly document: Stored }
  | {
      readonly kind: 'remove'
      readonly collection: CollectionShape
      readonly id: string
      readonly version: number
    }

/** `at`: which of the writes stood in the way. Nothing was written then. */
export type Commit =
  | { readonly committed: true }
  | { readonly committed: false; readonly at: number; readonly why: 'exists' | 'not-unique' | 'changed' }

export function insert<D extends Stored>(collection: Collection<D>, document: D): Write {
  return { kind: 'insert', collection, document }
}

export function replace<D extends Stored>(collection: Collection<D>, document: D, version: number): Write {
  return { kind: 'replace', collection, document, version }
}

export function put<D extends Stored>(collection: Collection<D>, document: D): Write {
  return { kind: 'put', collection, document }
}

export function remove<D extends Stored>(collection: Collection<D>, id: string, version: number): Write {
  return { kind: 'remove', collection, id, version }
}

/** The store could not be read or written, or what it holds is not what was kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** `after` is no cursor of this range: a caller made it up, and the store is well. */
export class CursorError extends StoreError {}
