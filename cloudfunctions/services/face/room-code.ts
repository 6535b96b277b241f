import type { Parsed } from '../../contract/app'
import type { DateText, Instant } from '../../domain/model'
import { SECOND } from '../../domain/time'
import { insert, replace } from '../../ports/store'
import type { Account } from '../documents/accounts'
import { CLASSES } from '../documents/classes'
import { read } from '../documents/read'
import { emptyRoomCodes, ROOM_CODES, type ShownBy } from '../documents/room-codes'
import { type Outcome, refuse } from '../outcome'
import { momentOf } from '../schedule'
import type { Server } from '../server'

/**
 * Six digits that only those in the room can see: they change every 15 seconds and follow from a key of the server, so
 * that nobody can work them out, and nothing needs to be kept of them but who showed them.
 */

const SLOT_MS = 15 * SECOND
/** One that has just changed still counts: eyes, fingers and lines are slow. */
const SLOTS_THAT_COUNT = 3
/** So many are handed out at once, for a phone in the room whose line goes. */
const SLOTS_AHEAD = 20
const CODES = 1_000_000

/** The codes for the next five minutes; that this instructor shows them is kept, once a day. */
export async function roomCode(
  server: Server,
  actor: Account,
  { classId }: Parsed<'room-code'>,
): Promise<Outcome<'room-code'>> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const { now, date } = momentOf(record.training, server.clock.now())
  await keepShower(server, classId, date, { by: actor.displayName, accountId: actor.id, from: now })
  const first = Math.floor(now / SLOT_MS)
  const codes = Array.from({ length: SLOTS_AHEAD }, (_, ahead) => {
    const slot = first + ahead
    return { code: codeOf(server, classId, slot), from: slot * SLOT_MS, to: (slot + 1) * SLOT_MS }
  })
  return { done: true, answer: { now, codes } }
}

async function keepShower(server: Server, classId: string, date: DateText, shower: ShownBy): Promise<void> {
  const empty = emptyRoomCodes(classId, date)
  for (;;) {
    const kept = await server.store.get(ROOM_CODES, empty.id)
    const before = kept?.document ?? empty
    if (before.shownBy.some(({ accountId }) => accountId === shower.accountId)) return
    const after = { ...before, shownBy: [...before.shownBy, shower] }
    const write = kept ? replace(ROOM_CODES, after, kept.version) : insert(ROOM_CODES, after)
    if ((await server.store.commit([write])).committed) return
  }
}

/**
 * Who vouches for a tap with this code; null: it is not the room's, or nobody has shown one.
 * Worked: slots of 15 s; at 08:21:07 the slot of 08:21:00 counts, and those of 08:20:45 and 08:20:30; the code that
 * ended at 08:20:30 does not.
 */
export async function showerOf(
  server: Server,
  classId: string,
  { date, now }: { readonly date: DateText; readonly now: Instant },
  code: string,
): Promise<Omit<ShownBy, 'from'> | null> {
  const newest = Math.floor(now / SLOT_MS)
  const counted = Array.from({ length: SLOTS_THAT_COUNT }, (_, back) => newest - back)
  if (!counted.some(slot => codeOf(server, classId, slot) === code)) return null
  const kept = await read(server.store, ROOM_CODES, emptyRoomCodes(classId, date).id)
  const latest = kept?.shownBy.filter(({ from }) => from <= now).at(-1)
  return latest === undefined ? null : { by: latest.by, accountId: latest.accountId }
}

function codeOf({ secrets }: Server, classId: string, slot: number): string {
  const mark = secrets.blindIndex(`${classId} ${slot}`, 'room-code')
  const number = Buffer.from(mark, 'base64url').readUIntBE(0, 6) % CODES
  return String(number).padStart(6, '0')
}
