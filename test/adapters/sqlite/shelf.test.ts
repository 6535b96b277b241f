import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, backupShelf, openSqliteStore, restore } from '../../../cloudfunctions/adapters/sqlite'
import { dateOf } from '../../../cloudfunctions/domain/time'
import { CONTRACT_COLLECTIONS } from '../../ports/store.contract'
import { letGo, testFolders } from './folders'

const newFolder = testFolders()

let folder: string
beforeEach(async () => {
  folder = newFolder()
  await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
  await letGo()
})

const namesOn = async () => (await backupShelf(folder).list()).map(({ path }) => path.split('/').at(-1))

describe('the shelf of a data folder', () => {
  it('is empty where no backup was ever made', async () => {
    expect(await namesOn()).toEqual([])
  })

  it('has whatever the program made by itself, or was not told where to put, each with the day it was made', async () => {
    const asked = await backUp(folder)
    await letGo()
    const before = await restore(folder, asked, { migrations: [] })
    const migrations = [{ to: 2, what: 'nothing', apply: async () => {}, drops: [] }]
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS, migrations)).close()
    const shelved = await backupShelf(folder).list()
    expect(shelved).toHaveLength(3)
    expect(shelved.map(({ path }) => path)).toEqual(expect.arrayContaining([asked, before]))
    expect(shelved.some(({ path }) => path.includes('before-layout-2-'))).toBe(true)
    expect(new Set(shelved.map(({ date }) => date))).toEqual(new Set([dateOf(Date.now())]))
  })

  it('has what lies beside one and what was never finished, and nothing that somebody else put there', async () => {
    const backups = join(folder, 'backups')
    mkdirSync(join(backups, 'backup-20240603T080000.db.77.partial'), { recursive: true })
    const own = ['before-restore-20240603T080000.db', 'before-restore-20240603T080000.db-wal']
    const others = ['2024-06-03.db', 'backup-of-june.db', 'backup-2024.db', 'mine-20240603T080000.db']
    for (const name of [...own, ...others]) writeFileSync(join(backups, name), 'x')
    expect(await namesOn()).toEqual(['backup-20240603T080000.db.77.partial', ...own])
    const shelf = backupShelf(folder)
    for (const backup of await shelf.list()) {
      expect(backup.date).toBe('2024-06-03')
      await shelf.remove(backup)
      await shelf.remove(backup)
    }
    expect(readdirSync(backups).sort()).toEqual([...others].sort())
  })
})
