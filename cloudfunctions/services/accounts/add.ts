import { insert } from '../../ports/store'
import { ACCOUNTS, type Account, unboundKey } from '../documents/accounts'
import { refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { accountName } from './name'
import { newPassword } from './new-password'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'
import { hashPassword } from './password'
import { accountRow } from './rows'

export type AccountPlan = Pick<
  Account,
  'id' | 'name' | 'displayName' | 'role' | 'traineeId' | 'traineeClassId' | 'classIds' | 'provider'
>

/**
 * Makes an account with a password that is told this once.
 * @param chosen a password that its owner chose already; left out: one is made and must be changed
 */
export async function addAccount(
  server: AccountsServer,
  plan: AccountPlan,
  note: Note,
  chosen?: string,
): Promise<AccountOutcome<'save-account'>> {
  const password = chosen ?? newPassword()
  const account: Account = {
    ...plan,
    name: accountName(plan.name),
    password: await hashPassword(password, server.passwordCost),
    closedAt: null,
    mustChangePassword: chosen === undefined,
    source: 'administrator',
    wechatKey: unboundKey(plan.id),
    wechat: null,
  }
  const act = {
    type: 'act',
    operation: 'save-account',
    objects: { accountId: plan.id, role: plan.role },
  } as const
  const commit = await commitNoted(server, [insert(ACCOUNTS, account)], note, act)
  if (commit.committed) return saved({ document: account, version: 1 }, password)
  return commit.why === 'exists'
    ? answerRepeated(server, account)
    : refuse({ code: 'account-conflict', what: 'name-taken' })
}

/** The first send was answered with the password; who lost that answer resets it. */
async function answerRepeated(
  server: AccountsServer,
  { id, name, role }: Account,
): Promise<AccountOutcome<'save-account'>> {
  const kept = await server.store.get(ACCOUNTS, id)
  const isSame = kept !== null && kept.document.name === name && kept.document.role === role
  return isSame ? saved(kept, null) : refuse({ code: 'conflict', what: 'key-used-otherwise' })
}

function saved(
  account: Parameters<typeof accountRow>[0],
  password: string | null,
): AccountOutcome<'save-account'> {
  return { done: true, answer: { account: accountRow(account), password } }
}
