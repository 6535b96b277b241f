import { randomUUID } from 'node:crypto'
import { type Operation, operations, type Parsed } from '../contract/app'
import { insert } from '../ports/store'
import { endSession, type SignedIn, signedInBy } from './accounts/sessions'
import { personOf, signIn } from './accounts/sign-in'
import { checkIn } from './check-in'
import { classDay } from './class-day'
import { classDays } from './class-days'
import { classToday } from './class-today'
import { decide } from './decide'
import { REFUSED_ACCESS } from './documents/accounts'
import { myDays } from './my-days'
import { type Outcome, refuse } from './outcome'
import { refreshRecordings } from './refresh-recordings'
import { mayDo, roleMay, type SignedInOperation } from './rights'
import type { Server } from './server'
import { traineeToday } from './trainee-today'
import { witness } from './witness'

export interface Caller {
  /** The session token that came with the request. */
  readonly token: string | null
  readonly address: string
  readonly requestId: string
}

type SignedInCaller = SignedIn & { readonly requestId: string }
type Service<K extends Operation> = (
  server: Server,
  caller: SignedInCaller,
  input: Parsed<K>,
) => Promise<Outcome<K>>

const services: { readonly [K in SignedInOperation]: Service<K> } = {
  'sign-out': signOut,
  'trainee-today': (server, { account }) => traineeToday(server, account),
  'check-in': (server, { account }, input) => checkIn(server, account, input),
  'my-days': (server, { account }) => myDays(server, account),
  'class-today': (server, { account }, input) => classToday(server, account, input),
  witness: (server, { account }, input) => witness(server, account, input),
  'refresh-recordings': (server, { requestId }, input) => refreshRecordings(server, input, requestId),
  'class-days': (server, _, input) => classDays(server, input),
  'class-day': (server, _, input) => classDay(server, input),
  decide: (server, { account }, input) => decide(server, account, input),
}

/**
 * One question of the app: who asks, whether they may, and the answer.
 * @throws ZodError for an input that is not the operation's; StoreError and others for outages
 */
export async function answer(
  server: Server,
  caller: Caller,
  operation: Operation,
  input: unknown,
): Promise<Outcome<Operation>> {
  if (operation === 'sign-in') return signIn(server, parse(operation, input), caller.address)
  const signedIn = await signedInBy(server, caller.token)
  if (operation === 'who-am-i') {
    parse(operation, input)
    return { done: true, answer: signedIn ? personOf(signedIn.account) : null }
  }
  if (signedIn === null) return refuse({ code: 'signed-out' })
  return answerSignedIn(server, { ...signedIn, requestId: caller.requestId }, operation, input)
}

/** The role first, so that a stranger learns nothing of the input's shape; the object after it is parsed. */
async function answerSignedIn<K extends SignedInOperation>(
  server: Server,
  caller: SignedInCaller,
  operation: K,
  input: unknown,
): Promise<Outcome<K>> {
  if (!roleMay(caller.account.role, operation)) return notAllowed(server, caller, operation, {})
  const parsed = parse(operation, input)
  if (!mayDo(caller.account, operation, parsed)) return notAllowed(server, caller, operation, parsed)
  const outcome = await services[operation](server, caller, parsed)
  const turnedAway = !outcome.done && outcome.refusal.code === 'not-allowed'
  return turnedAway ? notAllowed(server, caller, operation, parsed) : outcome
}

function parse<K extends Operation>(operation: K, input: unknown): Parsed<K> {
  // The schema under K makes the output type under K; the compiler can't follow an index into a union of schemas.
  return operations[operation].input.parse(input) as Parsed<K>
}

async function signOut(server: Server, { sessionId }: SignedInCaller): Promise<Outcome<'sign-out'>> {
  await endSession(server, sessionId)
  return { done: true, answer: { signedOut: true }, session: { kind: 'ended' } }
}

/** A refused attempt is an event. */
async function notAllowed(
  server: Server,
  caller: SignedInCaller,
  operation: SignedInOperation,
  input: object,
) {
  const event = {
    id: randomUUID(),
    at: server.clock.now(),
    accountId: caller.account.id,
    operation,
    objects: objectsNamed(input),
    requestId: caller.requestId,
  }
  await server.store.commit([insert(REFUSED_ACCESS, event)])
  return refuse({ code: 'not-allowed' })
}

const OBJECT_FIELDS: ReadonlySet<string> = new Set(['classId', 'traineeId', 'date', 'attemptIds'])

function objectsNamed(input: object): Record<string, string> {
  const named = Object.entries(input).filter(([field]) => OBJECT_FIELDS.has(field))
  return Object.fromEntries(named.map(([field, value]) => [field, String(value)]))
}
