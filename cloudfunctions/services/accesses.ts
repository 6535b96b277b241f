import type { AccessView, Parsed } from '../contract/app'
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
  const views: AccessView[] = []
  for (const { document } of page.items) views.push(...(await viewsOf(server, document)))
  return { done: true, answer: { accesses: views, next: page.next } }
}

async function viewsOf(server: Server, { accountId, events }: AccessStream): Promise<AccessView[]> {
  const account = await read(server.store, ACCOUNTS, accountId)
  return events.map(({ at, type, operation, objects }) => ({
    accountId,
    displayName: account?.displayName ?? null,
    role: account?.role ?? null,
    at,
    type,
    operation,
    objects,
  }))
}
