import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { backUp, linesLeft, openSqliteStore, restore } from '../../../cloudfunctions/adapters/sqlite'
import { systemClock } from '../../../cloudfunctions/adapters/system/clock'
import { settleAfterRestore } from '../../../cloudfunctions/entries/restored'
import { insert, put, remove, type Store, type Write } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import {
  emptyFaceConsents,
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceConsentStream,
} from '../../../cloudfunctions/services/documents/face-consents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { type ConsentEvent, withEvents } from '../../../cloudfunctions/services/face/change'
import { proofLines } from '../../../cloudfunctions/services/face/restored'
import { letGo } from '../../adapters/sqlite/folders'
import { Folder, jineng, ROOT } from './run'

jest.setTimeout(120_000)

const folder = new Folder()
const data = path.join(folder.path, 'data')
const backup = path.join(folder.path, 'backup.db')
afterAll(() => folder.remove())

async function withStore<T>(place: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(place, COLLECTIONS, MIGRATIONS)
  try {
    return await use(store)
  } finally {
    await store.close()
    // Another process is next.
    await letGo()
  }
}

const LAST_DAY = '9999-12-31'
const consented = {
  type: 'consent-given',
  version: 'frames-1',
  textHash: 'h',
  accountId: 'A',
  at: 1,
} as const
const enrolled = (at: number) =>
  ({
    type: 'face-enrolled',
    by: '某人',
    accountId: 'I',
    basis: 'frames',
    model: 'm',
    keptUntil: LAST_DAY,
    at,
  }) as const
/** Long enough that it is found wherever it was copied. */
const sealedOf = (which: string) => `sealed ${which} `.repeat(20)
const template = (id: string, which = id): Write =>
  put(FACE_TEMPLATES, { id, classId: 'C1', sealed: sealedOf(which), model: 'm', keptUntil: LAST_DAY })
const streamOf = (id: string, ...events: readonly ConsentEvent[]): FaceConsentStream =>
  withEvents(emptyFaceConsents(id, 'C1'), events)

/** T1, T2 and T3 are enrolled; then the backup is made; then T2 withdraws, T3 enrols anew and T4 comes. */
async function furnish(): Promise<void> {
  fs.rmSync(data, { recursive: true, force: true })
  await withStore(data, async store => {
    const streams = ['T1', 'T2', 'T3'].map(id => streamOf(id, consented, enrolled(2)))
    await store.commit([
      ...streams.map(stream => insert(FACE_CONSENTS, stream)),
      ...['T1', 'T2', 'T3'].map(id => template(id)),
    ])
  })
  if (!fs.existsSync(backup)) await backUp(data, { to: backup })
  await letGo()
  await withStore(data, async store => {
    const [withdrawn, again] = [
      [
        { type: 'consent-withdrawn', accountId: 'A', at: 3 },
        { type: 'face-destroyed', because: 'withdrawn', at: 3 },
      ] as const,
      [{ type: 'face-destroyed', because: 'enrolled-anew', at: 4 }, enrolled(4)] as const,
    ]
    const known = await readAll(store, FACE_CONSENTS, { index: 'byClass', equal: [] })
    const longer = (id: string, events: readonly ConsentEvent[]) =>
      put(FACE_CONSENTS, withEvents(known.find(stream => stream.id === id)!, events))
    await store.commit([
      longer('T2', withdrawn),
      remove(FACE_TEMPLATES, 'T2', 1),
      longer('T3', again),
      template('T3', 'T3 anew'),
      insert(FACE_CONSENTS, streamOf('T4', consented, enrolled(5))),
      template('T4'),
    ])
  })
}
beforeEach(furnish)

/** What is sealed in the store, and that the events tell the truth of it. */
async function sealedIn(place: string): Promise<string[]> {
  return withStore(place, async store => {
    const templates = await readAll(store, FACE_TEMPLATES, { index: 'byTerm', equal: [] })
    const streams = await readAll(store, FACE_CONSENTS, { index: 'byClass', equal: [] })
    for (const { id, events } of streams) {
      const last = events.filter(({ type }) => type === 'face-enrolled' || type === 'face-destroyed').at(-1)
      expect([id, templates.some(one => one.id === id)]).toEqual([id, last?.type === 'face-enrolled'])
    }
    return templates.map(({ sealed }) => sealed.slice('sealed '.length, sealed.indexOf(' sealed'))).sort()
  })
}

/** Every byte of the store's own files: what was there before lies in the backups. */
const bytesOf = (place: string): string =>
  fs
    .readdirSync(place, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => fs.readFileSync(path.join(place, name), 'latin1'))
    .join('\n')

const command = (...args: string[]) => jineng(['restore', backup, ...args])

