import type { Doc } from '../ejson'
import { type Documents, keysOf } from './collection'

/** What a write will do to one document, before it has done it. */
export interface Change {
  readonly documents: Documents
  readonly id: string
  readonly before: Doc | undefined
  /** Null: it is removed. */
  readonly after: Doc | null
}

/** All that a change takes or gives up, by name: the document, and its places in the unique indexes. */
export function touchedBy({ documents, id, before, after }: Change): string[] {
  const keys = [before, after].flatMap(doc => (doc ? keysOf(documents.unique, doc) : []))
  return [id, ...keys.map(key => `\u0000${key}`)].map(name => `${documents.name}\u0000${name}`)
}
