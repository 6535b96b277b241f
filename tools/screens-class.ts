import type { Answers, Input, Operation } from '../cloudfunctions/contract/app'
import type { DemonstrationServer } from '../test/support/browser-server'

const PRESENT = 19
const WITNESSED = 15

type Ask = <K extends Operation>(operation: K, input: Input<K>) => Promise<Answers[K]>

/** Asks the server as a browser would, signed in as one account. */
async function askAs(server: DemonstrationServer, name: string): Promise<Ask> {
  let cookie = ''
  const ask: Ask = async (operation, input) => {
    const answer = await fetch(`${server.url}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
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

const numbered = (n: number) => String(n).padStart(2, '0')

/** A morning under way: most have checked in, and the instructor has vouched for most of them. */
export async function fillTheClass(server: DemonstrationServer): Promise<void> {
  for (let n = 1; n <= PRESENT; n += 1) {
    const ask = await askAs(server, `xueyuan${numbered(n)}`)
    await ask('check-in', { kind: 'start', attemptKey: `screens-attempt-${numbered(n)}` })
  }
  const ask = await askAs(server, 'jiaoshi')
  const { class: taught, date, roll } = await ask('class-today', {})
  const attemptIds = roll.flatMap(({ start }) => (start?.state === 'waiting' ? [start.attemptId] : []))
  await ask('witness', {
    classId: taught.classId,
    date,
    attemptIds: attemptIds.slice(0, WITNESSED),
    reason: '本人到场，当面核对',
  })
}
