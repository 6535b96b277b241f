import type { Problem } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import type { Instant } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import { insert, remove, type Store, type StoreReader, type Write } from '../../ports/store'
import { IMPORTS, type ImportUnderWay } from '../documents/imports'
import { read, readAll } from '../documents/read'
import { forgetNights } from '../night'
import { type ImportOutcome, importWith } from './import'
import { heldIn } from './import-held'
import { DISTANT, keepingIn, keepingNothing } from './import-keeper'
import type { FileRow } from './import-rows'

interface File {
  /** As its reader found it good. */
  readonly dataset: Dataset
  /** Its rows once more, each time from the beginning. */
  readonly rows: (pass: 'trial' | 'keeping') => AsyncIterable<readonly FileRow[]>
  readonly name: string
  readonly sha256: string
  /** The server's clock. */
  readonly now: Instant
  /** The writes that note who imports, kept once, before anything else is. */
  readonly note: () => Promise<readonly Write[]>
  /** Told how many documents were written so far; what it throws stops the import. */
  readonly onKept?: (documents: number) => void
}

type PiecesOutcome =
  | (Extract<ImportOutcome, { readonly done: true }> & {
      /** It went on with one that was cut off. */
      readonly resumed: boolean
    })
  | { readonly done: false; readonly problems: readonly Problem[] }

/**
 * Keeps a dataset in a store that has no transaction large enough for it, while others write to it too. All of the file
 * is tried against the store before anything is written, so that it is refused whole. From then on a mark says that it
 * is under way: cut off, it is done again from the beginning, finds what is there, and ends the same.
 * @throws StoreError, SecretsError, FileChanged, KeptMeanwhile
 */
export async function importInPieces(store: Store, secrets: Secrets, file: File): Promise<PiecesOutcome> {
  const before = await read(store, IMPORTS, file.sha256)
  const held = await heldIn(store)
  const means = { store, secrets, held }
  const tried = await importWith(
    { ...means, keep: keepingNothing },
    { dataset: file.dataset, rows: file.rows('trial'), now: before?.begunAt ?? file.now },
  )
  if (!tried.done) return tried
  if (before === null && !tried.anythingNew) return { ...tried, resumed: false }
  const mark = before ?? (await begin(store, file))
  const kept = await importWith(
    { ...means, keep: keepingIn(store, DISTANT, file.onKept) },
    { dataset: file.dataset, rows: file.rows('keeping'), now: mark.begunAt },
  )
  // What was no contradiction a moment ago is one now: somebody imports another file. The mark stays.
  if (!kept.done) return kept
  await forgetNights({ store })
  await end(store, mark)
  return { ...kept, resumed: before !== null }
}

async function begin(store: Store, { name, sha256, now, note }: File): Promise<ImportUnderWay> {
  const mark = { id: sha256, file: name, begunAt: now }
  for (;;) {
    if ((await store.commit([insert(IMPORTS, mark), ...(await note())])).committed) return mark
    // Either the same file is being imported by somebody else, or the note has to be made anew.
    const theirs = await read(store, IMPORTS, sha256)
    if (theirs !== null) return theirs
  }
}

async function end(store: Store, { id }: ImportUnderWay): Promise<void> {
  const found = await store.get(IMPORTS, id)
  // Gone: somebody else, with the same file, was through with it earlier.
  if (found !== null) await store.commit([remove(IMPORTS, id, found.version)])
}

/** Imports of which only a part is there, the oldest first: what such a store says is not all that its files say. */
export function importsUnderWay(store: StoreReader): Promise<ImportUnderWay[]> {
  return readAll(store, IMPORTS, { index: 'byBeginning', equal: [] })
}
