import { createHash } from 'node:crypto'
import type { Answers, Input, Operation } from '../../../cloudfunctions/contract/app'
import type { Rush, RushPerson } from '../rush'

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
export async function send(url: string, deed: Deed): Promise<Sent> {
  try {
    if (deed.kind === 'check-in') return await sendCheckIn(url, deed)
    if (deed.kind === 'witness') return await outcome(ask(url, deed.by, 'witness', deed.input))
    const { classId, date } = deed.input
    const day = await ask(url, deed.by, 'class-day', { classId, date })
    if (day === null) return 'refused'
    return await outcome(ask(url, deed.by, 'decide', { ...deed.input, seen: day.revision }))
  } catch (error) {
    // The connection broke: the server was killed, and whether it had heard is what this is about.
    if (isBrokenLine(error)) return 'unanswered'
    throw error
  }
}

/** `fetch` throws a TypeError; under a test runner it is one of another realm, known by its name alone. */
function isBrokenLine(error: unknown): boolean {
  return error instanceof Error ? error.name === 'TypeError' : String(error).startsWith('TypeError')
}

async function sendCheckIn(url: string, deed: Extract<Deed, { kind: 'check-in' }>): Promise<Sent> {
  const answer = await ask(url, deed.by, 'check-in', deed.input)
  if (answer === null || !answer.accepted) return 'refused'
  deed.attemptId = answer.checkIn.attemptId
  return 'acknowledged'
}

async function outcome(answer: Promise<unknown>): Promise<Sent> {
  return (await answer) === null ? 'refused' : 'acknowledged'
}

/** Null: refused. @throws TypeError when no answer came */
async function ask<K extends Operation>(
  url: string,
  { token }: RushPerson,
  operation: K,
  input: Input<K>,
): Promise<Answers[K] | null> {
  const response = await fetch(`${url}/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `session=${token}` },
    body: JSON.stringify(input),
  })
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as Answers[K]
  if (response.status === 409) return null
  throw new Error(`${operation}: ${response.status} ${text}`)
}
