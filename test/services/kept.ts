import type { Camera, Lesson } from '../../cloudfunctions/domain/model'
import type { Clock } from '../../cloudfunctions/ports/clock'
import {
  type Collection,
  MOST_PER_PAGE,
  put,
  remove,
  type Store,
  type Stored,
  type StoreReader,
} from '../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'
import { ACCESS_DAYS } from '../../cloudfunctions/services/documents/access-days'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import { CAMERA_DAYS, type CameraDayStream } from '../../cloudfunctions/services/documents/camera-days'
import {
  CLASS_DAYS,
  type ClassDayEvent,
  classDayId,
} from '../../cloudfunctions/services/documents/class-days'
import { CLASSES, type ClassRecord } from '../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS, type JudgedDay } from '../../cloudfunctions/services/documents/judged-days'
import { read, readAll } from '../../cloudfunctions/services/documents/read'
import { attemptsOf, TRAINEE_DAYS } from '../../cloudfunctions/services/documents/trainee-days'
import { judgeDirtyDays, markDirty } from '../../cloudfunctions/services/judging/dirty'
import { judgedNow } from '../../cloudfunctions/services/judging/fresh'
import { TapWatch } from '../../cloudfunctions/services/judging/tap-watch'
import { daysOf } from '../../cloudfunctions/services/schedule'
import type { School } from './school'

/** What a school's store holds, as tests look at it. */

export const DATE = '2024-06-03'
export const NEXT_DATE = '2024-06-04'

async function classOf(school: School, id: string): Promise<ClassRecord> {
  return found(await read(school.store, CLASSES, id), id)
}

export async function accountOf(school: School, name: string): Promise<Account> {
  return found(await read(school.store, ACCOUNTS, `A-${name}`), name)
}

function found<T>(document: T | null, id: string): T {
  if (document === null) throw new Error(`${id} is not there`)
  return document
}

/** Attempts of class C1 on a date, refused ones too. */
export async function attemptsOn(school: School, date: string) {
  const streams = await readAll(school.store, TRAINEE_DAYS, { index: 'byClassDay', equal: ['C1', date] })
  return streams.flatMap(attemptsOf)
}

export async function classDayEvents(school: School, date = DATE): Promise<readonly ClassDayEvent[]> {
  return (await read(school.store, CLASS_DAYS, classDayId('C1', date)))?.events ?? []
}

export function cameraDayOf(school: School, serial = 'CAM1', date = DATE): Promise<CameraDayStream | null> {
  return read(school.store, CAMERA_DAYS, `${serial} 1 ${date}`)
}

/** What the account tried or read, in order. */
export async function accessesOf(school: School, name: string) {
  const streams = await readAll(school.store, ACCESS_DAYS, { index: 'byAccount', equal: [`A-${name}`] })
  return streams.flatMap(({ events }) => events)
}

/** As if nobody had tried or read anything so far. */
export async function forgetAccesses({ store }: School): Promise<void> {
  const page = await store.range(ACCESS_DAYS, { index: 'byDate', equal: [], limit: MOST_PER_PAGE })
  for (const { document, version } of page.items)
    await store.commit([remove(ACCESS_DAYS, document.id, version)])
}

/** A class-day by all evidence kept so far; null: there is no such day. */
export async function dayByAll(store: Store, classId: string, date: string): Promise<JudgedDay | null> {
  const record = await read(store, CLASSES, classId)
  return record && (await judgedNow(store, record, date)).day
}

/** A class-day as it was last judged; marks are worked off first, and new taps are found. */
export async function judgedDay(school: School, classId = 'C1', date = DATE): Promise<JudgedDay | null> {
  await judgeAll(school)
  return read(school.store, JUDGED_DAYS, classDayId(classId, date))
}

export function judgeAll(school: School): Promise<number> {
  return judgeAllIn(school.store, school.server.clock)
}

/** What the server does by itself, until nothing is left. @returns how many marked days were judged */
async function judgeAllIn(store: Store, clock: Clock): Promise<number> {
  const judged = await judgeDirtyDays(store, async () => true)
  await new TapWatch(store, clock, { everyMs: 0, atATime: 1 }).look(async () => true)
  return judged
}

/** Gives a class another timetable or other cameras, before anything has happened in it. */
export async function teach(
  school: School,
  classId: string,
  more: { readonly lessons?: readonly Lesson[]; readonly cameras?: readonly Camera[] },
): Promise<void> {
  const record = await classOf(school, classId)
  const training = { ...record.training, ...more }
  const dates = new Set([...daysOf(record.training), ...daysOf(training)].map(({ date }) => date))
  await school.store.commit([
    put(CLASSES, { ...record, training }),
    ...[...dates].map(date => markDirty(classId, date)),
  ])
}

/** Everything, as text: equal texts are stores that are equal to the byte. `apart`: collections left out. */
export async function everything(store: StoreReader, apart: readonly string[] = []): Promise<string> {
  const kept = (await allDocuments(store)).filter(({ collection }) => !apart.includes(collection.name))
  return kept
    .map(({ collection, version, document }) => `${collection.name} ${version} ${JSON.stringify(document)}`)
    .join('\n')
}

interface KeptDocument {
  readonly collection: Collection<Stored>
  readonly id: string
  readonly version: number
  readonly document: Stored
}

export async function allDocuments(store: StoreReader): Promise<KeptDocument[]> {
  const kept: KeptDocument[] = []
  for (const { name, unique, indexes } of COLLECTIONS) {
    // Whatever else its documents say, each has an id.
    const collection = { name, unique, indexes } as Collection<Stored>
    for (const { document, version } of await documentsOf(store, collection)) {
      kept.push({ collection, id: document.id, version, document })
    }
  }
  return kept
}

async function documentsOf(store: StoreReader, collection: Collection<Stored>) {
  const index = Object.keys({ ...collection.unique, ...collection.indexes })[0]
  if (index === undefined) throw new Error(`${collection.name} has no index`)
  const items = []
  let after: string | undefined
  do {
    const query = { index, equal: [], limit: MOST_PER_PAGE, ...(after !== undefined && { after }) }
    const page = await store.range(collection, query)
    items.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return items
}
