import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteReader } from '../../../cloudfunctions/adapters/sqlite'
import { ROLES } from '../../../cloudfunctions/contract/roles'
import { instantOf } from '../../../cloudfunctions/domain/time'
import type { LocalServer } from '../../../cloudfunctions/entries/local/server'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { PURGES } from '../../../cloudfunctions/services/documents/purges'
import { read } from '../../../cloudfunctions/services/documents/read'
import { Folder, signedIn, start } from './demonstration'

const TODAY = '2026-05-20'

// A start makes 36 accounts and asks for 22 camera-days; on a machine busy with other tests that takes seconds.
jest.setTimeout(30_000)

let folder: Folder
let now: number
let server: LocalServer
beforeEach(async () => {
  folder = new Folder()
  now = instantOf(TODAY, '10:30')
  server = await start(folder, () => now)
  await server.caughtUp()
})
afterEach(async () => {
  await server.close()
  folder.remove()
})

async function restart(): Promise<void> {
  await server.close()
  server = await start(folder, () => now)
  await server.caughtUp()
}

it('removes in the night what it keeps of backups past their term, and keeps that it did', async () => {
  await server.close()
  const backups = join(folder.data, 'backups')
  mkdirSync(backups)
  const [over, inTerm] = ['backup-20260419T080000.db', 'before-layout-9-20260420T080000.db']
  for (const name of [over, inTerm]) writeFileSync(join(backups, name), 'a backup')
  server = await start(folder, () => now)
  await server.caughtUp()
  while (readdirSync(backups).includes(over)) await pause(20)
  expect(readdirSync(backups)).toEqual([inTerm])
  await server.close()
  const reader = openSqliteReader(folder.data, MIGRATIONS)
  const purged = await read(reader, PURGES, `purge ${TODAY}`)
  await reader.close()
  expect(purged?.events).toMatchObject([{ kind: 'backups', count: 1, terms: 'retention-1' }])
})

