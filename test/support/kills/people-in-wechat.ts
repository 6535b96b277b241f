import type { Secrets } from '../../../cloudfunctions/ports/secrets'
import type { Store } from '../../../cloudfunctions/ports/store'
import { bindInWechat } from '../../../cloudfunctions/services/accounts/wechat'
import type { RushPerson } from '../rush'

const AT_ONCE = 8

/** Everybody has signed in once on a telephone of their own. @returns the OPENID of each */
export async function boundInWechat(
  store: Store,
  secrets: Secrets,
  people: readonly RushPerson[],
): Promise<ReadonlyMap<RushPerson, string>> {
  const server = { store, secrets, clock: { now: () => Date.now() } }
  const waiting = [...people]
  const bindNext = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const isBound = await bindInWechat(server, one.account, openIdOf(one))
      if (!isBound) throw new Error(`${one.account.name} could not be bound`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, bindNext))
  return new Map(people.map(person => [person, openIdOf(person)]))
}

/** As long as WeChat's. */
function openIdOf({ account }: RushPerson): string {
  return `o${account.id}`.padEnd(28, '_')
}
