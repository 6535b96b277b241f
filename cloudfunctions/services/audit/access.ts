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
  const empty = emptyHour(accountId, at)
  const found = await store.get(ACCESS_DAYS, empty.id)
  const stream = found?.document ?? empty
  if (type === 'read' && stream.events.some(earlier => isSame(earlier, event))) return []
  const longer = append(ACCESS_DAYS, stream, event)
  return [found ? replace(ACCESS_DAYS, longer, found.version) : insert(ACCESS_DAYS, longer)]
}

function emptyHour(accountId: string, at: Instant): AccessStream {
  const date: DateText = dateOf(at)
  return { id: `${date} ${Math.floor(at / HOUR)} ${accountId}`, accountId, date, events: [] }
}

function isSame(a: AccessEvent, b: AccessEvent): boolean {
  return (
    a.type === b.type && a.operation === b.operation && canonicalJson(a.objects) === canonicalJson(b.objects)
  )
}

const OBJECT_FIELDS: ReadonlySet<string> = new Set([
  'classId',
  'traineeId',
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
