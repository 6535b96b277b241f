import type { AccountInput } from '../../contract/accounts'
import { replace } from '../../ports/store'
import { ACCOUNTS } from '../documents/accounts'
import { refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { newPassword } from './new-password'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'
import { hashPassword } from './password'

/**
 * Gives an account a password that is told this once and is to be changed at the next sign-in. Every session that
 * began with the old one ends.
 * @param chosen by its owner, for the command line; left out: one is made
 */
export async function resetPassword(
  server: AccountsServer,
  { accountId }: AccountInput<'reset-password'>,
  note: Note,
  chosen?: string,
): Promise<AccountOutcome<'reset-password'>> {
  const password = chosen ?? newPassword()
  const hashed = await hashPassword(password, server.passwordCost)
  const act = { type: 'act', operation: 'reset-password', objects: { accountId } } as const
  for (;;) {
    const kept = await server.store.get(ACCOUNTS, accountId)
    if (kept === null) return refuse({ code: 'not-found', what: 'account' })
    if (kept.document.closedAt !== null) return refuse({ code: 'account-conflict', what: 'account-closed' })
    const account = { ...kept.document, password: hashed, mustChangePassword: chosen === undefined }
    const write = replace(ACCOUNTS, account, kept.version)
    if ((await commitNoted(server, [write], note, act)).committed) return { done: true, answer: { password } }
  }
}
