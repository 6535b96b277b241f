import type { AccountInput, FoundTrainee } from '../../contract/accounts'
import { commitNoted, type Note } from '../accounts/note'
import type { AccountOutcome } from '../accounts/outcome'
import type { Account } from '../documents/accounts'
import { CLASSES, type ClassRecord, TRAINEES, type TraineeRecord } from '../documents/classes'
import { read, readAll } from '../documents/read'
import type { Server } from '../server'
import { maskIdNumber, maskName } from './mask'
import { indexOfIdNumber, openIdNumber } from './seal'

/**
 * The trainees with an ID number, one for each class that the person is in, masked. To a provider other providers'
 * trainees are as unknown as ones who aren't there. Who looked and what was found is kept before it is told.
 */
export async function findTrainee(
  server: Pick<Server, 'store' | 'secrets'>,
  actor: Account,
  { idNumber }: AccountInput<'find-trainee'>,
  note: Note,
): Promise<AccountOutcome<'find-trainee'>> {
  const { store, secrets } = server
  const range = { index: 'byIdNumber', equal: [indexOfIdNumber(secrets, idNumber)] }
  const found: FoundTrainee[] = []
  for (const trainee of await readAll(store, TRAINEES, range)) {
    const record = await read(store, CLASSES, trainee.classId)
    if (record && maySee(actor, record)) found.push(foundTrainee(server, trainee, record))
  }
  const objects = { traineeIds: found.map(({ traineeId }) => traineeId).join(',') }
  await commitNoted(server, [], note, { type: 'read', operation: 'find-trainee', objects })
  return { done: true, answer: { found } }
}

function maySee({ role, provider }: Account, record: ClassRecord): boolean {
  return role === 'supervisor' || (role === 'provider' && provider === record.provider)
}

function foundTrainee(
  { secrets }: Pick<Server, 'secrets'>,
  trainee: TraineeRecord,
  { id, title, provider }: ClassRecord,
): FoundTrainee {
  return {
    traineeId: trainee.id,
    maskedName: maskName(trainee.name),
    maskedIdNumber: maskIdNumber(openIdNumber(secrets, trainee) ?? ''),
    classId: id,
    classTitle: title,
    provider,
  }
}
