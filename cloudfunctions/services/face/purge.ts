import type { DateText } from '../../domain/model'
import { dateOf } from '../../domain/time'
import {
  type Collection,
  insert,
  type Range,
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
import { emptyPurges, PURGES, type Purged } from '../documents/purges'
import { readAll } from '../documents/read'
import { ROOM_CODES, type RoomCodes } from '../documents/room-codes'
import { SIGNAL_MARKS, type SignalMarks } from '../documents/signals'
import type { Server } from '../server'
import { append } from '../streams/chain'
import { withEvents } from './change'
import { daysAfter, daysOfTerm, termsNow } from './terms'

/** So many go in one commit, with the record of it. */
const TOGETHER = 20

type PurgeServer = Pick<Server, 'store' | 'clock'>
type Kind = Purged['kind']

/**
 * Removes what has been kept for its term, and keeps in the same commit that it was removed: how many of which kind, by
 * which terms. Stopped anywhere and begun again, it does what is left; with nothing left it writes nothing.
 * @param between is asked before each commit whether to go on
 * @returns false: it was stopped
 * @throws StoreError
 */
export async function purge(server: PurgeServer, between: () => Promise<boolean>): Promise<boolean> {
  return (
    (await purgeKind(server, 'template', FACE_TEMPLATES, between, one => templateGone(server, one))) &&
    (await purgeKind(server, 'room-codes', ROOM_CODES, between, async ({ document, version }) => [
      remove(ROOM_CODES, document.id, version),
    ])) &&
    (await purgeKind(server, 'signal-marks', SIGNAL_MARKS, between, async ({ document, version }) => [
      remove(SIGNAL_MARKS, document.id, version),
    ]))
  )
}

/** How many of each kind would go now. */
export async function dueForPurge(server: {
  readonly store: StoreReader
  readonly clock: Server['clock']
}): Promise<{ readonly [K in Kind]: number }> {
  const [templates, codes, marks] = await Promise.all([
    readAll<FaceTemplateRecord>(server.store, FACE_TEMPLATES, rangeOf(server, 'template')),
    readAll<RoomCodes>(server.store, ROOM_CODES, rangeOf(server, 'room-codes')),
    readAll<SignalMarks>(server.store, SIGNAL_MARKS, rangeOf(server, 'signal-marks')),
  ])
  return { template: templates.length, 'room-codes': codes.length, 'signal-marks': marks.length }
}

async function purgeKind<D extends Stored>(
  server: PurgeServer,
  kind: Kind,
  collection: Collection<D>,
  between: () => Promise<boolean>,
  goneOf: (one: Versioned<D>) => Promise<readonly Write[]>,
): Promise<boolean> {
  for (;;) {
    const { items } = await server.store.range(collection, { ...rangeOf(server, kind), limit: TOGETHER })
    if (items.length === 0) return true
    if (!(await between())) return false
    const gone = (await Promise.all(items.map(goneOf))).flat()
    // Whoever has been quicker, to withdraw or to enrol anew, has changed one of them: what is left is looked for again.
    await server.store.commit([...gone, await record(server, kind, items.length)])
  }
}

/** What is past its last day. */
function rangeOf(server: Pick<Server, 'clock'>, kind: Kind): Omit<Range, 'limit'> {
  const yesterday = daysAfter(dateOf(server.clock.now()), -1)
  if (kind === 'template') return { index: 'byTerm', equal: [], to: yesterday }
  const to: DateText = daysAfter(yesterday, -daysOfTerm(termsNow(server), kind))
  return { index: 'byDate', equal: [], to }
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

async function record(server: PurgeServer, kind: Kind, count: number): Promise<Write> {
  const at = server.clock.now()
  const empty = emptyPurges(dateOf(at))
  const found = await server.store.get(PURGES, empty.id)
  const terms = termsNow(server).version
  const stream = append(PURGES, found?.document ?? empty, { type: 'purged', kind, count, terms, at })
  return found ? replace(PURGES, stream, found.version) : insert(PURGES, stream)
}
