import { cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteStore, openSqliteStoreAfter } from '../../../cloudfunctions/adapters/sqlite'
import { type Collection, insert, put, type Store } from '../../../cloudfunctions/ports/store'
import { testFolders } from './folders'

interface Thing {
  readonly id: string
  readonly text: string
}
const THINGS: Collection<Thing> = { name: 'things', unique: { byText: ['text'] }, indexes: { byId: ['id'] } }
const OPENING = { collections: [THINGS], migrations: [] }
const newFolder = testFolders()

async function idsIn(folder: string): Promise<string[]> {
  const store = await openSqliteStore(folder, [THINGS])
  const page = await store.range(THINGS, { index: 'byId', equal: [], limit: 1_000 })
  await store.close()
  return page.items.map(({ document }) => document.id)
}

describe('a change that happens at once', () => {
  it('sees what it has committed, and is there when the store is open', async () => {
    const { store, made } = await openSqliteStoreAfter(newFolder(), OPENING, async within => {
      await within.commit([insert(THINGS, { id: '1', text: 'a' })])
      return (await within.get(THINGS, '1'))?.document.text
    })
    expect(made).toBe('a')
    expect(await store.get(THINGS, '1')).toEqual({ document: { id: '1', text: 'a' }, version: 1 })
    await store.close()
  })

  it('is told of a commit that was refused, of which nothing has happened', async () => {
    const folder = newFolder()
    const { store } = await openSqliteStoreAfter(folder, OPENING, async within => {
      await within.commit([insert(THINGS, { id: '1', text: 'a' })])
      const both = [insert(THINGS, { id: '2', text: 'b' }), insert(THINGS, { id: '3', text: 'a' })]
      expect(await within.commit(both)).toEqual({ committed: false, at: 1, why: 'not-unique' })
    })
    await store.close()
    expect(await idsIn(folder)).toEqual(['1'])
  })

  it('leaves nothing when it throws, and the folder free', async () => {
    const folder = newFolder()
    const change = async (within: Store) => {
      await within.commit([put(THINGS, { id: '1', text: 'a' })])
      throw new Error('changed my mind')
    }
    await expect(openSqliteStoreAfter(folder, OPENING, change)).rejects.toThrow('changed my mind')
    expect(await idsIn(folder)).toEqual([])
  })

  it('leaves nothing when the process is killed on the way, however much of it was written', async () => {
    const folder = newFolder()
    const killed = newFolder()
    const { store } = await openSqliteStoreAfter(folder, OPENING, async within => {
      for (let n = 0; n < 2_000; n++) {
        await within.commit([insert(THINGS, { id: `${n}`, text: `${n}`.padEnd(4_000) })])
      }
      // What is in the files now is what a process that ends now leaves there.
      cpSync(folder, killed, { recursive: true, filter: file => !file.endsWith('-shm') })
    })
    await store.close()
    expect(statSync(join(killed, 'store.db-wal')).size).toBeGreaterThan(4_000_000)
    expect(await idsIn(killed)).toEqual([])
    expect(await idsIn(folder)).toHaveLength(1_000)
  })
})
