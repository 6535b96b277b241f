import type { AccountInput, ClassName } from '../../contract/accounts'
import type { Range } from '../../ports/store'
import { ACCOUNTS } from '../documents/accounts'
import { CLASSES } from '../documents/classes'
import { read } from '../documents/read'
import type { AccountsServer } from './accounts-server'
import { accountName } from './name'
import type { AccountOutcome } from './outcome'
import { accountRow } from './rows'

const PER_PAGE = 50
/** Behind every name that begins with what stands before it. */
const LAST_CHARACTER = '\u{10ffff}'

/** Accounts by sign-in name, of one role or all, page by page. */
export async function accounts(
  server: AccountsServer,
  { role, startingWith = '', after }: AccountInput<'accounts'>,
): Promise<AccountOutcome<'accounts'>> {
  const prefix = accountName(startingWith)
  const query: Range = {
    ...(role === undefined ? { index: 'byName', equal: [] } : { index: 'byRole', equal: [role] }),
    ...(prefix !== '' && { from: prefix, to: `${prefix}${LAST_CHARACTER}` }),
    ...(after !== undefined && { after }),
    limit: PER_PAGE,
  }
  const page = await server.store.range(ACCOUNTS, query)
  const classIds = page.items.flatMap(({ document }) => document.classIds)
  const classes = await namesOf(server, classIds)
  return { done: true, answer: { accounts: page.items.map(accountRow), classes, next: page.next } }
}

/** Each once, by id; without those that are no more. */
async function namesOf({ store }: AccountsServer, classIds: readonly string[]): Promise<ClassName[]> {
  const names: ClassName[] = []
  for (const classId of [...new Set(classIds)].sort()) {
    const record = await read(store, CLASSES, classId)
    if (record) names.push({ classId, title: record.title })
  }
  return names
}
