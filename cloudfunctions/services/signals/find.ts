import type { DateText } from '../../domain/model'
import { type SignalFigures, signalFiguresOn } from '../../domain/signals/figures'
import { History } from '../../domain/signals/history'
import { mostDaysBack, signalsOf } from '../../domain/signals/look'
import { dateText, dayNumber } from '../../domain/time'
import { put, replace, type Store, type Versioned } from '../../ports/store'
import { readAll } from '../documents/read'
import { DAY_SIGNALS, SIGNAL_MARKS, type SignalMarks } from '../documents/signals'
import { markedDayIn } from './marks'

/** So many class-days are looked at by one reading of the weeks before them. */
const TOGETHER = 30

/**
 * Looks for the signs of all class-days that wait for it, those of the earliest dates first. It may be stopped anywhere,
 * and goes on when it is called again.
 * @param between called before each; answers whether to go on
 * @returns whether all of them were looked at
 */
export async function findSignals(store: Store, between: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    const { items } = await store.range(SIGNAL_MARKS, { index: 'byWaiting', equal: [1], limit: TOGETHER })
    if (items.length === 0) return true
    const history = await historyOf(
      store,
      items.map(({ document }) => document.date),
    )
    for (const marks of items) {
      if (!(await between())) return false
      await findIn(store, marks, history)
    }
  }
}

/** @param dates of the class-days that are looked at, in order */
async function historyOf(store: Store, dates: readonly DateText[]): Promise<History> {
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  const from = dates
    .map(date => startOf(date, signalFiguresOn(date)))
    .reduce((a, b) => (a < b ? a : b), first)
  const marks = await readAll(store, SIGNAL_MARKS, { index: 'byDate', equal: [], from, to: last })
  return new History(marks.map(markedDayIn))
}

function startOf(date: DateText, figures: SignalFigures): DateText {
  return dateText(dayNumber(date) - mostDaysBack(figures) + 1)
}

/** The signs first: stopped between the two writes, it finds the same ones again. */
async function findIn(
  store: Store,
  { document, version }: Versioned<SignalMarks>,
  history: History,
): Promise<void> {
  const { id, classId, date } = document
  const figures = signalFiguresOn(date)
  const signals = signalsOf(markedDayIn(document), history, figures)
  await store.commit([put(DAY_SIGNALS, { id, classId, date, figures: figures.id, signals })])
  // Where the marks were kept anew meanwhile, the day still waits, and comes again.
  const looked: SignalMarks = { ...document, waiting: 0 }
  await store.commit([replace(SIGNAL_MARKS, looked, version)])
}
