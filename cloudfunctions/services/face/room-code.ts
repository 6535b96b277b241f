import type { Parsed } from '../../contract/app'
import type { Instant } from '../../domain/model'
import { SECOND } from '../../domain/time'
import type { Account } from '../documents/accounts'
import { CLASSES, type ClassRecord } from '../documents/classes'
import { read } from '../documents/read'
import type { ShownBy } from '../documents/room-codes'
import { type Outcome, refuse } from '../outcome'
import { datesBetween, momentOf } from '../schedule'
import type { Server } from '../server'
import { amongShowers, keepShower } from './showers'

/**
 * Six digits that only those in the room can see: they change every 15 seconds and follow from a key of the server, the
 * class and the instructor who shows them, so that nobody can work them out, each tells whose word it is, and nothing
 * needs to be kept of them but who showed them.
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
  const accountId = actor.id
  await keepShower(server.store, classId, date, { by: actor.displayName, accountId, from: now })
  const first = slotOf(now)
  const codes = Array.from({ length: SLOTS_AHEAD }, (_, ahead) => {
    const slot = first + ahead
    return {
      code: codeOf(server, { classId, accountId }, slot),
      from: slot * SLOT_MS,
      to: (slot + 1) * SLOT_MS,
    }
  })
  return { done: true, answer: { now, codes } }
}

/** A code that is, or was, the room's. */
export interface ShownCode {
  /** On whose word a tap with it counts. */
  readonly by: Omit<ShownBy, 'from'>
  /** False: it was the room's since the tap, and is not any more. */
  readonly counts: boolean
}

/**
 * Whose code of the room it is; null: nobody's since the tap.
 * Worked: slots of 15 s; at 08:21:07 the slot of 08:21:00 counts, and those of 08:20:45 and 08:20:30; the code that
 * ended at 08:20:30 does not. In a tap of 08:20:58 it was the room's, and came too late to count.
 * @param since when the button was tapped, by the phone
 */
export async function shownCode(
  server: Server,
  { id: classId, training }: ClassRecord,
  code: string,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<ShownCode | null> {
  const newest = slotOf(now)
  const oldest = slotOf(since) - (SLOTS_THAT_COUNT - 1)
  const look = (showers: readonly ShownBy[]): ShownCode | null => {
    for (let slot = newest; slot >= oldest; slot--) {
      const shower = showers.find(({ accountId }) => codeOf(server, { classId, accountId }, slot) === code)
      if (shower === undefined) continue
      const { by, accountId } = shower
      return { by: { by, accountId }, counts: slot > newest - SLOTS_THAT_COUNT }
    }
    return null
  }
  for (const date of datesBetween(training, since - SLOTS_AHEAD * SLOT_MS, now)) {
    const found = await amongShowers(server.store, classId, date, look)
    if (found !== null) return found
  }
  return null
}

function slotOf(now: Instant): number {
  return Math.floor(now / SLOT_MS)
}

interface Shower extends Pick<ShownBy, 'accountId'> {
  readonly classId: string
}

function codeOf({ secrets }: Server, { classId, accountId }: Shower, slot: number): string {
  const mark = secrets.blindIndex(JSON.stringify([classId, accountId, slot]), 'room-code')
  const number = Buffer.from(mark, 'base64url').readUIntBE(0, 6) % CODES
  return String(number).padStart(6, '0')
}
