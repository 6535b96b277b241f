import { type CollectionShape, type Commit, type Stored, StoreError, type Write } from '../../ports/store'
import { COMMIT_BYTES, COMMIT_WRITES } from './limits'
import type { Command } from './sdk'
import { type Content, contentOf, isWhole } from './stored'

export type Why = Extract<Commit, { committed: false }>['why']

export const COMMITTED: Commit = { committed: true }

/** A write as it was when the commit was asked for. */
export interface Prepared {
  readonly kind: Write['kind']
  /** The collection's. */
  readonly name: string
  readonly unique: readonly (readonly string[])[]
  readonly id: string
  /** The version that it asks for; 0 where it asks for none. */
  readonly version: number
  /** Empty for a removal. */
  readonly content: Content
}

const NO_CONTENT: Content = { key: {}, body: '' }

/** @throws StoreError for what the database could not hold */
export function prepared(writes: readonly Write[]): Prepared[] {
  const all = writes.map(preparedOne)
  const bytes = all.reduce((sum, { content }) => sum + Buffer.byteLength(content.body), 0)
  if (all.length > COMMIT_WRITES || bytes > COMMIT_BYTES) {
    throw new StoreError(
      `${all.length} writes of ${bytes} bytes are no transaction: ${COMMIT_WRITES} writes of ${COMMIT_BYTES} bytes are`,
    )
  }
  return all
}

function preparedOne(write: Write): Prepared {
  const { kind, collection } = write
  const version = kind === 'replace' || kind === 'remove' ? write.version : 0
  const id = kind === 'remove' ? write.id : write.document.id
  const content = kind === 'remove' ? NO_CONTENT : contentWithId(collection, write.document)
  return { kind, name: collection.name, unique: Object.values(collection.unique), id, version, content }
}

function contentWithId(collection: CollectionShape, document: Stored): Content {
  if (document.id === '' || !isWhole(document.id)) {
    throw new StoreError(`${collection.name}: not an id that the database can hold`)
  }
  return contentOf(collection, document)
}

/** What it may be in another commit's way of: its document, and where its collection has unique keys any other. */
export function lanesOf({ name, id, unique }: Prepared): string[] {
  return unique.length === 0 ? [`${name}/${id}`] : [`${name}/${id}`, name]
}

/** As a new document. */
export function asNew({ id, content }: Prepared, commit: string): object {
  return { _id: id, version: 1, commit, ...content }
}

/** As a change of the one that is there. `version` is a number or a command. */
export function asChange({ content }: Prepared, commit: string, command: Command, version: unknown): object {
  return { version, commit, key: command.set(content.key), body: content.body }
}
