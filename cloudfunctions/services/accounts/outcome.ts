import type { AccountAnswers, AccountOperation } from '../../contract/accounts'
import type { Refusal, SessionChange } from '../outcome'

export type AccountOutcome<K extends AccountOperation> =
  | { readonly done: true; readonly answer: AccountAnswers[K]; readonly session?: SessionChange }
  | { readonly done: false; readonly refusal: Refusal }
