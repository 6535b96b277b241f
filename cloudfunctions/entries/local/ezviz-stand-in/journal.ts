import type { StandInCall } from './options'
import { type Call, fieldsOf } from './wire/call'

const KEPT_CALLS = 5_000
const SECRET_FIELDS = ['appKey', 'appSecret', 'accessToken', 'validateCode', 'code']

/** The latest calls, without keys, tokens and verification codes. */
export class Journal {
  readonly calls: StandInCall[] = []

  note(at: number, call: Call, outcome: string): void {
    const told = Object.entries(fieldsOf(call)).filter(([field]) => !SECRET_FIELDS.includes(field))
    this.calls.push({ at, method: call.method, path: call.path, params: Object.fromEntries(told), outcome })
    if (this.calls.length > KEPT_CALLS) this.calls.shift()
  }
}
