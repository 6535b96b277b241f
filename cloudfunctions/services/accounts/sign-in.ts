import type { Parsed, Person } from '../../contract/app'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { accountName } from './name'
import { passwordMatches } from './password'
import { beginSession } from './sessions'
import { countTry, forgetTries } from './tries'

/** @param address the caller's network address */
export async function signIn(
  server: Server,
  input: Parsed<'sign-in'>,
  address: string,
): Promise<Outcome<'sign-in'>> {
  const name = accountName(input.name)
  const byName = { kind: 'name', value: name } as const
  const byAddress = { kind: 'address', value: address } as const
  const wait = (await countTry(server, byAddress)) || (await countTry(server, byName))
  if (wait > 0) return refuse({ code: 'too-many-attempts', retryAfterSeconds: wait })

  const account = await accountNamed(server, name)
  const matches = await passwordMatches(input.password, account?.password ?? null, server.passwordCost)
  if (account === null || !matches) return refuse({ code: 'wrong-name-or-password' })

  await forgetTries(server, byName)
  const session = await beginSession(server, account.id)
  return { done: true, answer: personOf(account), session: { kind: 'begun', ...session } }
}

async function accountNamed(server: Server, name: string): Promise<Account | null> {
  const page = await server.store.range(ACCOUNTS, { index: 'byName', equal: [name], limit: 1 })
  return page.items[0]?.document ?? null
}

export function personOf({ name, displayName, role }: Account): Person {
  return { name, displayName, role }
}
