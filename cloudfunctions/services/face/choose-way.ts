import type { Parsed } from '../../contract/app'
import { seatOf } from '../accounts/seat'
import type { Account } from '../documents/accounts'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { changeConsents } from './change'
import { choicesOf } from './readiness'
import { standingOf } from './standing'

/** How the trainee checks in from now on. Either is as good as the other, and no reason is asked for. */
export async function chooseWay(
  server: Server,
  actor: Account,
  { way }: Parsed<'choose-way'>,
): Promise<Outcome<'choose-way'>> {
  const seat = seatOf(actor)
  if (seat === null) return refuse({ code: 'not-found', what: 'trainee' })
  const stream = await changeConsents(server, seat, now => {
    if (choicesOf(now).way === way) return { events: [] }
    return { events: [{ type: 'way-chosen', way, accountId: actor.id, at: server.clock.now() }] }
  })
  return { done: true, answer: standingOf(server.faceVerifier, stream) }
}
