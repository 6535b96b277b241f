import type { Parsed, Person } from '../../contract/app'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { addressBlock } from './address'
import { deviceToken, knownDevice } from './devices'
import { accountName } from './name'
import { passwordMatches } from './password'
import { newSession } from './sessions'
import { countTry, forgiveTry, type TryOf } from './tries'
import { bindInWechat } from './wechat'

type SignInServer = Pick<Server, 'store' | 'clock' | 'passwordCost' | 'secrets'>

/** Where a sign-in comes from. */
export interface SignInFrom {
  /** The caller's network address; in WeChat's cloud, the person. */
  readonly address: string
  /** What the caller's device was given at an earlier sign-in, null for none. */
  readonly device: string | null
  /** In WeChat's cloud: the person, who is bound to the account in place of a session. */
  readonly openId?: string
}

export async function signIn(
  server: SignInServer,
  input: Parsed<'sign-in'>,
  from: SignInFrom,
): Promise<Outcome<'sign-in'>> {
  const name = accountName(input.name)
  const device = knownDevice(server.secrets, name, from.device)
  const counted = await countTry(server, triesOf(name, addressBlock(from.address), device))
  if (counted.wait > 0) return refuse({ code: 'too-many-attempts', retryAfterSeconds: counted.wait })

  const account = await accountNamed(server, name)
  const matches = await passwordMatches(input.password, account?.password ?? null, server.passwordCost)
  if (account === null || account.closedAt !== null || !matches) {
    return refuse({ code: 'wrong-name-or-password' })
  }

  await forgiveTry(server, counted)
  if (from.openId !== undefined) {
    const isBound = await bindInWechat(server, account, from.openId)
    return isBound ? { done: true, answer: personOf(account) } : refuse({ code: 'wrong-name-or-password' })
  }
  const { token, endsAt, write } = newSession(server, account)
  await server.store.commit([write])
  const session = { kind: 'begun', token, endsAt, device: deviceToken(server.secrets, name, device) } as const
  return { done: true, answer: personOf(account), session }
}

function triesOf(name: string, address: string, device: string | null): TryOf[] {
  if (device !== null) return [{ kind: 'device', value: JSON.stringify([name, device]) }]
  return [
    { kind: 'name-at-address', value: JSON.stringify([name, address]) },
    { kind: 'address', value: address },
    { kind: 'name', value: name },
  ]
}

async function accountNamed({ store }: SignInServer, name: string): Promise<Account | null> {
  const page = await store.range(ACCOUNTS, { index: 'byName', equal: [name], limit: 1 })
  return page.items[0]?.document ?? null
}

export function personOf({ name, displayName, role, mustChangePassword }: Account): Person {
  return { name, displayName, role, mustChangePassword }
}
