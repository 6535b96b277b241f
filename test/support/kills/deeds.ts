import { createHash } from 'node:crypto'
import type { Input } from '../../../cloudfunctions/contract/app'
import type { Rush, RushPerson } from '../rush'
import { BrokenLine, type Line } from './site'

/** Something that a person does, with the key under which it is sent again until it is answered. */
export type Deed =
  | {
      readonly kind: 'check-in'
      readonly by: RushPerson
      readonly input: Input<'check-in'>
      /** From the answer, once there is one. */
      attemptId: string | null
    }
  | { readonly kind: 'decide'; readonly by: RushPerson; readonly input: Omit<Input<'decide'>, 'seen'> }
  | { readonly kind: 'witness'; readonly by: RushPerson; readonly input: Input<'witness'> }

/** What came of sending it: answered with yes, refused by a rule, or no answer at all. */
export type Sent = 'acknowledged' | 'refused' | 'unanswered'

let made = 0

export function newCheckIn(by: RushPerson, kind: 'start' | 'end'): Deed {
  const input = { kind, attemptKey: keyOf('attempt'), deviceId: `phone-${by.traineeId}` }
  return { kind: 'check-in', by, input, attemptId: null }
}

export function newDecision(by: RushPerson, { yesterday }: Rush, about: RushPerson): Deed {
  const verdict = made % 2 === 0 ? 'accepted' : 'rejected'
  const input = {
    classId: about.classId,
    date: yesterday,
    traineeId: about.traineeId,
    verdict,
    reason: `第 ${made} 次核对`,
    decisionKey: keyOf('decision'),
  } as const
  return { kind: 'decide', by, input }
}

export function newWitnessing(by: RushPerson, { today }: Rush, attemptId: string): Deed {
  const input = { classId: by.classId, date: today, attemptIds: [attemptId], reason: '已当面核对身份证' }
  return { kind: 'witness', by, input }
}

function keyOf(what: string): string {
  made += 1
  return createHash('sha256').update(`${what} ${process.pid} ${made}`).digest('base64url').slice(0, 24)
}

/** Sends a deed once, as an app would; for a decision it looks first what the others have decided. */
export async function send(line: Line, deed: Deed): Promise<Sent> {
  try {
    if (deed.kind === 'check-in') return await sendCheckIn(line, deed)
    if (deed.kind === 'witness') return outcome(await line.ask(deed.by, 'witness', deed.input))
    const { classId, date } = deed.input
    const day = await line.ask(deed.by, 'class-day', { classId, date })
    if (day === null) return 'refused'
    return outcome(await line.ask(deed.by, 'decide', { ...deed.input, seen: day.revision }))
  } catch (error) {
    // It was killed, and whether it had heard is what this is about.
    if (error instanceof BrokenLine) return 'unanswered'
    throw error
  }
}

async function sendCheckIn(line: Line, deed: Extract<Deed, { kind: 'check-in' }>): Promise<Sent> {
  const answer = await line.ask(deed.by, 'check-in', deed.input)
  if (answer === null || !answer.accepted) return 'refused'
  deed.attemptId = answer.checkIn.attemptId
  return 'acknowledged'
}

function outcome(answer: object | null): Sent {
  return answer === null ? 'refused' : 'acknowledged'
}
