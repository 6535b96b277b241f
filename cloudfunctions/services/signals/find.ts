import { compareBy } from '../../domain/order'
import { signalFiguresOn } from '../../domain/signals/figures'
import { History } from '../../domain/signals/history'
import { mostDaysBack, signalsOf } from '../../domain/signals/look'
import { standing } from '../../domain/signals/standing'
import { dateText, dayNumber } from '../../domain/time'
import { insert, put, type Range, remove, replace, type Store, type Versioned } from '../../ports/store'
import { read, readAll } from '../documents/read'
import {
  DAY_SIGNALS,
  type DaySignals,
  SIGNAL_LOOKS,
  SIGNAL_MARKS,
  type SignalLook,
  type SignalMarks,
} from '../documents/signals'
import type { Server } from '../server'
import { canonicalJson } from '../streams/chain'
import { markedDayIn, marksKeptFrom } from './marks'

/** So many class-days are looked at by one reading of the weeks before them. */
const TOGETHER = 200

type SignalServer = Pick<Server, 'store' | 'clock'>
type Marks = Versioned<SignalMarks>

/**
 * Looks for the signs of all class-days that wait for it, and again for those of every day since the earliest of them:
 * what comes late of one day may be seen again in a later one, where alone it is told. It may be stopped anywhere, and
 * goes on from there when it is called again, by whichever process.
 * Worked: on 2024-06-20 the marks of 06-19 are new, and those of 06-12 have a tap more, which had waited in a phone: all
 * days since 06-12 are looked at, and what is found is written where it is not what stands.
 * @param between called before each; answers whether to go on
 * @returns whether all of them were looked at; false also where somebody else is at it
 * @throws StoreError
 */
export async function findSignals(server: SignalServer, between: () => Promise<boolean>): Promise<boolean> {
  const { store } = server
  for (;;) {
    const look = (await store.get(SIGNAL_LOOKS, 'look')) ?? (await begun(store))
    if (look === null) return true
    const days = await daysBeyond(store, look.document.upTo)
    if (days.length > 0 && !(await between())) return false
    const looked = await lookAt(server, days, between)
    if (!(await note(store, look, days[looked - 1])) || looked < days.length) return false
  }
}

/** Null: no class-day waits. */
async function begun(store: Store): Promise<Versioned<SignalLook> | null> {
  const waiting = await store.range(SIGNAL_MARKS, { index: 'byWaiting', equal: [1], limit: 1 })
  const [first] = waiting.items
  if (first === undefined) return null
  const upTo = { date: first.document.date, id: '' }
  // Somebody else may have begun one: theirs is gone on with.
  await store.commit([insert(SIGNAL_LOOKS, { id: 'look' as const, upTo })])
  return store.get(SIGNAL_LOOKS, 'look')
}

const inOrder = compareBy<SignalLook['upTo']>(
  ({ date }) => date,
  ({ id }) => id,
)

/** The next class-days after a place; none: it was the last. */
async function daysBeyond(store: Store, place: SignalLook['upTo']): Promise<readonly Marks[]> {
  let query: Range = { index: 'byDate', equal: [], from: place.date, limit: TOGETHER }
  for (;;) {
    const page = await store.range(SIGNAL_MARKS, query)
    const beyond = page.items.filter(({ document }) => inOrder(place, document) < 0)
    if (beyond.length > 0 || page.next === null) return beyond
    query = { ...query, after: page.next }
  }
}

/** @returns how many of them; at least one, so that slices however short come to an end */
async function lookAt(
  server: SignalServer,
  days: readonly Marks[],
  between: () => Promise<boolean>,
): Promise<number> {
  if (days.length === 0) return 0
  const history = await historyOf(server.store, days)
  for (const [i, marks] of days.entries()) {
    if (i > 0 && !(await between())) return i
    await findIn(server, marks, history)
  }
  return days.length
}

/** @param days in order */
async function historyOf(store: Store, days: readonly Marks[]): Promise<History> {
  const numbers = days.map(
    ({ document: { date } }) => dayNumber(date) - mostDaysBack(signalFiguresOn(date)) + 1,
  )
  const from = dateText(Math.min(...numbers))
  const to = days.at(-1)?.document.date ?? from
  return new History(
    (await readAll(store, SIGNAL_MARKS, { index: 'byDate', equal: [], from, to })).map(markedDayIn),
  )
}

/** The signs first: stopped between the two writes, it finds the same ones again. */
async function findIn(
  { store, clock }: SignalServer,
  { document, version }: Marks,
  history: History,
): Promise<void> {
  const { id, classId, date } = document
  const figures = signalFiguresOn(date)
  const before = await read(store, DAY_SIGNALS, id)
  const keptDays = dayNumber(date) - dayNumber(marksKeptFrom({ clock })) + 1
  const found = signalsOf(markedDayIn(document), history, figures)
  const signals = standing(before?.signals ?? [], found, keptDays, figures)
  const after: DaySignals = { id, classId, date, figures: figures.id, signals }
  if (canonicalJson(before) !== canonicalJson(after)) await store.commit([put(DAY_SIGNALS, after)])
  if (document.waiting === 0) return
  // Where the marks were kept anew meanwhile, the day still waits, and comes again.
  const looked: SignalMarks = { ...document, waiting: 0 }
  await store.commit([replace(SIGNAL_MARKS, looked, version)])
}

/** @param last of those that were looked at; left out: there were none, and the look is over. @returns false: somebody else is at it */
async function note(store: Store, look: Versioned<SignalLook>, last?: Marks): Promise<boolean> {
  const write = last
    ? replace(
        SIGNAL_LOOKS,
        { id: 'look' as const, upTo: { date: last.document.date, id: last.document.id } },
        look.version,
      )
    : remove(SIGNAL_LOOKS, look.document.id, look.version)
  return (await store.commit([write])).committed
}
