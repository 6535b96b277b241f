import type { DateText } from '../../domain/model'
import { dateOf } from '../../domain/time'
import type { BackupShelf, ShelvedBackup } from '../../ports/backup-shelf'
import {
  type Collection,
  insert,
  remove,
  replace,
  type Stored,
  type StoreReader,
  type Versioned,
  type Write,
} from '../../ports/store'
import {
  emptyFaceConsents,
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceTemplateRecord,
} from '../documents/face-consents'
import {
  emptyPurges,
  PURGED_DOCUMENTS,
  PURGES,
  type PurgedDocuments,
  type PurgedKind,
} from '../documents/purges'
import { readAll } from '../documents/read'
import { ROOM_CODES } from '../documents/room-codes'
import { DAY_SIGNALS, SIGNAL_MARKS } from '../documents/signals'
import type { Server } from '../server'
import { append } from '../streams/chain'
import { withEvents } from './change'
import { type DatesOver, datesOver, daysAfter, termsOn } from './terms'

/** So many go in one commit, with the record of it. */
const TOGETHER = 20

type PurgeServer = Pick<Server, 'store' | 'clock'>

/** Of one kind, whatever is past its term. */
interface Purging {
  count(store: StoreReader, today: DateText): Promise<number>
  /** Some of it, with what removes it; null: nothing is left. */
  some(server: PurgeServer): Promise<{
    readonly count: number
    readonly gone: readonly Write[]
    readonly terms: string
  } | null>
}

const PURGINGS: { readonly [K in PurgedDocuments]: Purging } = {
  // Its last day was fixed when it was enrolled, as it was promised.
  template: purgingOf(
    FACE_TEMPLATES,
    'byTerm',
    today => [{ to: daysAfter(today, -1), terms: termsOn(today).version }],
    templateGone,
  ),
  'room-codes': purgingOf(ROOM_CODES, 'byDate', today => datesOver('room-codes', today)),
  'signal-marks': purgingOf(SIGNAL_MARKS, 'byDate', today => datesOver('signal-marks', today)),
  'day-signals': purgingOf(DAY_SIGNALS, 'byDate', today => datesOver('day-signals', today)),
}

interface PurgeOptions {
  /** Left out: all. */
  readonly kinds?: readonly PurgedDocuments[]
  /** Told of each commit. */
  readonly onGone?: (kind: PurgedKind, count: number) => void
}

/**
 * Removes what has been kept for its term, and keeps in the same commit that it was removed: how many of which kind, by
 * which terms. Stopped anywhere and begun again, it does what is left; with nothing left it writes nothing.
 * @param between is asked before each commit whether to go on
 * @returns false: it was stopped
 * @throws StoreError
 */
export async function purge(
  server: PurgeServer,
  between: () => Promise<boolean>,
  { kinds = PURGED_DOCUMENTS, onGone = () => {} }: PurgeOptions = {},
): Promise<boolean> {
  for (const kind of kinds) {
    for (;;) {
      const some = await PURGINGS[kind].some(server)
      if (some === null) break
      if (!(await between())) return false
      const { gone, count, terms } = some
      // Whoever has been quicker, to withdraw or to enrol anew, has changed one of them: what is left is looked for again.
      const commit = await server.store.commit([...gone, await record(server, kind, count, terms)])
      if (commit.committed) onGone(kind, count)
    }
  }
  return true
}

/**
 * Removes the backups that are past their term, and keeps that it did. Cut off between the two, what is gone is gone.
 * @returns those that are gone
 * @throws StoreError, or what the shelf met with
 */
export async function purgeBackups(
  server: PurgeServer,
  shelf: BackupShelf,
): Promise<readonly ShelvedBackup[]> {
  const due = await backupsDue(server, shelf)
  for (const { backup } of due) await shelf.remove(backup)
  for (const version of new Set(due.map(({ terms }) => terms))) {
    const count = due.filter(({ terms }) => terms === version).length
    while (!(await server.store.commit([await record(server, 'backups', count, version)])).committed);
  }
  return due.map(({ backup }) => backup)
}

interface BackupDue {
  readonly backup: ShelvedBackup
  /** The edition by which its term is over. */
  readonly terms: string
}

/** The backups that would go now. */
export async function backupsDue(
  { clock }: Pick<Server, 'clock'>,
  shelf: BackupShelf,
): Promise<readonly BackupDue[]> {
  const over = datesOver('backups', dateOf(clock.now()))
  return (await shelf.list()).flatMap(backup => {
    const { date } = backup
    const by = over.find(({ from, to }) => (from ?? date) <= date && date <= to)
    return by ? [{ backup, terms: by.terms }] : []
  })
}

/** How many documents of each kind would go now. */
export async function dueForPurge(server: {
  readonly store: StoreReader
  readonly clock: Server['clock']
}): Promise<{ readonly [K in PurgedDocuments]: number }> {
  const today = dateOf(server.clock.now())
  const counted = PURGED_DOCUMENTS.map(async kind => [kind, await PURGINGS[kind].count(server.store, today)])
  // Of each kind that there is.
  return Object.fromEntries(await Promise.all(counted)) as { readonly [K in PurgedDocuments]: number }
}

function purgingOf<D extends Stored>(
  collection: Collection<D>,
  index: string,
  over: (today: DateText) => readonly DatesOver[],
  goneOf: (server: PurgeServer, one: Versioned<D>) => Promise<readonly Write[]> = async (_, one) => [
    remove(collection, one.document.id, one.version),
  ],
): Purging {
  return {
    async count(store, today) {
      const ranges = over(today).map(({ terms: _, ...bounds }) => ({ index, equal: [], ...bounds }))
      const found = await Promise.all(ranges.map(range => readAll<D>(store, collection, range)))
      return found.flat().length
    },
    async some(server) {
      for (const { terms, ...bounds } of over(dateOf(server.clock.now()))) {
        const range = { index, equal: [], ...bounds, limit: TOGETHER }
        const { items } = await server.store.range(collection, range)
        if (items.length === 0) continue
        const gone = (await Promise.all(items.map(one => goneOf(server, one)))).flat()
        return { count: items.length, gone, terms }
      }
      return null
    },
  }
}

async function templateGone(
  { store, clock }: PurgeServer,
  { document: { id, classId }, version }: Versioned<FaceTemplateRecord>,
): Promise<readonly Write[]> {
  const found = await store.get(FACE_CONSENTS, id)
  const destroyed = { type: 'face-destroyed', because: 'term-over', at: clock.now() } as const
  const stream = withEvents(found?.document ?? emptyFaceConsents(id, classId), [destroyed])
  return [
    found ? replace(FACE_CONSENTS, stream, found.version) : insert(FACE_CONSENTS, stream),
    remove(FACE_TEMPLATES, id, version),
  ]
}

async function record(server: PurgeServer, kind: PurgedKind, count: number, terms: string): Promise<Write> {
  const at = server.clock.now()
  const empty = emptyPurges(dateOf(at))
  const found = await server.store.get(PURGES, empty.id)
  const stream = append(PURGES, found?.document ?? empty, { type: 'purged', kind, count, terms, at })
  return found ? replace(PURGES, stream, found.version) : insert(PURGES, stream)
}
