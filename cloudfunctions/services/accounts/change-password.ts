import type { AccountInput } from '../../contract/accounts'
import { replace } from '../../ports/store'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { type Refusal, refuse, type SessionChange } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { accountName } from './name'
import { commitNoted, type Note } from './note'
import type { AccountOutcome } from './outcome'
import { hashPassword, passwordMatches } from './password'
import { newSession } from './sessions'
import { countTry, forgiveTry } from './tries'
import { reboundWith } from './wechat'

interface Asking {
  readonly account: Account
  /** WeChat said who asks: there is no session. */
  readonly inWechat: boolean
}

/** Changes one's own password. One's other sessions end; the caller goes on with a new one, or, in WeChat, as before. */
export async function changePassword(
  server: AccountsServer,
  asking: Asking,
  { currentPassword, newPassword }: AccountInput<'change-password'>,
  note: Note,
): Promise<AccountOutcome<'change-password'>> {
  const actor = asking.account
  // Whoever found a telephone lying about must not find out its owner's password too.
  const counted = await countTry(server, [{ kind: 'password-change', value: actor.id }])
  if (counted.wait > 0) return refuse({ code: 'too-many-attempts', retryAfterSeconds: counted.wait })
  if (!(await passwordMatches(currentPassword, actor.password, server.passwordCost))) {
    return refuse({ code: 'wrong-current-password' })
  }
  await forgiveTry(server, counted)
  const unfit = unfitness(actor, currentPassword, newPassword)
  if (unfit) return refuse(unfit)
  return replacePassword(server, asking, newPassword, note)
}

function unfitness({ name }: Account, current: string, chosen: string): Refusal | null {
  const [before, after] = [current.normalize('NFKC'), chosen.normalize('NFKC')]
  if (before === after) return { code: 'unfit-password', why: 'same-as-before' }
  return accountName(after).includes(name) ? { code: 'unfit-password', why: 'holds-the-name' } : null
}

async function replacePassword(
  server: AccountsServer,
  { account: actor, inWechat }: Asking,
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
    const { wechat } = kept.document
    const account: Account = {
      ...kept.document,
      password,
      mustChangePassword: false,
      wechat: inWechat ? reboundWith(password, wechat) : wechat,
    }
    const session = inWechat ? null : newSession(server, account)
    const writes = [replace(ACCOUNTS, account, kept.version), ...(session ? [session.write] : [])]
    if (!(await commitNoted(server, writes, note, act)).committed) continue
    return { done: true, answer: { changed: true }, ...(session && { session: begun(session) }) }
  }
}

function begun({ token, endsAt }: ReturnType<typeof newSession>): SessionChange {
  return { kind: 'begun', token, endsAt }
}
