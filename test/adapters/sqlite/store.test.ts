import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, StoreError } from '../../../cloudfunctions/ports/store'
import { CONTRACT_COLLECTIONS, describeStore } from '../../ports/store.contract'
import { testFolders } from './folders'

const newFolder = testFolders()

const NOTES = CONTRACT_COLLECTIONS[0]!
const NOTE = { id: 'x', shelf: 'a', place: 1, title: 't' }

describe('the SQLite store keeps the store contract', () => {
  describeStore(async () => openSqliteStore(newFolder(), CONTRACT_COLLECTIONS))
})

describe('the SQLite store in its folder', () => {
  it('finds everything again after it was closed', async () => {
    const folder = newFolder()
    const first = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    await first.commit([insert(NOTES, NOTE)])
    await first.close()
    const second = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    expect(await second.get(NOTES, 'x')).toEqual({ document: NOTE, version: 1 })
    await second.close()
  })

  it('is for one at a time, and for the next once it was closed', async () => {
    const folder = newFolder()
    const first = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    await expect(openSqliteStore(folder, CONTRACT_COLLECTIONS)).rejects.toThrow('another process is using')
    await first.close()
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
  })

  it('is free again after the process that held it was killed', async () => {
    const folder = newFolder()
    const script = `
      const Database = require('libsql')
      const lock = new Database(${JSON.stringify(join(folder, 'store.lock'))})
      lock.exec('BEGIN EXCLUSIVE')
      console.log('locked')
      setInterval(() => lock.name, 1000)`
    const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    const refused = await openSqliteStore(folder, CONTRACT_COLLECTIONS).catch((error: unknown) => error)
    // First of all: a process left behind would keep the tests from ending.
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(refused).toBeInstanceOf(StoreError)
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
  })

  it('refuses a file of a newer layout, changes nothing in it, and lets go of the folder', async () => {
    const folder = newFolder()
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
    const setVersion = (version: number) => {
      const database = new Database(join(folder, 'store.db'))
      database.exec(`PRAGMA user_version = ${version}`)
      database.close()
    }
    setVersion(2)
    await expect(openSqliteStore(folder, CONTRACT_COLLECTIONS)).rejects.toThrow(
      'newer version (layout 2, this one knows 1)',
    )
    setVersion(1)
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
  })

  it('says what was in the way when the folder cannot be one', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    await expect(openSqliteStore(join(file, 'data'), CONTRACT_COLLECTIONS)).rejects.toThrow(StoreError)
  })

  it('writes ahead, so that a reader never waits for a writer', async () => {
    const folder = newFolder()
    const store = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    const reader = new Database(join(folder, 'store.db'))
    expect(reader.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    reader.close()
    return store.close()
  })

  it('reads a range along its index, not through the whole collection', async () => {
    const folder = newFolder()
    await (await openSqliteStore(folder, CONTRACT_COLLECTIONS)).close()
    const reader = new Database(join(folder, 'store.db'))
    const plan = reader
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id, version, body FROM "notes"
         WHERE json_extract(body, '$.shelf') = ? AND json_extract(body, '$.place') >= ?
         ORDER BY json_extract(body, '$.place') ASC, id ASC LIMIT ?`,
      )
      .all('a', 1, 1)
    reader.close()
    expect(JSON.stringify(plan)).toContain('SEARCH notes USING INDEX notes.byShelf')
    expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE')
  })
})

describe('a reader of the SQLite store', () => {
  it('sees one moment, while the process that holds the folder goes on writing', async () => {
    const folder = newFolder()
    const store = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    await store.commit([insert(NOTES, NOTE)])
    const reader = openSqliteReader(folder)
    expect(await reader.get(NOTES, 'x')).toEqual({ document: NOTE, version: 1 })
    await store.commit([insert(NOTES, { ...NOTE, id: 'y', place: 2, title: 'u' })])
    expect(await reader.get(NOTES, 'y')).toBeNull()
    await reader.close()
    const later = openSqliteReader(folder)
    expect(await later.get(NOTES, 'y')).not.toBeNull()
    await later.close()
    await store.close()
  })

  it('says so where there is no store, and makes none', () => {
    const folder = newFolder()
    expect(() => openSqliteReader(folder)).toThrow('there is no store in')
    expect(readdirSync(folder)).toEqual([])
  })
})
