import { createHash } from 'node:crypto'
import type { DateText } from '../../domain/model'
import { DAY, dateOf, dateText, dayNumber } from '../../domain/time'
import { type Collection, insert, MOST_PER_PAGE, type Page, type Store } from '../../ports/store'
import { ACCESS_DAYS } from '../documents/access-days'
import { CAMERA_DAYS, type CameraDayStream } from '../documents/camera-days'
import { CAMERA_LINES, type CameraLine, emptyCameraLine } from '../documents/camera-lines'
import { CLASS_DAYS } from '../documents/class-days'
import { CLASSES } from '../documents/classes'
import { FACE_CONSENTS, type FaceConsentStream } from '../documents/face-consents'
import type { Dated } from '../documents/nights'
import { PURGES } from '../documents/purges'
import { read, readAll } from '../documents/read'
import { SEALS, type Seal, type StreamHead } from '../documents/seals'
import { TRAINEE_DAYS } from '../documents/trainee-days'
import type { DayEvidence } from '../evidence'
import { atATime } from '../judging/at-a-time'
import { judgedNow } from '../judging/fresh'
import { type PlannedDay, plannedDays } from '../judging/planned-days'
import type { Server } from '../server'
import { canonicalJson, type Event, type Stream } from '../streams/chain'

/** So many questions are asked of the store at once. */
const AT_A_TIME = 6

/** What a seal says, before it is chained. */
type Sealed = Pick<Seal, 'of' | 'date' | 'heads'>

/** The class-days whose windows have closed, by date, those of one date by class. */
export async function closedDays({ store, clock }: Server, from: DateText): Promise<PlannedDay[]> {
  const now = clock.now()
  const planned = await plannedDays(store)
  return planned
    .filter(({ date, window }) => from <= date && window.end <= now)
    .sort((a, b) => compare(a.date, b.date) || compare(a.classId, b.classId))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Seals a class-day whose window has closed, by its final evidence.
 * @param before called with the evidence, ahead of the seal: what follows from the evidence is there when the seal is
 * @returns false: nothing was kept of it since the seal before
 */
export async function sealDay(
  server: Server,
  { id, classId, date }: PlannedDay,
  before: (evidence: DayEvidence) => Promise<void> = async () => {},
): Promise<boolean> {
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return sealAnew(server, { of: id, date, heads: [] })
  const { evidence } = await judgedNow(server.store, record, date)
  await before(evidence)
  return sealAnew(server, { of: id, date, heads: await headsOf(server.store, evidence) })
}

/** So many streams stand in one seal, which must be read as a whole. */
const HEADS_PER_SEAL = 2_000

/**
 * Seals the accesses, or the purges, of every date that is over and of which anything was kept since.
 * @param span the first date to look at; and one up to which everything is sealed, if any
 * @param between is asked after each date whether to go on
 * @returns the date that was looked at last, when it was stopped; null: all of them were
 */
export async function sealDated(
  server: Server,
  what: Dated,
  { from, beyond }: { readonly from: DateText; readonly beyond: DateText | null },
  between: () => Promise<boolean>,
): Promise<DateText | null> {
  const start = beyond !== null && beyond >= from ? dateText(dayNumber(beyond) + 1) : from
  const yesterday = dateOf(server.clock.now() - DAY)
  for await (const { date, heads } of datedHeads(server.store, what, start, yesterday)) {
    for (let at = 0; at < heads.length; at += HEADS_PER_SEAL) {
      const of = at === 0 ? `${what} ${date}` : `${what} ${date} ${at / HEADS_PER_SEAL + 1}`
      await sealAnew(server, { of, date, heads: heads.slice(at, at + HEADS_PER_SEAL) })
    }
    if (date < yesterday && !(await between())) return date
  }
  return null
}

interface DateHeads {
  readonly date: DateText
  readonly heads: readonly StreamHead[]
}

function datedHeads(store: Store, what: Dated, from: DateText, to: DateText): AsyncGenerator<DateHeads> {
  switch (what) {
    case 'access':
      return headsByDate(store, ACCESS_DAYS, from, to)
    case 'purge':
      return headsByDate(store, PURGES, from, to)
  }
}

/** One date at a time, however many there are. */
async function* headsByDate<D extends Stream<Event> & { readonly date: DateText }>(
  store: Store,
  collection: Collection<D>,
  from: DateText,
  to: DateText,
): AsyncGenerator<DateHeads> {
  if (from > to) return
  let date = from
  let heads: StreamHead[] = []
  let after: string | undefined
  do {
    const query = {
      index: 'byDate',
      equal: [],
      from,
      to,
      limit: MOST_PER_PAGE,
      ...(after !== undefined && { after }),
    }
    const page: Page<D> = await store.range(collection, query)
    for (const { document } of page.items) {
      if (document.date !== date && heads.length > 0) {
        yield { date, heads }
        heads = []
      }
      date = document.date
      heads.push(...headOf(collection.name, document))
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  if (heads.length > 0) yield { date, heads }
}

/**
 * Seals, class by class, what its trainees consented to about the face and what became of their templates: wherever
 * anything was kept since a date. May be stopped anywhere, and done again seals nothing twice.
 * @param between is asked before each class whether to go on
 * @returns false: it was stopped
 */
export async function sealConsents(
  server: Server,
  from: DateText,
  between: () => Promise<boolean>,
): Promise<boolean> {
  const streams = await readAll(server.store, FACE_CONSENTS, { index: 'byClass', equal: [] })
  const isNew = ({ events }: FaceConsentStream) => dateOf(events.at(-1)?.at ?? 0) >= from
  const date = dateOf(server.clock.now())
  const classes = [...new Set(streams.filter(isNew).map(({ classId }) => classId))]
  const wanted = classes.map((id): Sealed => {
    const ofClass = streams.filter(({ classId }) => classId === id)
    const heads = ofClass.flatMap(stream => headOf(FACE_CONSENTS.name, stream))
    return { of: `${FACE_CONSENTS.name} ${id}`, date, heads }
  })
  // What a slice before has sealed takes nothing of this one.
  const left: Sealed[] = []
  await atATime(AT_A_TIME, wanted, async sealed => {
    if (!(await isSealed(server.store, sealed))) left.push(sealed)
    return true
  })
  for (const sealed of left) {
    if (!(await between())) return false
    await sealAnew(server, sealed)
  }
  return true
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
    if (await isSealed(store, sealed)) return false
    const last = await lastSeal(store)
    // Once more, now that the place is known: whoever took the one before it may have sealed the same.
    if (await isSealed(store, sealed)) return false
    const sequence = (last?.sequence ?? 0) + 1
    const chained = { ...sealed, sequence, at: clock.now(), previous: last?.hash ?? null }
    const seal: Seal = { ...chained, id: String(sequence).padStart(12, '0'), hash: hashOfSeal(chained) }
    if ((await store.commit([insert(SEALS, seal)])).committed) return true
  }
}

async function isSealed(store: Store, { of, heads }: Sealed): Promise<boolean> {
  const kept = await lastSealOf(store, of)
  return canonicalJson(kept?.heads ?? []) === canonicalJson(heads)
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
