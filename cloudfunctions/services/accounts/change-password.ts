import type { AccountInput } from '../../contract/accounts'
import { replace } from '../../ports/store'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { type Refusal, refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { accountName } from './name'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'
import { hashPassword, passwordMatches } from './password'
import { newSession } from './sessions'
import { countTry, forgiveTry } from './tries'

/** Changes one's own password. One's other sessions end; the caller goes on with a new one. */
export async function changePassword(
  server: AccountsServer,
  actor: Account,
  { currentPassword, newPassword }: AccountInput<'change-password'>,
  note: Note,
): Promise<AccountOutcome<'change-password'>> {
  // Whoever found a telephone lying about must not find out its owner's password too.
  const counted = await countTry(server, [{ kind: 'password-change', value: actor.id }])
  if (counted.wait > 0) return refuse({ code: 'too-many-attempts', retryAfterSeconds: counted.wait })
  if (!(await passwordMatches(currentPassword, actor.password, server.passwordCost))) {
    return refuse({ code: 'wrong-current-password' })
  }
  await forgiveTry(server, counted)
  const unfit = unfitness(actor, currentPassword, newPassword)
  if (unfit) return refuse(unfit)
  return replacePassword(server, actor, newPassword, note)
}

function unfitness({ name }: Account, current: string, chosen: string): Refusal | null {
  const [before, after] = [current.normalize('NFKC'), chosen.normalize('NFKC')]
  if (before === after) return { code: 'unfit-password', why: 'same-as-before' }
  return accountName(after).includes(name) ? { code: 'unfit-password', why: 'holds-the-name' } : null
}

async function replacePassword(
  server: AccountsServer,
  actor: Account,
  chosen: string,
  note: Note,
): Promise<AccountOutcome<'change-password'>> {
  const password = await hashPassword(chosen, server.passwordCost)
  const act = { type: 'act', operation: 'change-password', objects: { accountId: actor.id } } as const
  for (;;) {
    const kept = await server.store.get(ACCOUNTS, actor.id)
    // Closed, or reset by an administrator, since the question came: that stands.
    const isSame = kept?.document.closedAt === null && kept.document.password.salt === actor.password.salt
    if (!isSame) return refuse({ code: 'signed-out' })
    const account = { ...kept.document, password, mustChangePassword: false }
    const { write, token, endsAt } = newSession(server, account)
    const writes = [replace(ACCOUNTS, account, kept.version), write]
    if (!(await commitNoted(server, writes, note, act)).committed) continue
    return { done: true, answer: { changed: true }, session: { kind: 'begun', token, endsAt } }
  }
}
