import { createHash } from 'node:crypto'
import type { DateText, Instant } from '../../domain/model'
import { dateOf } from '../../domain/time'
import { insert, type Store } from '../../ports/store'
import { ACCESS_DAYS } from '../documents/access-days'
import { CAMERA_DAYS, type CameraDayStream } from '../documents/camera-days'
import { CAMERA_LINES, type CameraLine, emptyCameraLine } from '../documents/camera-lines'
import { CLASS_DAYS } from '../documents/class-days'
import { CLASSES } from '../documents/classes'
import { read, readAll } from '../documents/read'
import { SEALS, type Seal, type StreamHead } from '../documents/seals'
import { TRAINEE_DAYS } from '../documents/trainee-days'
import type { DayEvidence } from '../evidence'
import { judgedNow } from '../judging/fresh'
import { type PlannedDay, plannedDays } from '../judging/planned-days'
import type { Server } from '../server'
import { canonicalJson, type Event, type Stream } from '../streams/chain'

/** What a seal says, before it is chained. */
type Sealed = Pick<Seal, 'of' | 'date' | 'heads'>

/**
 * The nightly judge's last step: seals every class-day whose window has closed, judged by what is sealed, and every
 * date's accesses once the date is over, where anything was kept since the seal before.
 * @param from the first date looked at
 * @param between called after each; answers whether to go on
 * @returns how many seals were set
 */
export async function sealClosed(
  server: Server,
  from: DateText,
  between: () => Promise<boolean>,
): Promise<number> {
  const now = server.clock.now()
  let sealed = 0
  for (const { id, classId, date } of await closedDays(server.store, from, now)) {
    const heads = await headsOfClassDay(server.store, classId, date)
    if (await sealAnew(server, { of: id, date, heads })) sealed += 1
    if (!(await between())) return sealed
  }
  const range = { index: 'byDate', equal: [], from, to: dateOf(now) }
  const streams = await readAll(server.store, ACCESS_DAYS, range)
  for (const date of new Set(streams.map(stream => stream.date))) {
    if (date === dateOf(now)) continue
    const heads = streams
      .filter(stream => stream.date === date)
      .flatMap(stream => headOf(ACCESS_DAYS.name, stream))
    if (await sealAnew(server, { of: `access ${date}`, date, heads })) sealed += 1
  }
  return sealed
}

/** By date. */
async function closedDays(store: Store, from: DateText, now: Instant): Promise<PlannedDay[]> {
  const planned = await plannedDays(store)
  return planned
    .filter(({ date, window }) => from <= date && window.end <= now)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

async function headsOfClassDay(store: Store, classId: string, date: DateText): Promise<StreamHead[]> {
  const record = await read(store, CLASSES, classId)
  return record ? headsOf(store, (await judgedNow(store, record, date)).evidence) : []
}

async function headsOf(
  store: Store,
  { traineeDays, cameraDays, classDay }: DayEvidence,
): Promise<StreamHead[]> {
  return [
    ...traineeDays.flatMap(stream => headOf(TRAINEE_DAYS.name, stream)),
    ...cameraDays.flatMap(stream => headOf(CAMERA_DAYS.name, stream)),
    ...(await linesOf(store, cameraDays)).flatMap(stream => headOf(CAMERA_LINES.name, stream)),
    ...headOf(CLASS_DAYS.name, classDay),
  ]
}

/** What the cameras' devices told of themselves on those dates. Channels of one recorder are one device. */
async function linesOf(store: Store, cameraDays: readonly CameraDayStream[]): Promise<CameraLine[]> {
  const ids = new Set(cameraDays.map(({ deviceSerial, date }) => emptyCameraLine(deviceSerial, date).id))
  const lines = await Promise.all([...ids].map(id => read(store, CAMERA_LINES, id)))
  return lines.filter(line => line !== null)
}

/** None for a stream in which nothing has happened. */
function headOf(collection: string, { id, events }: Stream<Event>): StreamHead[] {
  const last = events.at(-1)
  return last ? [{ collection, id, count: events.length, hash: last.hash }] : []
}

/** False: nothing was kept since the seal before. */
async function sealAnew({ store, clock }: Server, sealed: Sealed): Promise<boolean> {
  for (;;) {
    const before = await lastSealOf(store, sealed.of)
    if (canonicalJson(before?.heads ?? []) === canonicalJson(sealed.heads)) return false
    const last = await lastSeal(store)
    const sequence = (last?.sequence ?? 0) + 1
    const chained = { ...sealed, sequence, at: clock.now(), previous: last?.hash ?? null }
    const seal: Seal = { ...chained, id: String(sequence).padStart(12, '0'), hash: hashOfSeal(chained) }
    if ((await store.commit([insert(SEALS, seal)])).committed) return true
  }
}

async function lastSealOf(store: Store, of: string): Promise<Seal | null> {
  const page = await store.range(SEALS, { index: 'bySubject', equal: [of], descending: true, limit: 1 })
  return page.items[0]?.document ?? null
}

async function lastSeal(store: Store): Promise<Seal | null> {
  const page = await store.range(SEALS, { index: 'bySequence', equal: [], descending: true, limit: 1 })
  return page.items[0]?.document ?? null
}

/** SHA-256 over all that the seal says, the hash of the one before it included. */
export function hashOfSeal({ sequence, at, of, date, heads, previous }: Omit<Seal, 'id' | 'hash'>): string {
  const said = canonicalJson({ sequence, at, of, date, heads, previous })
  return createHash('sha256').update(said).digest('base64url')
}
