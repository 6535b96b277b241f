import { openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import { createSecrets } from '../../cloudfunctions/adapters/node-crypto'
import { type KeyRing, newKeyRing } from '../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Camera, Instant, Lesson } from '../../cloudfunctions/domain/model'
import type { Secrets } from '../../cloudfunctions/ports/secrets'
import { insert, type Write } from '../../cloudfunctions/ports/store'
import { hashPassword } from '../../cloudfunctions/services/accounts/password'
import { bindInWechat } from '../../cloudfunctions/services/accounts/wechat'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../cloudfunctions/services/documents/classes'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { markDirty } from '../../cloudfunctions/services/judging/dirty'
import { accountWith } from '../../test/support/account'
import type { RunningGateway } from '../../test/support/cloudbase-gateway'
import { commitAll } from '../../test/support/rush'

/** Somebody who has signed in through WeChat once. */
export interface Person {
  readonly openId: string
}

export interface School {
  readonly keys: KeyRing
  readonly trainees: readonly Person[]
  readonly instructor: Person
  readonly supervisor: Person
}

/** A Monday, the only day on which the class meets: what it costs is told apart from the days around it. */
export const LESSON_DATE = '2026-06-01'
export const CLASS_ID = 'C1'
export const CLASS_SIZE = 40
export const CAMERAS: readonly Camera[] = [
  { deviceSerial: 'CAM1', channelNo: 1 },
  { deviceSerial: 'CAM2', channelNo: 1 },
]
/** Morning and afternoon. */
export const SESSIONS = [
  { from: '08:30', to: '11:40' },
  { from: '13:30', to: '16:40' },
] as const
const LESSONS = ['08:30-10:00', '10:10-11:40', '13:30-15:00', '15:10-16:40']
const CHEAP = { N: 16, r: 1, p: 1 }

/** Fills an empty database: a project, its class of 40 with two cameras, and people who are known to WeChat. */
export async function fillSchool(address: RunningGateway['address'], now: () => Instant): Promise<School> {
  const keys = newKeyRing()
  const secrets = createSecrets(keys)
  const store = openCloudbaseStore(address)
  const ids = Array.from({ length: CLASS_SIZE }, (_, i) => `T${String(i + 1).padStart(2, '0')}`)
  const accounts = await accountsOf(ids)
  await commitAll(store, [...classWrites(secrets, ids), ...accounts.map(one => insert(ACCOUNTS, one))])
  const server = { store, secrets, clock: { now } }
  for (const account of accounts) await bindInWechat(server, account, openIdOf(account.id))
  await store.close()
  return {
    keys,
    trainees: ids.map(id => ({ openId: openIdOf(`A-${id}`) })),
    instructor: { openId: openIdOf('A-instructor') },
    supervisor: { openId: openIdOf('A-supervisor') },
  }
}

function openIdOf(accountId: string): string {
  return `o${accountId.padEnd(27, '-')}`
}

async function accountsOf(traineeIds: readonly string[]): Promise<readonly Account[]> {
  const password = await hashPassword('not used', CHEAP)
  const trainees = traineeIds.map(id =>
    accountWith({
      id: `A-${id}`,
      name: id.toLowerCase(),
      role: 'trainee',
      traineeId: id,
      traineeClassId: CLASS_ID,
      password,
    }),
  )
  return [
    ...trainees,
    accountWith({ id: 'A-instructor', name: 'jiaoshi', role: 'instructor', classIds: [CLASS_ID], password }),
    accountWith({ id: 'A-supervisor', name: 'jianguan', role: 'supervisor', password }),
  ]
}

function classWrites(secrets: Secrets, traineeIds: readonly string[]): Write[] {
  const people = { plannedTrainees: CLASS_SIZE, employmentDemand: CLASS_SIZE }
  const project = { id: 'P1', employer: '某企业', provider: '某学校', ...people }
  const trainees = traineeIds.map(id =>
    sealTrainee(secrets, {
      id,
      classId: CLASS_ID,
      name: `学员${id}`,
      population: 'other',
      // WeChat is told it with each check of the face; none is a real one.
      idNumber: `2201041990${id.replace('T', '01')}0000`,
    }),
  )
  return [
    insert(PROJECTS, project),
    insert(CLASSES, CLASS_RECORD),
    markDirty(CLASS_ID, LESSON_DATE),
    ...trainees.map(trainee => insert(TRAINEES, trainee)),
  ]
}

const CLASS_RECORD: ClassRecord = {
  id: CLASS_ID,
  title: '工业机器人系统操作员 1 班',
  occupation: '工业机器人系统操作员',
  provider: '某学校',
  room: '203',
  lessonTitles: {},
  training: {
    id: CLASS_ID,
    projectId: 'P1',
    occupationCode: '6-31-07-03',
    policy: 'changchun-2024',
    approvedOn: '2026-05-20',
    cameras: CAMERAS,
    lessons: LESSONS.map((clock, i): Lesson => {
      const [start = '', end = ''] = clock.split('-')
      const what = { hours: 2, kind: 'practice', delivery: 'onsite' } as const
      return { id: `${CLASS_ID}-${i}`, date: LESSON_DATE, start, end, ...what }
    }),
  },
}
