import type { Instant } from '../../../domain/model'
import { dateOf } from '../../../domain/time'
import { insert, StoreError, type Write } from '../../../ports/store'
import { ACCOUNTS } from '../../../services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
  type TraineeRecord,
} from '../../../services/documents/classes'
import { TRAINEE_DAYS } from '../../../services/documents/trainee-days'
import { markDirty } from '../../../services/judging/dirty'
import { daysOf } from '../../../services/schedule'
import type { Server } from '../../../services/server'
import { accountPlans, makeAccount, writeDownAccounts } from './accounts'
import { pastCheckIns, waitingToday } from './check-ins'
import { DEMONSTRATION_PROJECT, demonstrationClass, demonstrationTrainees } from './class'

/**
 * Fills an empty store with one demonstration class around the present hour, and touches no other store. Recordings
 * are none of its business: they come from the platform.
 */
export async function seedWhenEmpty(
  server: Pick<Server, 'store' | 'clock' | 'passwordCost' | 'secrets'>,
  dataFolder: string,
): Promise<void> {
  const someone = await server.store.range(ACCOUNTS, { index: 'byName', equal: [], limit: 1 })
  // An import brings classes and no accounts.
  const someClass = await server.store.range(CLASSES, { index: 'byId', equal: [], limit: 1 })
  if (someone.items.length > 0 || someClass.items.length > 0) return
  const now = server.clock.now()
  const record = demonstrationClass(now)
  const trainees = demonstrationTrainees(server.secrets)
  const made = await Promise.all(accountPlans(trainees).map(plan => makeAccount(plan, server.passwordCost)))
  const instructor = made.find(({ account }) => account.role === 'instructor')?.account.id ?? ''
  const writes = [
    insert(PROJECTS, DEMONSTRATION_PROJECT),
    insert(CLASSES, record),
    ...trainees.map(trainee => insert(TRAINEES, trainee)),
    ...made.map(({ account }) => insert(ACCOUNTS, account)),
    ...evidenceWrites(record, trainees, instructor, now),
  ]
  // Written first: whoever is stopped between the two starts over with an empty store and new passwords.
  writeDownAccounts(
    dataFolder,
    made.map(({ told }) => told),
  )
  const commit = await server.store.commit(writes)
  if (!commit.committed) throw new StoreError(`the seed's write ${commit.at} failed: ${commit.why}`)
}

function evidenceWrites(
  record: ClassRecord,
  trainees: readonly TraineeRecord[],
  instructorId: string,
  now: Instant,
): Write[] {
  const days = daysOf(record.training)
  const past = days.filter(({ date }) => date < dateOf(now))
  const today = days.find(({ date }) => date === dateOf(now))
  const streams = [
    ...pastCheckIns(record, trainees, past, instructorId),
    ...(today ? waitingToday(record, trainees, today, now) : []),
  ]
  return [
    ...streams.map(stream => insert(TRAINEE_DAYS, stream)),
    ...days.map(({ date }) => markDirty(record.id, date)),
  ]
}