describe('a first start', () => {
  it('tells one of each role and thirty trainees, in a file for the owner alone', () => {
    const count = (role: string) => server.accounts.filter(account => account.role === role).length
    expect(ROLES.map(count)).toEqual([30, 1, 1, 1, 1, 1, 1])
    expect(new Set(server.accounts.map(({ password }) => password)).size).toBe(36)
    expect(statSync(join(folder.data, 'demo-accounts.txt')).mode & 0o777).toBe(0o600)
  })

  it('shows ten days gone by, most in order and some flagged for different reasons', async () => {
    const supervisor = await signedIn(server, 'jianguan')
    const { rows } = await supervisor.answer('class-days', {})
    const past = rows.filter(({ open }) => !open)
    expect(past).toHaveLength(10)
    expect(past.filter(({ status }) => status === 'compliant')).toHaveLength(7)
    expect(past.flatMap(({ flags }) => flags).sort()).toEqual([
      'no-recording',
      'segment-too-short',
      'too-few-segments',
      'too-few-segments',
    ])
    const flags = new Set<string>()
    for (const { classId, date } of past) {
      const { trainees } = await supervisor.answer('class-day', { classId, date })
      for (const trainee of trainees) for (const flag of trainee.flags) flags.add(flag)
    }
    const expected = ['absent', 'late', 'missing-end', 'outside-site', 'shared-device', 'witnessed']
    expect([...flags].sort()).toEqual(expected)
  })

  it('has asked the stand-in through the client for every day gone by, and holds no recording that it did not give', async () => {
    expect(server.standIn?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const supervisor = await signedIn(server, 'jianguan')
    const { rows } = await supervisor.answer('class-days', {})
    for (const { classId, date } of rows.filter(({ open }) => !open)) {
      const { cameras } = await supervisor.answer('class-day', { classId, date })
      expect(cameras.map(({ problem }) => problem)).toEqual([null, null])
      expect(cameras.every(({ state }) => state !== 'not-asked')).toBe(true)
    }
  })
})

describe('the thin way', () => {
  it('takes a tap from the phone over the witness to the judged day, and a decision to the hours', async () => {
    const trainee = await signedIn(server, 'xueyuan01')
    const tapped = await trainee.answer('check-in', { kind: 'start', attemptKey: 'a'.repeat(16) })
    if (!tapped.accepted) throw new Error('refused')
    const instructor = await signedIn(server, 'jiaoshi')
    const before = await instructor.answer('class-today', {})
    const { classId } = before.class
    expect(before.roll[0]?.start).toEqual(tapped.checkIn)
    await instructor.answer('witness', {
      classId,
      date: TODAY,
      attemptIds: [tapped.checkIn.attemptId],
      reason: '已当面核对',
    })
    const { days } = await trainee.answer('my-days', {})
    expect(days.at(-1)).toMatchObject({
      date: TODAY,
      open: true,
      start: now,
      flags: expect.arrayContaining(['witnessed']),
    })

    const supervisor = await signedIn(server, 'jianguan')
    const { rows } = await supervisor.answer('class-days', { pendingOnly: true })
    const flagged = rows.find(({ flags }) => flags.includes('no-recording'))
    if (flagged === undefined) throw new Error('no flagged day')
    const decided = await supervisor.answer('decide', {
      classId,
      date: flagged.date,
      verdict: 'accepted',
      reason: '网络故障，有现场照片为证',
      seen: 0,
      decisionKey: 'd'.repeat(16),
    })
    expect(decided.before.confirmedHours).toBe(0)
    expect(decided.detail.row.confirmedHours).toBe(decided.before.provisionalHours)
  })

  it('sees today’s recording grow with the clock', async () => {
    const instructor = await signedIn(server, 'jiaoshi')
    const { class: label } = await instructor.answer('class-today', {})
    const asked = { classId: label.classId, date: TODAY }
    const { cameras } = await instructor.answer('refresh-recordings', asked)
    now += 3 * 60_000
    const later = await instructor.answer('refresh-recordings', asked)
    const endOf = (views: typeof cameras) => views[0]?.runs.at(-1)?.end ?? 0
    expect(endOf(later.cameras) - endOf(cameras)).toBe(3 * 60_000)
  })
})

describe('a second start', () => {
  it('finds everything as it was, whenever it is', async () => {
    const trainee = await signedIn(server, 'xueyuan02')
    await trainee.answer('check-in', { kind: 'start', attemptKey: 'a'.repeat(16) })
    const supervisor = await signedIn(server, 'jianguan')
    const days = await supervisor.answer('class-days', {})
    const mine = await trainee.answer('trainee-today', {})
    const { accounts } = server
    await restart()
    expect(server.accounts).toEqual(accounts)
    const again = await signedIn(server, 'jianguan')
    expect(await again.answer('class-days', {})).toEqual(days)
    expect(await (await signedIn(server, 'xueyuan02')).answer('trainee-today', {})).toEqual(mine)

    now += 24 * 3_600_000
    await restart()
    const nextDay = await (await signedIn(server, 'jianguan')).answer('class-days', {})
    const past = (rows: typeof days.rows) => rows.filter(({ date }) => date < TODAY)
    expect(past(nextDay.rows)).toEqual(past(days.rows))
  })

  it('keeps a session over the restart', async () => {
    const trainee = await signedIn(server, 'xueyuan01')
    await restart()
    const cookie = trainee.cookie
    const moved = await signedIn(server, 'xueyuan02')
    moved.cookie = cookie
    expect(await moved.answer('who-am-i', {})).toMatchObject({ name: 'xueyuan01' })
  })

  it('is refused while the first one runs', async () => {
    await expect(start(folder, () => now)).rejects.toThrow('another process is using')
  })
})

it('lets go of its port and its stand-in when it is closed, also when asked twice', async () => {
  const { url, standIn } = server
  await server.close()
  await server.close()
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  await expect(fetch(standIn?.url ?? '')).rejects.toThrow()
})
