import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import {
  backUp,
  openSqliteReader,
  openSqliteStore,
  openSqliteStoreAfter,
} from '../../../cloudfunctions/adapters/sqlite'
import { insert, put, remove, replace, type Store } from '../../../cloudfunctions/ports/store'
import { testFolders } from './folders'
import { FORTY_TEXTS, SECRETS, SHREDDED, secret } from './secrets'

const newFolder = testFolders()

/** Every byte of every file, those in folders below too. */
function bytesIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n')
}

/** So long a piece is a trace, looked for at so many places of a text. */
const PIECE = 24
const APART = 96
/** Which of the texts have left so much as a piece of themselves. */
function tracesOf(texts: readonly string[], bytes: string): string[] {
  return texts.filter(text => {
    for (let at = 0; at + PIECE <= text.length; at += APART) {
      if (bytes.includes(text.slice(at, at + PIECE))) return true
    }
    return false
  })
}
/** Of the file itself, by a connection that has seen nothing of it before. */
function isSound(folder: string): boolean {
  const database = new Database(join(folder, 'store.db'))
  const rows = database.prepare('PRAGMA integrity_check').all()
  database.close()
  return JSON.stringify(rows) === '[{"integrity_check":"ok"}]'
}
const textOf = (characters: number) => randomBytes(characters).toString('base64').slice(0, characters)

let folder: string
let store: Store
beforeEach(async () => {
  folder = newFolder()
  store = await openSqliteStore(folder, SHREDDED)
})
afterEach(() => store.close())

describe('in a collection that shreds', () => {
  // A row of 4,000 characters fills a page, one of 9,000 three; the small ones are moved from page to page.
  it.each([120, 700, 4_000, 9_000])(
    'nothing stays of what was removed or replaced: %i characters',
    async characters => {
      const living = new Map<string, { version: number; text: string }>()
      const dead: string[] = []
      let now = 1
      const random = () => {
        now = (now * 1_103_515_245 + 12_345) % 2 ** 31
        return now / 2 ** 31
      }
      for (let step = 0; step < 110; step++) {
        const text = textOf(Math.ceil(characters * (0.7 + 0.6 * random())))
        const known = [...living.keys()][Math.floor(random() * living.size)]
        const kept = known === undefined ? undefined : living.get(known)
        if (known === undefined || kept === undefined || random() < 0.55) {
          await store.commit([insert(SECRETS, secret(`s${step}`, text))])
          living.set(`s${step}`, { version: 1, text })
          continue
        }
        dead.push(kept.text)
        const choice = random()
        if (choice < 0.5) {
          expect(await store.commit([remove(SECRETS, known, kept.version)])).toEqual({ committed: true })
          living.delete(known)
        } else {
          const write =
            choice < 0.75
              ? replace(SECRETS, secret(known, text), kept.version)
              : put(SECRETS, secret(known, text))
          expect(await store.commit([write])).toEqual({ committed: true })
          living.set(known, { version: kept.version + 1, text })
        }
      }
      expect(dead.length).toBeGreaterThan(30)
      expect(tracesOf(dead, bytesIn(folder))).toEqual([])
      expect(isSound(folder)).toBe(true)
      await backUp(folder)
      expect(tracesOf(dead, bytesIn(folder))).toEqual([])
      for (const [id, { version, text }] of living) {
        expect(await store.get(SECRETS, id)).toEqual({ document: secret(id, text), version })
      }
      const page = await store.range(SECRETS, { index: 'byShelf', equal: [1], limit: 1_000 })
      expect(page.items.map(({ document }) => document.id).sort()).toEqual([...living.keys()].sort())
    },
  )

  it('what was removed is gone when the commit is answered, with the disk as it is', async () => {
    const text = textOf(3_000)
    await store.commit([insert(SECRETS, secret('a', text))])
    expect(tracesOf([text], bytesIn(folder))).toEqual([text])
    await store.commit([remove(SECRETS, 'a', 1)])
    expect(tracesOf([text], bytesIn(folder))).toEqual([])
  })

  it('a removal that is refused takes nothing away, and others in its batch are not disturbed', async () => {
    const text = textOf(3_000)
    await store.commit([insert(SECRETS, secret('a', text))])
    const [late, other] = await Promise.all([
      store.commit([insert(SECRETS, secret('b', 'b')), remove(SECRETS, 'a', 7)]),
      store.commit([insert(SECRETS, secret('c', 'c'))]),
    ])
    expect(late).toEqual({ committed: false, at: 1, why: 'changed' })
    expect(other).toEqual({ committed: true })
    expect((await store.get(SECRETS, 'a'))?.document.text).toBe(text)
    expect(await store.get(SECRETS, 'b')).toBeNull()
    expect(await store.get(SECRETS, 'c')).not.toBeNull()
  })

  it('is gone as soon as nobody reads from before it any more', async () => {
    const text = textOf(3_000)
    await store.commit([insert(SECRETS, secret('a', text))])
    const reader = openSqliteReader(folder)
    expect(await reader.get(SECRETS, 'a')).not.toBeNull()
    const from = performance.now()
    await store.commit([remove(SECRETS, 'a', 1)])
    expect(performance.now() - from).toBeLessThan(900)
    // One moment, that of the first question.
    expect(await reader.get(SECRETS, 'a')).not.toBeNull()
    await reader.close()
    const until = Date.now() + 10_000
    while (tracesOf([text], bytesIn(folder)).length > 0 && Date.now() < until) await pause(50)
    expect(tracesOf([text], bytesIn(folder))).toEqual([])
  })

  it('is not there to be changed within a change of any size', async () => {
    await store.commit([insert(SECRETS, secret('a', 'a'))])
    await store.close()
    const opening = { collections: SHREDDED, migrations: [] }
    const removing = openSqliteStoreAfter(folder, opening, one => one.commit([remove(SECRETS, 'a', 1)]))
    await expect(removing).rejects.toThrow('not for long changes')
    store = await openSqliteStore(folder, SHREDDED)
    expect(await store.get(SECRETS, 'a')).not.toBeNull()
  })
})

describe('killed in the middle of removing', () => {
  it.each([2, 20, 60])('after %i ms, nothing stays of what is not there at the next start', async ms => {
    await store.close()
    const script = join(__dirname, 'secrets-remover.ts')
    const remover = spawn(process.execPath, [join('tools', 'run.cjs'), script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(remover.stdout, 'data')
    await pause(ms)
    remover.kill('SIGKILL')
    await once(remover, 'exit')
    store = await openSqliteStore(folder, SHREDDED)
    const { items } = await store.range(SECRETS, { index: 'byShelf', equal: [1], limit: 1_000 })
    const living = new Set(items.map(({ document }) => document.text))
    const dead = FORTY_TEXTS.filter(text => !living.has(text))
    expect(dead.length + living.size).toBe(FORTY_TEXTS.length)
    expect(tracesOf(dead, bytesIn(folder))).toEqual([])
    expect(tracesOf([...living], bytesIn(folder))).toHaveLength(living.size)
    expect(isSound(folder)).toBe(true)
  })
})
