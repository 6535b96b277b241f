import type { AccountInput } from '../../contract/accounts'
import type { Range } from '../../ports/store'
import { ACCOUNTS } from '../documents/accounts'
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
  return { done: true, answer: { accounts: page.items.map(accountRow), next: page.next } }
}
