import type { AccountInput } from '../../contract/accounts'
import type { Account } from '../documents/accounts'
import { CLASSES, TRAINEES } from '../documents/classes'
import { deterministicId } from '../documents/ids'
import { read } from '../documents/read'
import { type Refusal, refuse } from '../outcome'
import type { AccountsServer } from './accounts-server'
import { addAccount } from './add'
import { changeAccount } from './change'
import type { Note } from './note'
import type { AccountOutcome } from './outcome'

type Input = AccountInput<'save-account'>
type Saved = AccountOutcome<'save-account'>

/**
 * Makes an account or changes one. A repeated send of a new one is answered without its password.
 * @param chosen a new account's password that its owner chose, for the command line; left out: one is made
 */
export async function saveAccount(
  server: AccountsServer,
  actor: Pick<Account, 'id'>,
  input: Input,
  note: Note,
  chosen?: string,
): Promise<Saved> {
  const missing = await missingClass(server, input)
  if (missing) return refuse(missing)
  const { accountKey, accountId, version, traineeId = null, ...plan } = input
  if (accountKey !== undefined) {
    const trainee = traineeId === null ? null : await read(server.store, TRAINEES, traineeId)
    if (traineeId !== null && trainee === null) return refuse({ code: 'not-found', what: 'trainee' })
    const traineeClassId = trainee?.classId ?? null
    const id = deterministicId('account', accountKey)
    return addAccount(server, { ...plan, id, traineeId, traineeClassId }, note, chosen)
  }
  // The contract lets none pass that names neither.
  if (accountId === undefined || version === undefined) return refuse({ code: 'not-found', what: 'account' })
  return changeAccount(server, actor, { ...plan, id: accountId, version }, note)
}

async function missingClass({ store }: AccountsServer, { classIds }: Input): Promise<Refusal | null> {
  for (const classId of classIds) {
    if ((await read(store, CLASSES, classId)) === null) return { code: 'not-found', what: 'class' }
  }
  return null
}
