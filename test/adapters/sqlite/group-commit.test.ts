import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'libsql'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { Connection } from '../../../cloudfunctions/adapters/sqlite/connection'
import { insert, put, replace, type Store, StoreError } from '../../../cloudfunctions/ports/store'
import { CONTRACT_COLLECTIONS } from '../../ports/store.contract'
import { testFolders } from './folders'

const NOTES = CONTRACT_COLLECTIONS[0]!
const newFolder = testFolders()
const note = (id: string, title = `title ${id}`) => ({ id, shelf: 'a', place: 1, title })

let folder: string
let store: Store
beforeEach(async () => {
  folder = newFolder()
  store = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
})
afterEach(async () => {
  jest.restoreAllMocks()
  await store.close()
})

const add = (id: string, title?: string) => store.commit([insert(NOTES, note(id, title))])
const numbered = (count: number) => [...Array(count).keys()].map(n => `n${n}`)

/** Changes the database file behind the store's back. */
function meddle(...statements: string[]): Database.Database {
  const other = new Database(join(folder, 'store.db'))
  for (const statement of statements) other.exec(statement)
  return other
}

function transactions(): () => number {
  const exec = jest.spyOn(Connection.prototype, 'exec')
  return () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length
}

describe('commits of one turn', () => {
  it('share one durable transaction', async () => {
    const count = transactions()
    await Promise.all(numbered(100).map(id => add(id)))
    expect(count()).toBe(1)
  })

  it('are answered after it, never before', async () => {
    const other = meddle()
    const written = () => other.prepare('SELECT count(*) AS n FROM notes').get()
    const answered = add('x')
    expect(written()).toMatchObject({ n: 0 })
    await answered
    expect(written()).toMatchObject({ n: 1 })
    other.close()
  })

  it('come in batches of at most 256 writes when they are many, between which others get their turn', async () => {
    let answered = 0
    const all = Promise.all(numbered(600).map(id => add(id).then(() => answered++)))
    await nextTurn()
    expect(answered).toBe(256)
    expect(await store.get(NOTES, 'n255')).not.toBeNull()
    expect(await store.get(NOTES, 'n256')).toBeNull()
    await all
    expect(answered).toBe(600)
  })

  it('come in batches of about a million characters when they are long', async () => {
    const count = transactions()
    await Promise.all(numbered(4).map(id => add(id, id + 'x'.repeat(500_000))))
    expect(count()).toBe(2)
  })

  it('are one batch when one caller alone writes more than that', async () => {
    const count = transactions()
    const writes = numbered(1_000).map(id => insert(NOTES, note(id)))
    expect(await store.commit(writes)).toEqual({ committed: true })
    expect(count()).toBe(1)
  })
})

describe('a batch that cannot be committed', () => {
  const everyoneFails = async () => {
    const outcomes = await Promise.allSettled([
      add('x'),
      store.commit([replace(NOTES, note('old', 'new title'), 1), put(NOTES, note('y'))]),
      add('break'),
      add('z'),
    ])
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(StoreError) })
    }
    for (const id of ['x', 'y', 'break', 'z']) expect(await store.get(NOTES, id)).toBeNull()
    expect(await store.get(NOTES, 'old')).toEqual({ document: note('old'), version: 1 })
  }

  beforeEach(async () => {
    await add('old')
    await store.get(NOTES, 'old')
  })
  afterEach(async () => {
    expect(await add('later')).toEqual({ committed: true })
  })

  it('is an outage to each of its callers when the COMMIT itself fails, and nothing of it is done', async () => {
    meddle(
      'CREATE TABLE pledges (note TEXT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)',
      `CREATE TRIGGER pledge AFTER INSERT ON notes WHEN NEW.id = 'break' BEGIN INSERT INTO pledges VALUES ('nobody'); END`,
    ).close()
    await everyoneFails()
  })

  it('is so too when a statement takes the whole transaction with it, as on a full disk', async () => {
    meddle(
      `CREATE TRIGGER breakdown AFTER INSERT ON notes WHEN NEW.id = 'break' BEGIN SELECT RAISE (ROLLBACK, 'broken'); END`,
    ).close()
    await everyoneFails()
  })

  it('is so too when it cannot even begin', async () => {
    const other = meddle('BEGIN IMMEDIATE')
    await everyoneFails()
    other.exec('ROLLBACK')
    other.close()
  })

  it('is not for one statement that fails by itself', async () => {
    meddle(
      `CREATE TRIGGER breakdown AFTER INSERT ON notes WHEN NEW.id = 'break' BEGIN SELECT RAISE (ABORT, 'broken'); END`,
    ).close()
    const outcomes = await Promise.allSettled([add('x'), add('break'), add('z')])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.get(NOTES, 'break')).toBeNull()
  })
})

describe('a document read again', () => {
  const queries = () => {
    const row = jest.spyOn(Connection.prototype, 'row')
    return () => row.mock.calls.length
  }

  it('costs no query, the same object each time', async () => {
    await add('x')
    await store.close()
    store = await openSqliteStore(folder, CONTRACT_COLLECTIONS)
    const count = queries()
    const first = await store.get(NOTES, 'x')
    expect(await store.get(NOTES, 'x')).toBe(first)
    expect(count()).toBe(1)
  })

  it('costs none either when it was inserted or replaced', async () => {
    const count = queries()
    await add('x')
    expect((await store.get(NOTES, 'x'))?.version).toBe(1)
    await store.commit([replace(NOTES, note('x', 'second'), 1)])
    expect((await store.get(NOTES, 'x'))?.document).toEqual(note('x', 'second'))
    expect(count()).toBe(0)
  })

  it('is the one before, until the commit that replaces it is safe', async () => {
    await add('x')
    const replaced = store.commit([replace(NOTES, note('x', 'second'), 1)])
    expect((await store.get(NOTES, 'x'))?.version).toBe(1)
    await replaced
    expect((await store.get(NOTES, 'x'))?.version).toBe(2)
  })
})
