import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import { exportLines } from '../../../cloudfunctions/services/dataset/export'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { CAMERA_DAYS, emptyCameraDay } from '../../../cloudfunctions/services/documents/camera-days'
import { CLASS_DAYS, decisionsIn } from '../../../cloudfunctions/services/documents/class-days'
import { TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { makeLayout1, type OldDocuments } from '../../adapters/sqlite/layout-1'
import { read as evaluated } from '../dataset/reading'
import { asLines, DAY, sample } from '../dataset/sample'
import { dayByAll } from '../kept'
import { at } from '../school'

const NEXT = '2024-06-04'
const ASKED = at(DAY, '13:00')
const AGAIN = at(DAY, '14:00')
/** What layout 1 held of the sample, in another shape, and what is no check-in beside it. */
const FILE = sample()
const row = (n: number) => FILE.recordings[n] as { startTime: number; endTime: number; deviceSerial: string }
const fetched = (n: number, fetchedAt: number, endTime = row(n).endTime) => ({
  ...row(n),
  endTime,
  id: `C1 1 1 ${row(n).startTime} ${endTime}`,
  fetchedAt,
})
const answered = (
  id: string,
  date: string,
  askedAt: number,
  state: string,
  problem: string | null = null,
) => ({
  id,
  classId: 'C1',
  date,
  deviceSerial: 'C1',
  channelNo: 1,
  askedAt,
  state,
  problem,
})
const attempt = (id: string, traineeId: string, kind: string, time: number, more: object = {}) => ({
  id,
  traineeId,
  classId: 'C1',
  date: DAY,
  kind,
  at: time,
  deviceId: traineeId === 'T1' ? 'phone-T1' : null,
  location: traineeId === 'T1' ? { latitude: 43.8869, longitude: 125.3243 } : null,
  face: traineeId === 'T1' ? { matched: true, live: true } : null,
  refusal: null,
  source: 'app',
  ...more,
})
const named = { title: '1 班', occupation: 'o', provider: '培训机构', room: null }

const OLD: OldDocuments = {
  accounts: [
    {
      id: 'A1',
      name: 'jianguan',
      displayName: '周敏',
      role: 'supervisor',
      password: {},
      traineeId: null,
      classIds: [],
      source: 'demonstration',
    },
    {
      id: 'A2',
      name: 'danwei',
      displayName: '学校',
      role: 'provider',
      password: {},
      traineeId: null,
      classIds: [],
      provider: 'S',
      closedAt: 5,
      mustChangePassword: true,
      source: 'administrator',
    },
    {
      id: 'A3',
      name: 'xueyuan',
      displayName: '学员',
      role: 'trainee',
      password: {},
      traineeId: 'T1',
      classIds: [],
      source: 'administrator',
    },
  ],
  sessions: [{ id: 's1', accountId: 'A1', createdAt: 1, seenAt: 1, endsAt: 2 }],
  'refused-access': ['x', 'y'].map((id, i) => ({
    id,
    at: at(DAY, '09:10') + i,
    accountId: 'A1',
    operation: 'decide',
    objects: { classId: 'C1' },
    requestId: 'r',
  })),
  projects: FILE.projects.map(project => ({ ...project, id: 'P1' })),
  classes: [{ ...named, id: 'C1', training: FILE.classes[0], lessonTitles: {} }],
  trainees: FILE.trainees.map(trainee => ({ name: 'T2', ...trainee, id: String(trainee.id) })),
  'check-in-attempts': [
    attempt('K1', 'T1', 'start', at(DAY, '08:21') + 9_000),
    attempt('K2', 'T1', 'end', at(DAY, '11:41')),
    attempt('K3', 'T2', 'start', at(DAY, '08:25') + 120),
    attempt('K4', 'T2', 'end', at(DAY, '11:45')),
    attempt('K5', 'T2', 'end', at(DAY, '14:45'), {
      refusal: { kind: 'outside-window', opensAt: 1, closesAt: 2, now: 3 },
    }),
  ],
  witnessings: [
    {
      id: 'K3',
      classId: 'C1',
      date: DAY,
      traineeId: 'T2',
      by: '王老师',
      accountId: 'A9',
      at: at(DAY, '08:25') + 120,
      reason: '手机没电',
      source: 'app',
    },
  ],
  'trainee-day-rolls': [{ id: `T1 ${DAY}`, startAttemptId: 'K1', endAttemptId: 'K2' }],
  // The first was under way when it was first asked for.
  recordings: [fetched(0, ASKED, row(0).endTime - 60_000), fetched(0, AGAIN), fetched(1, ASKED)],
  'camera-answers': [
    answered('a1', DAY, ASKED, 'has-recordings'),
    answered('a2', NEXT, at(NEXT, '09:00'), 'camera-offline', '设备不在线'),
  ],
  'camera-days': [
    answered(`C1 ${DAY} C1 1`, DAY, at(DAY, '15:00'), 'has-recordings'),
    answered(`C1 ${NEXT} C1 1`, NEXT, at(NEXT, '09:30'), 'camera-offline', '设备不在线'),
  ],
  decisions: [
    {
      id: 'd2',
      classId: 'C1',
      date: DAY,
      traineeId: 'T2',
      verdict: 'accepted',
      hours: 4,
      by: '李科长',
      accountId: 'A1',
      at: at('2024-06-05', '10:00'),
      reason: '已核实',
      sequence: 2,
    },
    {
      id: 'd1',
      classId: 'C1',
      date: DAY,
      traineeId: 'T2',
      verdict: 'rejected',
      hours: null,
      by: '李科长',
      accountId: 'A1',
      at: at('2024-06-05', '10:00'),
      reason: '再看',
      sequence: 1,
    },
  ],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jineng-layout-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function migrated<T>(use: (store: Store) => Promise<T>, documents = OLD): Promise<T> {
  makeLayout1(folder, documents)
  const store = await openSqliteStore(folder, COLLECTIONS, MIGRATIONS)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

describe('a store of layout 1', () => {
  it('holds the same evidence in layout 2: its export evaluates to the same bytes', async () => {
    const text = await migrated(async store => {
      let lines = ''
      const asOf = Date.parse('2024-07-31T23:59:59+08:00')
      for await (const line of exportLines(store, { asOf })) lines += line
      return lines
    })
    expect((await evaluated(text, 'ndjson')).answer).toBe((await evaluated(asLines(FILE), 'ndjson')).answer)
    expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^before-layout-2-/)])
  })

  it('gets whole chains, with nothing left out that counts for nothing', async () => {
    await migrated(async store => {
      expect(await verifyAudit(store, null, () => {})).toMatchObject({ broken: null, streams: 6, events: 15 })
      const day = await read(store, TRAINEE_DAYS, `T2 ${DAY}`)
      expect(day?.events.map(({ type, attemptId }) => [type, attemptId])).toEqual([
        ['attempt', 'K3'],
        ['witnessing', 'K3'],
        ['attempt', 'K4'],
        ['attempt', 'K5'],
      ])
      const decisions = decisionsIn((await read(store, CLASS_DAYS, `C1 ${DAY}`))!)
      expect(decisions.map(({ decisionId }) => decisionId)).toEqual(['d1', 'd2'])
      expect((await readAll(store, ACCESS_DAYS, { index: 'byDate', equal: [DAY] }))[0]?.events).toHaveLength(
        2,
      )
    })
  })

  it('knows of each camera’s date what was asked when with what answer', async () => {
    await migrated(async store => {
      const day = await read(store, CAMERA_DAYS, `C1 1 ${DAY}`)
      const asked = day?.events.flatMap(event => (event.type === 'asked' ? event : [])) ?? []
      expect(asked.map(({ at: time, silence, came }) => [time, silence, came.length])).toEqual([
        [ASKED, null, 2],
        [AGAIN, null, 1],
        [at(DAY, '15:00'), null, 0],
      ])
      expect((await dayByAll(store, 'C1', DAY))?.recording).toBe('compliant')
      expect(await dayByAll(store, 'C1', NEXT)).toMatchObject({
        recording: 'unknown',
        status: 'waiting',
        silent: [{ deviceSerial: 'C1', channelNo: 1, silence: 'camera-offline' }],
      })
      expect(await readAll(store, CAMERA_DAYS, { index: 'byDate', equal: [] })).toHaveLength(2)
    })
  })

  it('gets accounts that are open, of no provider and with their own passwords', async () => {
    await migrated(async store => {
      expect(await read(store, ACCOUNTS, 'A1')).toMatchObject({
        provider: null,
        closedAt: null,
        mustChangePassword: false,
      })
      expect(await read(store, ACCOUNTS, 'A2')).toMatchObject({
        provider: 'S',
        closedAt: 5,
        mustChangePassword: true,
        traineeClassId: null,
        wechatKey: 'none A2',
        wechat: null,
      })
      expect(await read(store, ACCOUNTS, 'A3')).toMatchObject({
        traineeClassId: 'C1',
        wechatKey: 'none A3',
      })
      expect(await read(store, TRAINEES, 'T1')).toMatchObject({ idNumberSealed: null, idNumberIndex: '' })
    })
  })

  it('stays as it is when a trainee’s ID number lies readable in it, which nobody wrote', async () => {
    const documents = { ...OLD, trainees: [{ id: 'T1', classId: 'C1', idNumber: '11010519491231002X' }] }
    await expect(migrated(async () => {}, documents)).rejects.toThrow('could not bring the store to layout 2')
    rmSync(folder, { recursive: true })
    await migrated(async () => {})
  })

  it('that was never used comes up empty', async () => {
    await migrated(async store => {
      expect(await verifyAudit(store, null, () => {})).toMatchObject({ broken: null, streams: 0 })
    }, {})
  })

  it('that was written by a version between the two keeps what it has', async () => {
    const between = mkdtempSync(join(tmpdir(), 'jineng-between-'))
    const stream = append(CAMERA_DAYS, emptyCameraDay({ deviceSerial: 'C1', channelNo: 1 }, DAY), {
      type: 'imported',
      at: ASKED,
      until: ASKED,
      came: [],
    })
    const more = Array.from({ length: 1_100 }, (_, n) => ({ ...stream, id: `C${n} 1 ${DAY}` }))
    const before = await openSqliteStore(between, COLLECTIONS)
    await before.commit(more.map(document => insert(CAMERA_DAYS, document)))
    await before.close()
    const store = await openSqliteStore(between, COLLECTIONS, MIGRATIONS)
    expect(await readAll(store, CAMERA_DAYS, { index: 'byDate', equal: [] })).toHaveLength(1_100)
    await store.close()
    rmSync(between, { recursive: true })
  })
})
