import { openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import { noMessages } from '../../cloudfunctions/adapters/no-messages'
import { createSecrets } from '../../cloudfunctions/adapters/node-crypto'
import { type KeyRing, newKeyRing } from '../../cloudfunctions/adapters/node-crypto/key-ring'
import { MESSAGE_KINDS } from '../../cloudfunctions/contract/messages'
import type { Camera, DateText, Instant, Lesson } from '../../cloudfunctions/domain/model'
import { dateText, dayNumber } from '../../cloudfunctions/domain/time'
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
import { readAll } from '../../cloudfunctions/services/documents/read'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { markDirty } from '../../cloudfunctions/services/judging/dirty'
import { keepConsents } from '../../cloudfunctions/services/messages/consents'
import { accountWith } from '../../test/support/account'
import type { RunningGateway } from '../../test/support/cloudbase-gateway'
import type { Messages } from '../../test/support/development-cloud/messages'
import { commitAll } from '../../test/support/rush'
import { CITY, CITY_CLASSES, CLASS_SIZE } from './supposed'

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

/** A Monday; the class meets again weeks later, so that what it costs is told apart from the days around it. */
export const LESSON_DATE = '2026-06-01'
export const CLASS_ID = 'C1'
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

/** Around the school: everybody's consent to a message of each kind, and the timetables of a city's other classes. */
export async function fillCity(
  address: RunningGateway['address'],
  messages: Pick<Messages, 'templates' | 'accept'>,
): Promise<void> {
  const store = openCloudbaseStore(address)
  await commitAll(
    store,
    otherClasses().map(record => insert(CLASSES, record)),
  )
  const messenger = { ...noMessages, templates: messages.templates }
  for (const account of await readAll(store, ACCOUNTS, { index: 'byName', equal: [] })) {
    const consent = { kinds: [...MESSAGE_KINDS], consentKey: `before ${account.id}` }
    await keepConsents({ store, messenger }, { account, inWechat: true }, consent)
    messages.accept(openIdOf(account.id), MESSAGE_KINDS)
  }
  await store.close()
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
    ...CLASS_DATES.map(date => markDirty(CLASS_ID, date)),
    ...trainees.map(trainee => insert(TRAINEES, trainee)),
  ]
}

const CLASS_DATES = [LESSON_DATE, ...laterDates(CITY.daysAClass - 1)]

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
    lessons: CLASS_DATES.flatMap(date => lessonsOn(CLASS_ID, date)),
  },
}

/** Each meets on 30 days, the first of them weeks after the class-day that is counted. */
function otherClasses(): ClassRecord[] {
  return Array.from({ length: CITY_CLASSES - 1 }, (_, n): ClassRecord => {
    const id = `C${n + 2}`
    const cameras = CAMERAS.map(camera => ({ ...camera, deviceSerial: `${camera.deviceSerial}${id}` }))
    const lessons = laterDates(CITY.daysAClass).flatMap(date => lessonsOn(id, date))
    const training = { ...CLASS_RECORD.training, id, projectId: `P${n + 2}`, cameras, lessons }
    return { ...CLASS_RECORD, id, title: `${id} 班`, training }
  })
}

function laterDates(days: number): DateText[] {
  return Array.from({ length: days }, (_, day) => dateText(dayNumber(LESSON_DATE) + 40 + day))
}

function lessonsOn(classId: string, date: DateText): Lesson[] {
  return LESSONS.map((clock, i): Lesson => {
    const [start = '', end = ''] = clock.split('-')
    const what = { hours: 2, kind: 'practice', delivery: 'onsite' } as const
    return { id: `${classId}-${date}-${i}`, date, start, end, ...what }
  })
}
