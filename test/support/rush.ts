import { openSqliteStore } from '../../cloudfunctions/adapters/sqlite'
import type { Role } from '../../cloudfunctions/contract/app'
import type { Lesson } from '../../cloudfunctions/domain/model'
import { DAY, dateOf, formatClock, HOUR, instantOf, MINUTE } from '../../cloudfunctions/domain/time'
import { openSecrets } from '../../cloudfunctions/entries/keys/open'
import { insert, type Store, type Write } from '../../cloudfunctions/ports/store'
import { hashPassword } from '../../cloudfunctions/services/accounts/password'
import { newSession } from '../../cloudfunctions/services/accounts/sessions'
import { COLLECTIONS } from '../../cloudfunctions/services/documents'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../cloudfunctions/services/documents/migrations'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { markDirty } from '../../cloudfunctions/services/judging/dirty'
import { daysOf } from '../../cloudfunctions/services/schedule'
import { accountWith } from './account'

/** A city's morning: classes whose windows are open now, and whose day before is over. */
export interface Rush {
  readonly dataFolder: string
  readonly today: string
  readonly yesterday: string
  readonly trainees: readonly RushPerson[]
  /** One for each class. */
  readonly instructors: readonly RushPerson[]
  readonly supervisors: readonly RushPerson[]
}

/** Somebody signed in. */
export interface RushPerson {
  readonly token: string
  /** Trainees and instructors. */
  readonly classId: string
  /** Trainees. */
  readonly traineeId: string
}

interface Size {
  readonly classes: number
  readonly traineesPerClass: number
}

const WRITES_PER_COMMIT = 2_000
const CHEAP = { N: 16, r: 1, p: 1 }
const SUPERVISORS = 2

/** Makes a store with keys of its own, and signs everybody in. */
export async function makeRush(dataFolder: string, { classes, traineesPerClass }: Size): Promise<Rush> {
  const store = await openSqliteStore(dataFolder, COLLECTIONS, MIGRATIONS)
  const clock = { now: () => Date.now() }
  const secrets = await openSecrets(store, { dataFolder, fromEnvironment: null })
  const password = await hashPassword('not used', CHEAP)
  const writes: Write[] = []
  const signIn = (id: string, role: Role, more: Partial<Account> = {}): string => {
    const account = accountWith({ id: `A-${id}`, name: id, role, password, ...more })
    const session = newSession({ clock }, account)
    writes.push(insert(ACCOUNTS, account), session.write)
    return session.token
  }
  const today = dateOf(clock.now())
  const yesterday = dateOf(clock.now() - DAY)
  const rush = {
    trainees: [] as RushPerson[],
    instructors: [] as RushPerson[],
    supervisors: [] as RushPerson[],
  }
  writes.push(insert(PROJECTS, PROJECT))
  for (let c = 1; c <= classes; c++) {
    const record = classRecord(`C${c}`, yesterday, today, clock.now())
    writes.push(insert(CLASSES, record))
    writes.push(...daysOf(record.training).map(({ date }) => markDirty(record.id, date)))
    const classIds = [record.id]
    const instructor = signIn(`i${c}`, 'instructor', { classIds })
    rush.instructors.push({ token: instructor, classId: record.id, traineeId: '' })
    for (let t = 1; t <= traineesPerClass; t++) {
      const id = `T${c}-${t}`
      const trainee = { id, classId: record.id, name: `学员${c}-${t}`, population: 'other' } as const
      writes.push(insert(TRAINEES, sealTrainee(secrets, trainee)))
      const token = signIn(`t${c}-${t}`, 'trainee', { traineeId: id, traineeClassId: record.id })
      rush.trainees.push({ token, classId: record.id, traineeId: id })
    }
  }
  for (let s = 1; s <= SUPERVISORS; s++) {
    rush.supervisors.push({ token: signIn(`s${s}`, 'supervisor'), classId: '', traineeId: '' })
  }
  await commitAll(store, writes)
  await store.close()
  return { dataFolder, today, yesterday, ...rush }
}

async function commitAll(store: Store, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += WRITES_PER_COMMIT) {
    const commit = await store.commit(writes.slice(from, from + WRITES_PER_COMMIT))
    if (!commit.committed) throw new Error(`write ${from + commit.at} was refused: ${commit.why}`)
  }
}

const PROJECT = {
  id: 'P1',
  employer: '某企业',
  provider: '某学校',
  plannedTrainees: 3_000,
  employmentDemand: 3_000,
}

/** A lesson around now, within the date, so that the window is open; and one of the day before. */
function classRecord(id: string, yesterday: string, today: string, now: number): ClassRecord {
  const midnight = instantOf(today, '00:00')
  const start = Math.max(midnight, now - HOUR)
  const end = Math.min(midnight + DAY - MINUTE, start + 2 * HOUR)
  const lesson = (date: string, from: string, to: string): Lesson => ({
    id: `${id}-${date}`,
    date,
    start: from,
    end: to,
    hours: 1,
    kind: 'practice',
    delivery: 'online',
  })
  return {
    id,
    title: `${id} 班`,
    occupation: '工业机器人系统操作员',
    provider: PROJECT.provider,
    room: null,
    lessonTitles: {},
    training: {
      id,
      projectId: PROJECT.id,
      occupationCode: '6-31-07-03',
      policy: 'changchun-2024',
      cameras: [],
      lessons: [
        lesson(yesterday, '00:30', '01:30'),
        lesson(today, formatClock(start).slice(0, 5), formatClock(end).slice(0, 5)),
      ],
    },
  }
}
