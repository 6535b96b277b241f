import type { AccountInput, ClassToGive } from '../../contract/accounts'
import type { DateText } from '../../domain/model'
import { dateOf } from '../../domain/time'
import { CLASSES, type ClassRecord } from '../documents/classes'
import type { AccountsServer } from './accounts-server'
import type { AccountOutcome } from './outcome'

/** A class comes with its whole timetable: more of them at once would make an answer of the store large. */
const PER_PAGE = 100

/** The classes that may be given to an instructor, page by page: those that saving an account takes. */
export async function classesToGive(
  { store, clock }: AccountsServer,
  { after }: AccountInput<'classes-to-give'>,
): Promise<AccountOutcome<'classes-to-give'>> {
  const page = await store.range(CLASSES, {
    index: 'byId',
    equal: [],
    limit: PER_PAGE,
    ...(after !== undefined && { after }),
  })
  const today = dateOf(clock.now())
  const classes = page.items.map(({ document }) => toGive(document, today))
  return { done: true, answer: { classes, next: page.next } }
}

function toGive({ id, title, provider, room, training }: ClassRecord, today: DateText): ClassToGive {
  const dates = datesOf(training)
  return { classId: id, title, provider, room, dates, over: dates !== null && dates.to < today }
}

/** Lessons come in any order. */
function datesOf({ lessons }: ClassRecord['training']): ClassToGive['dates'] {
  const [first, ...others] = lessons.map(({ date }) => date).sort()
  return first === undefined ? null : { from: first, to: others.at(-1) ?? first }
}
