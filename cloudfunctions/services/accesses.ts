import type { AccessView, Answers, Parsed, UnlistedRefusals } from '../contract/app'
import { dateOf } from '../domain/time'
import { ACCESS_DAYS, type AccessStream } from './documents/access-days'
import { ACCOUNTS } from './documents/accounts'
import { CLASSES } from './documents/classes'
import { read } from './documents/read'
import { atATime } from './judging/at-a-time'
import type { Outcome } from './outcome'
import type { Server } from './server'

const STREAMS_PER_PAGE = 50
const AT_A_TIME = 6

/** What was refused, read and changed on a date, for those who look at the others' acts. */
export async function accesses(
  server: Server,
  { date: asked, after }: Parsed<'accesses'>,
): Promise<Outcome<'accesses'>> {
  const today = dateOf(server.clock.now())
  const date = asked ?? today
  const page = await server.store.range(ACCESS_DAYS, {
    index: 'byDate',
    equal: [date],
    limit: STREAMS_PER_PAGE,
    ...(after !== undefined && { after }),
  })
  const accesses: AccessView[] = []
  const unlisted: UnlistedRefusals[] = []
  for (const { document } of page.items) {
    const who = await whoOf(server, document.accountId)
    accesses.push(...viewsOf(document, who))
    unlisted.push(...unlistedOf(document, who))
  }
  const classes = await titlesOf(server, accesses)
  return { done: true, answer: { date, today, accesses, unlisted, classes, next: page.next } }
}

/** Each once; without those that are no more, or never were: what was asked for was refused, perhaps, for that. */
async function titlesOf(
  { store }: Server,
  accesses: readonly AccessView[],
): Promise<Answers['accesses']['classes']> {
  const ids = new Set(accesses.flatMap(({ objects }) => objects.classId ?? []))
  const titles: { classId: string; title: string }[] = []
  await atATime(AT_A_TIME, [...ids].sort(), async id => {
    const record = await read(store, CLASSES, id)
    if (record) titles.push({ classId: id, title: record.title })
    return true
  })
  return titles
}

type Who = Pick<AccessView, 'accountId' | 'displayName' | 'role'>

async function whoOf(server: Server, accountId: string): Promise<Who> {
  const account = await read(server.store, ACCOUNTS, accountId)
  return { accountId, displayName: account?.displayName ?? null, role: account?.role ?? null }
}

function viewsOf({ events }: AccessStream, who: Who): AccessView[] {
  return events.map(({ at, type, operation, objects }) => ({ ...who, at, type, operation, objects }))
}

function unlistedOf({ events, unlisted = 0 }: AccessStream, who: Who): UnlistedRefusals[] {
  const last = events.filter(({ type }) => type === 'refused').at(-1)
  return last === undefined || unlisted === 0 ? [] : [{ ...who, since: last.at, refused: unlisted }]
}
