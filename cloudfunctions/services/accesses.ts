import type { AccessView, Parsed, UnlistedRefusals } from '../contract/app'
import { ACCESS_DAYS, type AccessStream } from './documents/access-days'
import { ACCOUNTS } from './documents/accounts'
import { read } from './documents/read'
import type { Outcome } from './outcome'
import type { Server } from './server'

const STREAMS_PER_PAGE = 50

/** What was refused, read and changed on a date, for those who look at the others' acts. */
export async function accesses(
  server: Server,
  { date, after }: Parsed<'accesses'>,
): Promise<Outcome<'accesses'>> {
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
  return { done: true, answer: { accesses, unlisted, next: page.next } }
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
