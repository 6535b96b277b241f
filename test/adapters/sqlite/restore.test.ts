import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import {
  backUp,
  forgetLines,
  linesLeft,
  openSqliteReader,
  openSqliteStore,
  restore,
} from '../../../cloudfunctions/adapters/sqlite'
import { insert, type StoreReader } from '../../../cloudfunctions/ports/store'
import { CONTRACT_COLLECTIONS } from '../../ports/store.contract'
import { letGo, testFolders } from './folders'

const NOTES = CONTRACT_COLLECTIONS[0]!
const NO_MIGRATIONS = { migrations: [] }
const newFolder = testFolders()

async function storeWith(...ids: string[]): Promise<string> {
  const folder = newFolder()
  const store = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
  await store.commit(ids.map(id => insert(NOTES, { id, shelf: 'a', place: 1, title: id })))
  await store.close()
  await letGo()
  return folder
}

async function idsIn(folder: string): Promise<string[]> {
  const reader = openSqliteReader(folder)
  const { items } = await reader.range(NOTES, { index: 'byShelf', equal: ['a'], limit: 10 })
  await reader.close()
  await letGo()
  return items.map(({ document }) => document.id)
}

/** What a file holds when it is a folder's store. */
async function idsOf(file: string): Promise<string[]> {
  const folder = newFolder()
  copyFileSync(file, join(folder, 'store.db'))
  return idsIn(folder)
}

let folder: string
let backup: string
beforeEach(async () => {
  folder = await storeWith('new', 'newer')
  backup = await backUp(await storeWith('old'))
})

/** A refused restoring has changed nothing and left nothing. */
async function expectUntouched(): Promise<void> {
  expect(await idsIn(folder)).toEqual(['new', 'newer'])
  expect(readdirSync(folder).filter(name => !name.startsWith('store.'))).toEqual([])
  expect(existsSync(join(folder, 'store.db.restoring'))).toBe(false)
}

describe('restoring a backup', () => {
  it('puts it in the place of the store, which is kept', async () => {
    const kept = await restore(folder, backup, NO_MIGRATIONS)
    expect(await idsIn(folder)).toEqual(['old'])
    expect(kept).toMatch(/backups\/before-restore-\d{8}T\d{6}\.db$/)
    expect(await idsOf(kept!)).toEqual(['new', 'newer'])
    expect([statSync(kept!).mode & 0o777, statSync(join(folder, 'store.db')).mode & 0o777]).toEqual([
      0o600, 0o600,
    ])
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
  })

  it('can be undone with what was kept', async () => {
    const kept = await restore(folder, backup, NO_MIGRATIONS)
    await restore(folder, kept!, NO_MIGRATIONS)
    expect(await idsIn(folder)).toEqual(['new', 'newer'])
  })

  it('makes the store where there was none', async () => {
    const fresh = join(newFolder(), 'data')
    expect(await restore(fresh, backup, NO_MIGRATIONS)).toBeNull()
    expect(await idsIn(fresh)).toEqual(['old'])
  })

  it('keeps also what a server that was killed had not yet put into its file', async () => {
    const running = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    await running.commit([insert(NOTES, { id: 'newest', shelf: 'a', place: 1, title: 'newest' })])
    const killed = newFolder()
    for (const name of ['store.db', 'store.db-wal']) copyFileSync(join(folder, name), join(killed, name))
    await running.close()
    const kept = await restore(killed, backup, NO_MIGRATIONS)
    expect(await idsOf(kept!)).toEqual(['new', 'newer', 'newest'])
    expect(await idsIn(killed)).toEqual(['old'])
  })

  it('sweeps away what a restoring that was cut off has left', async () => {
    for (const name of ['store.db.restoring', 'store.db.restoring-wal']) {
      writeFileSync(join(folder, name), 'half a file')
    }
    await restore(folder, backup, NO_MIGRATIONS)
    expect(await idsIn(folder)).toEqual(['old'])
    expect(readdirSync(folder).filter(name => name.includes('restoring'))).toEqual([])
  })

  it('takes a store that cannot be opened away too, byte for byte, and its log cannot hurt the new one', async () => {
    writeFileSync(join(folder, 'store.db'), 'no database at all'.repeat(1_000))
    writeFileSync(join(folder, 'store.db-wal'), 'a log')
    const kept = await restore(folder, backup, NO_MIGRATIONS)
    expect(readFileSync(kept!, 'utf8')).toContain('no database at all')
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('a log')
    expect(existsSync(join(folder, 'store.db-wal'))).toBe(false)
    expect(await idsIn(folder)).toEqual(['old'])
  })

  it('takes a backup of an older layout, which the next opening brings up', async () => {
    const migrations = [{ to: 2, what: 'nothing', apply: async () => {}, drops: [] }]
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS, migrations)).close()
    await letGo()
    await restore(folder, backup, { migrations })
    expect(await idsIn(folder)).toEqual(['old'])
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS, migrations)).close()
    expect(() => openSqliteReader(folder)).toThrow('layout 2')
  })
})

