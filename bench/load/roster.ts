import { openSqliteStore } from '../../cloudfunctions/adapters/sqlite'
import { systemClock } from '../../cloudfunctions/adapters/system/clock'
import { dateOf } from '../../cloudfunctions/domain/time'
import { openSecrets } from '../../cloudfunctions/entries/keys/open'
import { DEMONSTRATION_PROJECT, demonstrationClass } from '../../cloudfunctions/entries/local/seed/class'
import { insert, StoreError, type Write } from '../../cloudfunctions/ports/store'
import { hashPassword, type PasswordCost } from '../../cloudfunctions/services/accounts/password'
import { newSession } from '../../cloudfunctions/services/accounts/sessions'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  PROJECTS,
  TRAINEES,
  type TraineeRecord,
} from '../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../cloudfunctions/services/documents/migrations'
import { accountWith } from '../../test/support/account'

const SEATS = 30
/** Nobody signs in here with a password: it only has to be one. */
const CHEAP: PasswordCost = { N: 16, r: 1, p: 1 }

/**
 * A city's morning: classes of thirty whose windows are open now, every trainee signed in already.
 * @returns a session token a trainee
 */
export async function seedRoster(folder: string, trainees: number): Promise<string[]> {
  const store = await openSqliteStore(folder, COLLECTIONS, MIGRATIONS)
  try {
    await openSecrets(store, { dataFolder: folder, fromEnvironment: null })
    const password = await hashPassword('x', CHEAP)
    const tokens: string[] = []
    const commit = async (writes: readonly Write[]) => {
      const answer = await store.commit(writes)
      if (!answer.committed) throw new StoreError(`the roster's write ${answer.at} failed: ${answer.why}`)
    }
    await commit([insert(PROJECTS, DEMONSTRATION_PROJECT)])
    for (let c = 1; tokens.length < trainees; c++) {
      const made = classOf(`C${c}`, password)
      await commit(made.writes)
      tokens.push(...made.tokens)
    }
    return tokens
  } finally {
    await store.close()
  }
}

function classOf(
  classId: string,
  password: Account['password'],
): { readonly writes: Write[]; readonly tokens: string[] } {
  const record = demonstrationClass(systemClock.now())
  // Courses that begin today, without cameras: judging days gone by and asking a platform is not what is measured.
  const today = dateOf(systemClock.now())
  const lessons = record.training.lessons.filter(({ date }) => date >= today)
  const training = { ...record.training, id: classId, cameras: [], lessons }
  const writes = [insert(CLASSES, { ...record, id: classId, title: classId, training })]
  const tokens: string[] = []
  for (let seat = 1; seat <= SEATS; seat++) {
    const trainee = traineeOf(classId, seat)
    const account = accountOf(trainee, password)
    const session = newSession({ clock: systemClock }, account)
    writes.push(insert(TRAINEES, trainee), insert(ACCOUNTS, account), session.write)
    tokens.push(session.token)
  }
  return { writes, tokens }
}

function traineeOf(classId: string, seat: number): TraineeRecord {
  return {
    id: `T${classId}-${seat}`,
    classId,
    name: `学员${seat}`,
    population: 'registered-unemployed',
    idNumberSealed: null,
    idNumberIndex: '',
  }
}

function accountOf({ id, name, classId }: TraineeRecord, password: Account['password']): Account {
  return accountWith({
    id: `A${id}`,
    name: id.toLowerCase(),
    displayName: name,
    role: 'trainee',
    password,
    traineeId: id,
    traineeClassId: classId,
  })
}
