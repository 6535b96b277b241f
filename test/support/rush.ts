import type { Role } from '../../cloudfunctions/contract/app'
import type { Lesson } from '../../cloudfunctions/domain/model'
import { DAY, dateOf, formatClock, HOUR, instantOf, MINUTE } from '../../cloudfunctions/domain/time'
import type { Secrets } from '../../cloudfunctions/ports/secrets'
import { insert, type Store, type Write } from '../../cloudfunctions/ports/store'
import { hashPassword } from '../../cloudfunctions/services/accounts/password'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../cloudfunctions/services/documents/classes'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { markDirty } from '../../cloudfunctions/services/judging/dirty'
import { daysOf } from '../../cloudfunctions/services/schedule'
import { accountWith } from './account'

/** A city's morning: classes whose windows are open now, and whose day before is over. */
export interface Rush {
  readonly today: string
  readonly yesterday: string
  readonly trainees: readonly RushPerson[]
  /** One for each class. */
  readonly instructors: readonly RushPerson[]
  readonly supervisors: readonly RushPerson[]
}

export interface RushPerson {
  readonly account: Account
  /** Trainees and instructors. */
  readonly classId: string
  /** Trainees. */
  readonly traineeId: string
}

interface Size {
  readonly classes: number
  readonly traineesPerClass: number
}

/** As many as every engine takes. */
const WRITES_PER_COMMIT = 400
const CHEAP = { N: 16, r: 1, p: 1 }
const SUPERVISORS = 2

/** Fills an empty store. Nobody is signed in yet. */
export async function makeRush(
  store: Store,
  secrets: Secrets,
  { classes, traineesPerClass }: Size,
): Promise<Rush> {
  const now = Date.now()
  const password = await hashPassword('not used', CHEAP)
  const writes: Write[] = []
  const person = (id: string, role: Role, more: Partial<Account>, classId = '', traineeId = '') => {
    const account = accountWith({ id: `A-${id}`, name: id, role, password, ...more })
    writes.push(insert(ACCOUNTS, account))
    return { account, classId, traineeId }
  }
  const today = dateOf(now)
  const yesterday = dateOf(now - DAY)
  const rush = {
    trainees: [] as RushPerson[],
    instructors: [] as RushPerson[],
    supervisors: [] as RushPerson[],
  }
  writes.push(insert(PROJECTS, PROJECT))
  for (let c = 1; c <= classes; c++) {
    const record = classRecord(`C${c}`, yesterday, today, now)
    writes.push(insert(CLASSES, record))
    writes.push(...daysOf(record.training).map(({ date }) => markDirty(record.id, date)))
    rush.instructors.push(person(`i${c}`, 'instructor', { classIds: [record.id] }, record.id))
    for (let t = 1; t <= traineesPerClass; t++) {
      const id = `T${c}-${t}`
      const trainee = { id, classId: record.id, name: `学员${c}-${t}`, population: 'other' } as const
      writes.push(insert(TRAINEES, sealTrainee(secrets, trainee)))
      const seat = { traineeId: id, traineeClassId: record.id }
      rush.trainees.push(person(`t${c}-${t}`, 'trainee', seat, record.id, id))
    }
  }
  for (let s = 1; s <= SUPERVISORS; s++) rush.supervisors.push(person(`s${s}`, 'supervisor', {}))
  await commitAll(store, writes)
  return { today, yesterday, ...rush }
}

/** Everybody of a rush. */
export function everybodyIn({ trainees, instructors, supervisors }: Rush): RushPerson[] {
  return [...trainees, ...instructors, ...supervisors]
}

export async function commitAll(store: Store, writes: readonly Write[]): Promise<void> {
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
