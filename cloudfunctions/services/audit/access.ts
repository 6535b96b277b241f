import type { DateText, Instant } from '../../domain/model'
import { dateOf, HOUR } from '../../domain/time'
import { insert, replace, type Write } from '../../ports/store'
import { ACCESS_DAYS, type AccessEvent, type AccessStream } from '../documents/access-days'
import type { Server } from '../server'
import { append, canonicalJson } from '../streams/chain'

export interface Access {
  readonly type: AccessEvent['type']
  readonly accountId: string
  readonly operation: string
  readonly objects: Readonly<Record<string, string>>
  readonly requestId: string
}

/**
 * Keeps who tried what, read whose data, changed which account. The same reading again within the hour is one event.
 * @throws StoreError: what can't be kept is not answered
 */
export async function recordAccess(server: AccessServer, access: Access): Promise<void> {
  for (;;) {
    const writes = await accessWrites(server, access)
    if (writes.length === 0 || (await server.store.commit(writes)).committed) return
  }
}

/** What access needs of the server. */
export type AccessServer = Pick<Server, 'store' | 'clock'>

/** After so many, an account's further refusals within the hour are counted and not listed. */
export const MOST_REFUSED = 100
/** So many events a stream has; what comes after is in the hour's next. */
export const MOST_EVENTS = 300

/**
 * The write that keeps an access, to stand in one commit with what was done. It is refused when another access of the
 * account was kept meanwhile: ask for it again. None for a reading that this hour knows already.
 */
export async function accessWrites(
  { store, clock }: AccessServer,
  { type, accountId, operation, objects, requestId }: Access,
): Promise<readonly Write[]> {
  const at = clock.now()
  const event: AccessEvent = { type, at, operation, objects, requestId }
  let refused = 0
  for (let part = 1; ; part++) {
    const empty = emptyHour(accountId, at, part)
    const found = await store.get(ACCESS_DAYS, empty.id)
    const stream = found?.document ?? empty
    const write = (changed: AccessStream) => [
      found ? replace(ACCESS_DAYS, changed, found.version) : insert(ACCESS_DAYS, changed),
    ]
    if (type === 'read' && stream.events.some(earlier => isSame(earlier, event))) return []
    refused += stream.events.filter(earlier => earlier.type === 'refused').length
    if (type === 'refused' && refused >= MOST_REFUSED) {
      return write({ ...stream, unlisted: (stream.unlisted ?? 0) + 1 })
    }
    if (stream.events.length < MOST_EVENTS) return write(append(ACCESS_DAYS, stream, event))
  }
}

/** @param part counts from 1 */
function emptyHour(accountId: string, at: Instant, part: number): AccessStream {
  const date: DateText = dateOf(at)
  const hour = `${date} ${Math.floor(at / HOUR)} ${accountId}`
  return { id: part === 1 ? hour : `${hour} ${part}`, accountId, date, events: [] }
}

function isSame(a: AccessEvent, b: AccessEvent): boolean {
  return (
    a.type === b.type && a.operation === b.operation && canonicalJson(a.objects) === canonicalJson(b.objects)
  )
}

const OBJECT_FIELDS: ReadonlySet<string> = new Set([
  'classId',
  'traineeId',
  'traineeIds',
  'date',
  'attemptIds',
  'deviceSerial',
  'requestId',
])
const LONGEST_OBJECT = 200

/** What was asked for, by name: never what was typed about it. */
export function objectsNamed(input: object): Record<string, string> {
  const named = Object.entries(input).filter(([field]) => OBJECT_FIELDS.has(field))
  return Object.fromEntries(named.map(([field, value]) => [field, String(value).slice(0, LONGEST_OBJECT)]))
}