describe('jineng restore, of what is kept of faces', () => {
  it('keeps what the store that goes proves, removes all else to the last byte, and tells how many', async () => {
    const { status, err } = await command('--data', data)
    expect([status, err]).toEqual([0, expect.stringContaining('留下 1 份，销毁 2 份')])
    expect(err).toContain('2 名学员须重新登记，0 名学员的同意')
    for (const gone of ['T2', 'T3', 'T3 anew', 'T4']) expect(bytesOf(data)).not.toContain(sealedOf(gone))
    expect(bytesOf(data)).toContain(sealedOf('T1'))
    expect(linesLeft(data)).toBeNull()
    expect(await sealedIn(data)).toEqual(['T1'])
    expect((await jineng(['audit', 'verify', '--data', data])).status).toBe(0)
  })

  it('keeps nothing on a machine where nobody knows of the time since, and says so', async () => {
    const fresh = path.join(folder.path, 'fresh')
    const { status, err } = await command('--data', fresh)
    expect(status).toBe(0)
    expect(err).toContain('没有原来的数据可以对照')
    expect(err).toContain('留下 0 份，销毁 3 份')
    expect(err).toContain('3 名学员须重新登记，3 名学员的同意')
    expect(await sealedIn(fresh)).toEqual([])
    for (const gone of ['T1', 'T2', 'T3']) expect(bytesOf(fresh)).not.toContain(sealedOf(gone))
  })

  it('takes the word of an export of the audit for a store that is lost', async () => {
    const other = path.join(folder.path, 'other')
    const file = path.join(folder.path, 'audit.ndjson')
    await jineng(['audit', 'export', '--data', data, '--out', file])
    const { status, err } = await command('--data', other, '--withdrawals', file)
    expect([status, err]).toEqual([0, expect.stringContaining('留下 1 份，销毁 2 份')])
    expect(err).not.toContain('没有原来的数据可以对照')
    expect(await sealedIn(other)).toEqual(['T1'])
  })

  it.each([
    ['is not there', 'nowhere.ndjson', '找不到'],
    ['is none', 'package.json', '不能用'],
    ['was changed', 'changed.ndjson', '不能用'],
  ])('refuses an export that %s with exit status 2, and has changed nothing', async (_, name, said) => {
    const file = path.join(folder.path, 'changed.ndjson')
    fs.rmSync(file, { force: true })
    await jineng(['audit', 'export', '--data', data, '--out', file])
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('consent-withdrawn', 'consent-given'))
    const asked = name === 'changed.ndjson' ? file : name
    const { status, out, err } = await command('--data', data, '--withdrawals', asked)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
    expect(await sealedIn(data)).toEqual(['T1', 'T3 anew', 'T4'])
  })
})

describe('a restoring that is cut off', () => {
  const leave = (outgoing: Parameters<NonNullable<Parameters<typeof restore>[2]['leave']>>[0]) =>
    outgoing === null ? Promise.resolve([]) : proofLines(outgoing)
  const settle = () => withStore(data, store => settleAfterRestore(store, data, systemClock))

  it('before the backup has its place leaves the old store, which its own proof leaves as it is', async () => {
    const giveUp = new AbortController()
    const restoring = restore(data, backup, {
      migrations: MIGRATIONS,
      signal: giveUp.signal,
      leave: async outgoing => {
        const lines = await leave(outgoing)
        giveUp.abort(new Error('killed'))
        return lines
      },
    })
    await expect(restoring).rejects.toThrow('killed')
    await letGo()
    expect(linesLeft(data)).toHaveLength(4)
    expect(await settle()).toEqual({ kept: 3, removed: 0, enrolAnew: 0, askedAnew: 0 })
    expect(await sealedIn(data)).toEqual(['T1', 'T3 anew', 'T4'])
    expect(await settle()).toBeNull()
  })

  it('after that is settled by whoever opens the store next, here a purge', async () => {
    await restore(data, backup, { migrations: MIGRATIONS, leave })
    await letGo()
    const { status, err } = await jineng(['purge', '--data', data])
    expect([status, err]).toEqual([0, expect.stringContaining('留下 1 份，销毁 2 份')])
    expect(await sealedIn(data)).toEqual(['T1'])
  })

  it('after it was settled, and before that was noted, is settled once more and stays as it was', async () => {
    await restore(data, backup, { migrations: MIGRATIONS, leave })
    await letGo()
    const file = path.join(data, 'restored.ndjson')
    const lines = fs.readFileSync(file)
    await settle()
    const streams = () =>
      withStore(data, store => readAll(store, FACE_CONSENTS, { index: 'byClass', equal: [] }))
    const before = await streams()
    fs.writeFileSync(file, lines)
    expect(await settle()).toEqual({ kept: 1, removed: 0, enrolAnew: 0, askedAnew: 0 })
    expect(await streams()).toEqual(before)
  })

  it('killed at any moment: the old store is there, or nothing of the backup that nothing proves', async () => {
    const found = new Set<string>()
    for (let delay = 0, finished = false; !finished; delay += 12) {
      const child = spawn(process.execPath, ['tools/jineng.cjs', 'restore', backup, '--data', data], {
        cwd: ROOT,
        stdio: 'ignore',
      })
      const ended = once(child, 'close')
      while (child.exitCode === null && !fs.existsSync(path.join(data, 'store.db.restoring'))) await pause(1)
      await Promise.race([pause(delay), ended])
      child.kill('SIGKILL')
      finished = (await ended)[0] === 0
      await settle()
      found.add((await sealedIn(data)).join())
      await furnish()
    }
    expect([...found].sort()).toEqual(['T1', 'T1,T3 anew,T4'])
  })
})
