import { replace } from '../../ports/store'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { type Refusal, refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import type { AccountPlan } from './add'
import { accountName } from './name'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'
import { accountRow } from './rows'

type Change = Omit<AccountPlan, 'traineeId' | 'traineeClassId'> & { readonly version: number }

/** Changes an account that is still as the caller saw it. What it may do changes with its next question. */
export async function changeAccount(
  server: AccountsServer,
  actor: Pick<Account, 'id'>,
  { version, ...change }: Change,
  note: Note,
): Promise<AccountOutcome<'save-account'>> {
  const kept = await server.store.get(ACCOUNTS, change.id)
  if (kept === null) return refuse({ code: 'not-found', what: 'account' })
  if (kept.version !== version) return refuse({ code: 'account-conflict', what: 'changed-meanwhile' })
  const refusal = refusalOf(actor, kept.document, change)
  if (refusal) return refuse(refusal)

  const account = { ...kept.document, ...change, name: accountName(change.name) }
  const objects = { accountId: change.id, role: change.role }
  const act = { type: 'act', operation: 'save-account', objects } as const
  const commit = await commitNoted(server, [replace(ACCOUNTS, account, version)], note, act)
  if (commit.committed) {
    const row = accountRow({ document: account, version: version + 1 })
    return { done: true, answer: { account: row, password: null } }
  }
  const what = commit.why === 'not-unique' ? 'name-taken' : 'changed-meanwhile'
  return refuse({ code: 'account-conflict', what })
}

function refusalOf(
  actor: Pick<Account, 'id'>,
  kept: Account,
  { role }: Pick<Account, 'role'>,
): Refusal | null {
  if (kept.closedAt !== null) return { code: 'account-conflict', what: 'account-closed' }
  if (role === kept.role) return null
  if (kept.id === actor.id) return { code: 'account-conflict', what: 'own-account' }
  const isTrainees = role === 'trainee' || kept.role === 'trainee'
  return isTrainees ? { code: 'account-conflict', what: 'trainee-account' } : null
}
