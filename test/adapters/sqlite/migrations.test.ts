import { cpSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import type { Migration } from '../../../cloudfunctions/ports/migration'
import { type Collection, insert, put, remove, StoreError } from '../../../cloudfunctions/ports/store'
import { testFolders } from './folders'

interface OldVisit {
  readonly id: string
  readonly who: string
  readonly when: string
}
interface Visitor {
  readonly id: string
  readonly visits: readonly string[]
  readonly count: number
}

const VISITS: Collection<OldVisit> = { name: 'visits', unique: {}, indexes: { byWho: ['who', 'when'] } }
const VISITORS: Collection<Visitor> = { name: 'visitors', unique: {}, indexes: { byCount: ['count'] } }

const GATHER: Migration = {
  to: 2,
  what: 'visits into visitors',
  async apply(old, write) {
    for (const who of ['a', 'b']) {
      const { items } = await old.range(VISITS, { index: 'byWho', equal: [who], limit: 10 })
      const visits = items.map(({ document }) => document.when)
      await write([insert(VISITORS, { id: who, visits, count: 0 })])
    }
  },
  drops: ['visits'],
}
const COUNT: Migration = {
  to: 3,
  what: 'count visits',
  async apply(old, write) {
    const { items } = await old.range(VISITORS, { index: 'byCount', equal: [], limit: 10 })
    for (const { document } of items) {
      await write([put(VISITORS, { ...document, count: document.visits.length })])
    }
  },
  drops: [],
}
const FAILING: Migration = {
  to: 3,
  what: 'break half-way',
  async apply(old, write) {
    await COUNT.apply(old, write)
    throw new Error('no further')
  },
  drops: ['visitors'],
}

const newFolder = testFolders()
let folder: string
beforeEach(async () => {
  folder = newFolder()
  const store = await openSqliteStore(folder, [VISITS])
  await store.commit([
    insert(VISITS, { id: '1', who: 'a', when: '08:00' }),
    insert(VISITS, { id: '2', who: 'a', when: '09:00' }),
    insert(VISITS, { id: '3', who: 'b', when: '10:00' }),
  ])
  await store.close()
})

const open = (...migrations: Migration[]) => openSqliteStore(folder, [VISITORS], migrations)
const backups = () => readdirSync(join(folder, 'backups'))

/** The file's layout and tables, as a stranger sees them. */
function fileOf(file = join(folder, 'store.db')) {
  const database = new Database(file)
  const { user_version: layout } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all()
  database.close()
  return { layout, tables: (tables as { name: string }[]).map(({ name }) => name) }
}

describe('an older store', () => {
  it('is brought up step by step when it is opened, and keeps only what the steps leave', async () => {
    const store = await open(GATHER, COUNT)
    const a = { id: 'a', visits: ['08:00', '09:00'], count: 2 }
    expect(await store.get(VISITORS, 'a')).toEqual({ document: a, version: 2 })
    expect((await store.get(VISITORS, 'b'))?.document.count).toBe(1)
    await store.close()
    expect(fileOf()).toEqual({ layout: 3, tables: ['visitors'] })
  })

  it('is backed up before, privately, as it was', async () => {
    await (await open(GATHER, COUNT)).close()
    expect(backups()).toEqual([expect.stringMatching(/^before-layout-2-\d{8}T\d{6}\.db$/)])
    const backup = join(folder, 'backups', backups()[0]!)
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(fileOf(backup)).toEqual({ layout: 1, tables: ['visits'] })
  })

  it('goes only the steps that it lacks, and none the next time', async () => {
    await (await open(GATHER)).close()
    const store = await open(GATHER, COUNT)
    expect((await store.get(VISITORS, 'a'))?.document.count).toBe(2)
    await store.close()
    await (await open(GATHER, COUNT)).close()
    expect(backups().map(name => name.slice(0, 15))).toEqual(['before-layout-2', 'before-layout-3'])
  })

  it('tells what it does', async () => {
    const news: unknown[] = []
    const store = await openSqliteStore(folder, [VISITORS], [GATHER], piece => news.push(piece))
    await store.close()
    const step = { to: 2, what: 'visits into visitors' }
    expect(news).toEqual([
      { kind: 'backed-up', file: join(folder, 'backups', backups()[0]!) },
      { kind: 'migrating', ...step, written: 1 },
      { kind: 'migrating', ...step, written: 2 },
      { kind: 'migrated', ...step, written: 2 },
    ])
  })

  it('is read like a collection without documents where it never had one', async () => {
    const bare = newFolder()
    await (await openSqliteStore(bare, [])).close()
    const store = await openSqliteStore(bare, [VISITORS], [GATHER])
    expect((await store.get(VISITORS, 'a'))?.document.visits).toEqual([])
    await store.close()
  })
})

describe('a step that fails', () => {
  it('leaves the store at the step before, and says where the backup lies', async () => {
    const opening = open(GATHER, FAILING)
    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(/layout 3 \(break half-way\).*layout 2 as before.*before-layout-2-/)
    expect(fileOf()).toEqual({ layout: 2, tables: ['visitors'] })
    const store = await open(GATHER)
    expect((await store.get(VISITORS, 'a'))?.document.count).toBe(0)
    await store.close()
    const again = await open(GATHER, COUNT)
    expect((await again.get(VISITORS, 'a'))?.document.count).toBe(2)
    await again.close()
  })

  it('by being killed has not happened', async () => {
    const killed = newFolder()
    const watched: Migration = {
      ...GATHER,
      async apply(old, write) {
        await GATHER.apply(old, write)
        // Enough for the engine to put a part of it into the file already.
        const large = [...Array(2_000).keys()].map(n => ({
          id: `n${n}`,
          visits: ['x'.repeat(4_000)],
          count: n,
        }))
        await write(large.map(document => insert(VISITORS, document)))
        cpSync(folder, killed, { recursive: true, filter: file => !file.endsWith('-shm') })
      },
    }
    await (await open(watched)).close()
    expect(statSync(join(killed, 'store.db-wal')).size).toBeGreaterThan(4_000_000)
    const store = await openSqliteStore(killed, [VISITS])
    expect((await store.get(VISITS, '3'))?.document.who).toBe('b')
    await store.close()
    expect(fileOf(join(killed, 'store.db'))).toEqual({ layout: 1, tables: ['visits'] })
  })

  it.each([
    ['a clash', [insert(VISITORS, { id: 'a', visits: [], count: 0 })], 'visitors a: exists'],
    ['a version of its own invention', [remove(VISITORS, 'a', 7)], 'visitors a: changed'],
  ])('is one with a write that is refused for %s', async (_, writes, said) => {
    const clashing: Migration = { ...COUNT, apply: (_old, write) => write(writes) }
    const error = await open(GATHER, clashing).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ cause: { message: said } })
    expect(fileOf().layout).toBe(2)
  })

  it('begins not at all when the backup cannot be made', async () => {
    const database = new Database(join(folder, 'store.db'))
    database.exec('CREATE TABLE bystander (n INTEGER CHECK (n < 5))')
    database.exec('PRAGMA ignore_check_constraints = ON; INSERT INTO bystander VALUES (9)')
    database.close()
    await expect(open(GATHER)).rejects.toThrow('the copy did not pass its check')
    expect(fileOf()).toEqual({ layout: 1, tables: ['bystander', 'visits'] })
    expect(backups()).toEqual([])
  })
})

