import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import type { DemonstrationServer } from './browser-server'

export type Ask = <K extends Operation>(operation: K, input: Input<K>) => Promise<Answers[K]>

/** Asks the server as a browser would, signed in as one account. */
export async function askAs(server: DemonstrationServer, name: string): Promise<Ask> {
  let cookie = ''
  const ask: Ask = async (operation, input) => {
    const answer = await fetch(`${server.url}/api/${operation}`, {
      method: 'POST',
      // A server may be stopped and started in between: no line to it is kept.
      headers: { 'content-type': 'application/json', connection: 'close', cookie },
      body: JSON.stringify(input),
    })
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`)
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return answer.json()
  }
  const { password } = server.account(name)
  await ask('sign-in', { name, password })
  return ask
}
