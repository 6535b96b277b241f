import type { Answers, Failure, Input, Operation } from '../../cloudfunctions/contract/app'
import { type Posted, transport } from './transport'
import { counted } from './under-way'

type FailureCode = Failure['error']['code'] | 'no-line'

/** A question that was not answered, with the sentence to show. `no-line`: the server was never reached. */
export class CallFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message)
  }

  /** The server may or may not have acted: send the same question again, under the same key. */
  get unsettled(): boolean {
    return this.code === 'no-line' || this.code === 'outage'
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isFailure = (body: unknown): body is Failure =>
  isObject(body) && 'error' in body && isObject(body.error) && 'code' in body.error && 'message' in body.error

function failureOf(body: unknown): CallFailure {
  if (!isFailure(body)) return new CallFailure('outage', '服务器没有给出可用的回答，请稍后再试。')
  return new CallFailure(body.error.code, body.error.message)
}

async function reach(operation: Operation, input: object): Promise<Posted> {
  try {
    return await counted(transport.post(operation, input))
  } catch {
    throw new CallFailure('no-line', '现在连不上服务器，请检查网络后再试一次。')
  }
}

/** Asks the server one question of the contract. Throws a `CallFailure`. */
export async function call<K extends Operation>(operation: K, input: Input<K>): Promise<Answers[K]> {
  const { status, body } = await reach(operation, input)
  // A network's own page to sign in at comes with 200, too, and answers nothing.
  if (status !== 200 || typeof body !== 'object') throw failureOf(body)
  // The contract types both ends; the server's answers are checked against it where they are made.
  return body as Answers[K]
}