describe('layouts', () => {
  it('start at the newest in a new store, without any step', async () => {
    const fresh = newFolder()
    await (await openSqliteStore(fresh, [VISITORS], [GATHER, FAILING])).close()
    expect(fileOf(join(fresh, 'store.db')).layout).toBe(3)
    expect(readdirSync(fresh)).not.toContain('backups')
  })

  it('that are newer than known are refused, and the file is left alone', async () => {
    await (await open(GATHER, COUNT)).close()
    await expect(open(GATHER)).rejects.toThrow('newer version (layout 3, this one knows 2)')
    expect(() => openSqliteReader(folder, [GATHER])).toThrow('newer version')
    expect(fileOf().layout).toBe(3)
  })

  it('that are older are not read before somebody has brought them up', async () => {
    expect(() => openSqliteReader(folder, [GATHER])).toThrow('older layout (1, this version reads 2)')
    await openSqliteReader(folder).close()
  })

  it('follow each other without a gap', async () => {
    const error = { cause: { message: 'migration 1 must lead to layout 2, not 3' } }
    await expect(open(COUNT)).rejects.toMatchObject(error)
    expect(fileOf().layout).toBe(1)
  })
})

describe('declared indexes', () => {
  const indexes = () => {
    const database = new Database(join(folder, 'store.db'))
    const rows = database.prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    )
    const found = rows.all() as { name: string; sql: string }[]
    database.close()
    return Object.fromEntries(found.map(({ name, sql }) => [name, sql]))
  }

  it('are made what is declared now: added, dropped and changed, without a migration', async () => {
    const before = indexes()
    const changed = { ...VISITS, indexes: { byWho: ['who'], byWhen: ['when'] } } as const
    await (await openSqliteStore(folder, [changed])).close()
    expect(Object.keys(indexes()).sort()).toEqual(['visits.byWhen', 'visits.byWho'])
    expect(indexes()['visits.byWho']).not.toBe(before['visits.byWho'])
    await (await openSqliteStore(folder, [VISITS])).close()
    expect(indexes()).toEqual(before)
  })

  it('are left as they were when a key turns out not to be unique', async () => {
    const before = indexes()
    const strict = { ...VISITS, unique: { byWho: ['who'] }, indexes: {} } as const
    await expect(openSqliteStore(folder, [strict])).rejects.toThrow(StoreError)
    expect(indexes()).toEqual(before)
    await (await openSqliteStore(folder, [VISITS])).close()
  })
})
