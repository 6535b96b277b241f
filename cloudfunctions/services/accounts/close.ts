import type { AccountInput } from '../../contract/accounts'
import { replace } from '../../ports/store'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'

/** Closes an account for good: nobody signs in with it again, and whoever is signed in with it is no more. */
export async function closeAccount(
  server: AccountsServer,
  actor: Pick<Account, 'id'>,
  { accountId }: AccountInput<'close-account'>,
  note: Note,
): Promise<AccountOutcome<'close-account'>> {
  if (accountId === actor.id) return refuse({ code: 'account-conflict', what: 'own-account' })
  const act = { type: 'act', operation: 'close-account', objects: { accountId } } as const
  for (;;) {
    const kept = await server.store.get(ACCOUNTS, accountId)
    if (kept === null) return refuse({ code: 'not-found', what: 'account' })
    if (kept.document.closedAt !== null) return { done: true, answer: { closedAt: kept.document.closedAt } }
    const closedAt = server.clock.now()
    const write = replace(ACCOUNTS, { ...kept.document, closedAt }, kept.version)
    if ((await commitNoted(server, [write], note, act)).committed) return { done: true, answer: { closedAt } }
  }
}
