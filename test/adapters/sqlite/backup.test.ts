import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, openSqliteStore, restore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, replace, type Store } from '../../../cloudfunctions/ports/store'
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
  await store.commit([insert(NOTES, note('x'))])
})
afterEach(() => store.close())

/** What a store made of that file holds under x. */
async function contentOf(file: string): Promise<string | undefined> {
  const other = newFolder()
  await restore(other, file, { migrations: [] })
  const restored = await openSqliteStore(other, CONTRACT_COLLECTIONS)
  const found = await restored.get(NOTES, 'x')
  await restored.close()
  return found?.document.title
}

describe('a backup', () => {
  it('is taken beside a running store: whole, private, one file, in the folder for backups', async () => {
    const file = await backUp(folder)
    expect(file).toMatch(/backups\/backup-\d{8}T\d{6}\.db$/)
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700)
    expect(await contentOf(file)).toBe('title x')
  })

  it('holds what was committed until then and nothing of later', async () => {
    const file = await backUp(folder)
    await store.commit([replace(NOTES, note('x', 'later'), 1)])
    expect(await contentOf(file)).toBe('title x')
    expect(await contentOf(await backUp(folder))).toBe('later')
  })

  it('is of one moment, however much is written meanwhile', async () => {
    let running = true
    await store.commit([replace(NOTES, note('x', 'x1'), 1), insert(NOTES, note('y', 'y1'))])
    const writing = (async () => {
      // Both documents always have the same number.
      for (let n = 2; running; n++) {
        const pair = [replace(NOTES, note('x', `x${n}`), n), replace(NOTES, note('y', `y${n}`), n - 1)]
        expect(await store.commit(pair)).toEqual({ committed: true })
      }
    })()
    const files = []
    for (let i = 0; i < 5; i++) files.push(await backUp(folder, { to: join(newFolder(), 'b.db') }))
    running = false
    await writing
    for (const file of files) {
      const other = newFolder()
      await restore(other, file, { migrations: [] })
      const restored = await openSqliteStore(other, CONTRACT_COLLECTIONS)
      const numbers = await Promise.all(
        ['x', 'y'].map(async id => (await restored.get(NOTES, id))?.document.title.slice(1)),
      )
      await restored.close()
      expect(numbers[0]).toMatch(/^\d+$/)
      expect(numbers[1]).toBe(numbers[0])
    }
  })

  it('never takes the place of a file, and leaves that as it was', async () => {
    const to = join(newFolder(), "it's mine.db")
    writeFileSync(to, 'mine')
    await expect(backUp(folder, { to })).rejects.toMatchObject({ why: 'file-exists' })
    expect(readFileSync(to, 'utf8')).toBe('mine')
    const beside = join(newFolder(), "it's another?.db")
    expect(await backUp(folder, { to: beside })).toBe(beside)
  })

  it('goes by a name of its own into a folder that is given', async () => {
    const place = newFolder()
    expect(await backUp(folder, { to: place })).toMatch(/backup-\d{8}T\d{6}\.db$/)
    expect(readdirSync(place)).toHaveLength(1)
    await backUp(folder, { to: place })
    expect(readdirSync(place)).toHaveLength(2)
  })

  it('of two that want the same name is one, and the other one says so', async () => {
    const to = join(newFolder(), 'b.db')
    const first = backUp(folder, { to })
    // As another process would: the name is taken while the copy is being written.
    writeFileSync(to, 'mine')
    await expect(first).rejects.toMatchObject({ why: 'file-exists' })
    expect(readdirSync(join(to, '..'))).toEqual(['b.db'])
    expect(readFileSync(to, 'utf8')).toBe('mine')
  })

  it('leaves nothing behind when it is given up, or cannot be written', async () => {
    const place = newFolder()
    const giveUp = new AbortController()
    const backup = backUp(folder, { to: join(place, 'b.db'), signal: giveUp.signal })
    giveUp.abort(new Error('given up'))
    await expect(backup).rejects.toThrow('given up')
    expect(readdirSync(place)).toEqual([])
    const nowhere = join(place, 'none', 'b.db')
    await expect(backUp(folder, { to: nowhere })).rejects.toMatchObject({ why: 'no-folder' })
    expect(readdirSync(place)).toEqual([])
  })

  it('refuses a folder without a store, and makes nothing there', async () => {
    const empty = newFolder()
    await expect(backUp(empty)).rejects.toMatchObject({ why: 'no-store' })
    expect(readdirSync(empty)).toEqual([])
  })

  it('of a damaged store is none', async () => {
    await store.close()
    const file = join(folder, 'store.db')
    const bytes = readFileSync(file)
    bytes.fill(0x55, 4_096 + 8)
    const damaged = newFolder()
    writeFileSync(join(damaged, 'store.db'), bytes)
    await expect(backUp(damaged)).rejects.toThrow(damaged)
    expect(readdirSync(join(damaged, 'backups'))).toEqual([])
  })
})
