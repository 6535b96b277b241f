import type { DateText, Instant } from '../domain/model'
import { RETENTION_MS } from '../domain/recording/knowledge'
import { DAY, dateOf } from '../domain/time'
import { insert, replace, type Versioned } from '../ports/store'
import { cleanUpAccounts } from './accounts/cleanup'
import { closedDays, sealConsents, sealDated, sealDay } from './audit/seal'
import { DATED, type DatedSeals, NIGHTS, type Night } from './documents/nights'
import { purge } from './face/purge'
import { atATime } from './judging/at-a-time'
import type { PlannedDay } from './judging/planned-days'
import type { Server } from './server'
import { findSignals } from './signals/find'
import { keepMarks } from './signals/marks'

/** Seals look back so far each night: later evidence than this comes by a person's hand or an import. */
const SEAL_BACK_MS = RETENTION_MS + 2 * DAY
const EARLIEST: DateText = '0000-01-01'
/** What is removed before anything else, for a night that fails later on must not keep it. */
const PURGED_FIRST = ['template', 'room-codes'] as const
/** The marks by which signs are looked for are needed until they have been. */
const PURGED_LAST = ['signal-marks', 'day-signals'] as const
/** So many days are looked at together, before how far it has come is noted. */
const TOGETHER = 6

/**
 * Once a date: what has been kept for its term is removed, what closed since is sealed, and what is over is tidied up.
 * In slices: it is stopped whenever `between` says so, and goes on from there when it is called again, by whichever
 * process. The first night of a store, and the first after an import, look at everything.
 * Worked: on 2024-06-04 the nights before have sealed all up to 2024-06-03; this one looks at the class-days from
 * 2024-05-26 on, and seals of them the few of which anything was kept since.
 * @returns whether it is done for today
 * @throws StoreError
 */
export async function nightWork(server: Server, between: () => Promise<boolean>): Promise<boolean> {
  let kept = await server.store.get(NIGHTS, 'night')
  const begun = tonight(kept?.document ?? null, server.clock.now())
  if (begun.done) return true
  if (!(await purge(server, between, { kinds: PURGED_FIRST }))) return false
  const left = (await closedDays(server, begun.from)).filter(day => isAfter(day, begun.sealed))
  for (let at = 0; at < left.length; at += TOGETHER) {
    if (!(await between())) return false
    const some = left.slice(at, at + TOGETHER)
    await atATime(TOGETHER, some, async day => {
      await sealDay(server, day, evidence => keepMarks(server, evidence))
      return true
    })
    kept = await note(server, kept, { ...begun, sealed: placeOf(some.at(-1)) })
    if (kept === null) return false
  }
  if (!(await findSignals(server, between))) return false
  if (!(await purge(server, between, { kinds: PURGED_LAST }))) return false
  const dated = begun.dated && (await sealAllDated(server, begun.dated, between))
  const sealed = placeOf(left.at(-1)) ?? begun.sealed
  if (dated !== null) {
    await note(server, kept, { ...begun, sealed, dated })
    return false
  }
  if (!(await sealConsents(server, begun.from, between))) return false
  if (!(await cleanUpAccounts(server, between))) return false
  return (await note(server, kept, { ...begun, sealed, dated, done: true })) !== null
}

function placeOf(day: PlannedDay | undefined): Night['sealed'] {
  return day ? { date: day.date, classId: day.classId } : null
}

/** @returns null: all of them are sealed; else how far it has come */
async function sealAllDated(
  server: Server,
  { from, sealed }: DatedSeals,
  between: () => Promise<boolean>,
): Promise<DatedSeals | null> {
  let come = sealed
  for (const what of DATED) {
    const stopped = await sealDated(server, what, { from, beyond: come[what] ?? null }, between)
    come = { ...come, [what]: stopped ?? dateOf(server.clock.now() - DAY) }
    if (stopped !== null) return { from, sealed: come }
  }
  return null
}

/** After evidence has come for days long past, the next night's work looks at all class-days. */
export async function forgetNights({ store }: Pick<Server, 'store'>): Promise<void> {
  for (;;) {
    const kept = await store.get(NIGHTS, 'night')
    if (kept === null) return
    const anew: Night = { ...kept.document, from: EARLIEST, sealed: null, done: false }
    if ((await store.commit([replace(NIGHTS, anew, kept.version)])).committed) return
  }
}

/** Tonight's work as far as it has come. */
function tonight(kept: Night | null, now: Instant): Night & { readonly dated: DatedSeals | null } {
  const today = dateOf(now)
  const back = dateOf(now - SEAL_BACK_MS)
  const datedFrom =
    kept?.dated?.from ?? (kept?.done || kept?.dated === null ? back : (kept?.from ?? EARLIEST))
  const anew = { from: datedFrom, sealed: {} }
  if (kept?.of === today) return { ...kept, dated: kept.dated === undefined ? anew : kept.dated }
  // One that was never finished left days behind that are older than tonight's.
  const from = kept?.done ? back : (kept?.from ?? EARLIEST)
  return { id: 'night', of: today, from, sealed: null, dated: anew, done: false }
}

/** Null: somebody else has gone on with it, or has had it forgotten; that stands. */
async function note(
  { store }: Server,
  kept: Versioned<Night> | null,
  document: Night,
): Promise<Versioned<Night> | null> {
  const write = kept ? replace(NIGHTS, document, kept.version) : insert(NIGHTS, document)
  const { committed } = await store.commit([write])
  return committed ? { document, version: (kept?.version ?? 0) + 1 } : null
}

function isAfter({ date, classId }: PlannedDay, sealed: Night['sealed']): boolean {
  if (sealed === null) return true
  return date > sealed.date || (date === sealed.date && classId > sealed.classId)
}