describe('what is left to be known of the store that goes', () => {
  const leave = async (outgoing: StoreReader | null) => {
    if (outgoing === null) return ['nothing can be read']
    const { items } = await outgoing.range(NOTES, { index: 'byShelf', equal: ['a'], limit: 10 })
    return items.map(({ document }) => document.id)
  }
  const LEAVING = { migrations: [], leave }

  it('is read of it before it goes, and lies in a file for the owner alone until it is dealt with', async () => {
    await restore(folder, backup, LEAVING)
    expect(linesLeft(folder)).toEqual(['new', 'newer'])
    expect(statSync(join(folder, 'restored.ndjson')).mode & 0o777).toBe(0o600)
    expect(await idsIn(folder)).toEqual(['old'])
    await forgetLines(folder)
    expect(linesLeft(folder)).toBeNull()
    await forgetLines(folder)
  })

  it.each<[string, (file: string) => void]>([
    ['is not there', file => rmSync(file)],
    ['is no database', file => writeFileSync(file, 'no database at all'.repeat(1_000))],
    ['is damaged inside', file => writeFileSync(file, readFileSync(file).fill(0x55, 4_096))],
  ])('of one that %s is that nothing can be read', async (_, harm) => {
    harm(join(folder, 'store.db'))
    await restore(folder, backup, LEAVING)
    expect(linesLeft(folder)).toEqual(['nothing can be read'])
    expect(await idsIn(folder)).toEqual(['old'])
  })

  it('of one of a newer layout is the same', async () => {
    const migrations = [{ to: 2, what: 'nothing', apply: async () => {}, drops: [] }]
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS, migrations)).close()
    await letGo()
    await restore(folder, backup, LEAVING)
    expect(linesLeft(folder)).toEqual(['nothing can be read'])
  })

  it('stays when another backup is put in the place of one that nobody has opened', async () => {
    await restore(folder, backup, LEAVING)
    await restore(folder, await backUp(await storeWith('older')), LEAVING)
    expect(linesLeft(folder)).toEqual(['new', 'newer', 'old'])
    expect(await idsIn(folder)).toEqual(['older'])
  })

  it('is nothing where the restoring is given up before, and then the old store is there', async () => {
    const giveUp = new AbortController()
    const restoring = restore(folder, backup, {
      ...LEAVING,
      signal: giveUp.signal,
      onChecking: () => giveUp.abort(new Error('given up')),
    })
    await expect(restoring).rejects.toThrow('given up')
    await expectUntouched()
  })

  it('holds the folder while it is read, and a failure of the reader leaves the old store', async () => {
    const failing = async () => {
      await expect(openSqliteStore(folder, CONTRACT_COLLECTIONS)).rejects.toMatchObject({ why: 'in-use' })
      throw new Error('the reader failed')
    }
    await expect(restore(folder, backup, { migrations: [], leave: failing })).rejects.toMatchObject({
      cause: { message: 'the reader failed' },
    })
    expect(linesLeft(folder)).toBeNull()
    expect(await idsIn(folder)).toEqual(['new', 'newer'])
  })
})

it('the next opening for writing sweeps away what a restoring that was cut off has brought in', async () => {
  for (const name of ['store.db.restoring', 'store.db.restoring-wal']) {
    writeFileSync(join(folder, name), 'a backup with all that was in it')
  }
  await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
  expect(readdirSync(folder).filter(name => name.includes('restoring'))).toEqual([])
})

describe('restoring is refused', () => {
  it('while a server holds the folder', async () => {
    const running = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    await expect(restore(folder, backup, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'in-use' })
    await running.close()
    await expectUntouched()
  })

  it('while somebody reads the store, whose log would be mistaken for the new one', async () => {
    const reader = openSqliteReader(folder)
    await reader.get(NOTES, 'new')
    await expect(restore(folder, backup, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'being-read' })
    await reader.close()
    await expectUntouched()
    await restore(folder, backup, NO_MIGRATIONS)
  })

  it('for a newer layout', async () => {
    const database = new Database(backup)
    database.exec('PRAGMA user_version = 2')
    database.close()
    await expect(restore(folder, backup, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'newer' })
    await expectUntouched()
  })

  it.each([
    ['is empty', (file: string) => writeFileSync(file, '')],
    ['is no database', (file: string) => writeFileSync(file, 'something else'.repeat(1_000))],
    ['is cut off', (file: string) => writeFileSync(file, readFileSync(backup).subarray(0, 12_000))],
    [
      'is damaged inside',
      (file: string) => writeFileSync(file, readFileSync(backup).fill(0x55, 4_096, 8_192)),
    ],
  ])('for a file that %s', async (_, make) => {
    const file = join(newFolder(), 'file.db')
    make(file)
    await expect(restore(folder, file, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'not-a-store' })
    await expectUntouched()
  })

  it.each([
    ['is not there', () => {}],
    ['is a folder', (file: string) => mkdirSync(file)],
  ])('for a path at which there is no file: one that %s', async (_, make) => {
    const file = join(newFolder(), 'file.db')
    make(file)
    await expect(restore(folder, file, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'no-file' })
    await expectUntouched()
  })

  it('on request, until the new store is in its place', async () => {
    const giveUp = new AbortController()
    const restoring = restore(folder, backup, {
      ...NO_MIGRATIONS,
      signal: giveUp.signal,
      onChecking: () => giveUp.abort(new Error('given up')),
    })
    await expect(restoring).rejects.toThrow('given up')
    await expectUntouched()
  })

  it('for a file that a log lies beside: a part of it may be in that', async () => {
    writeFileSync(`${backup}-wal`, 'x')
    await expect(restore(folder, backup, NO_MIGRATIONS)).rejects.toMatchObject({ why: 'not-closed' })
    await expectUntouched()
  })
})
