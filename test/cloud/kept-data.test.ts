import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import { insert, type Store } from '../../cloudfunctions/ports/store'
import { SIGN_IN_TRIES } from '../../cloudfunctions/services/documents/accounts'

import { actAsFunction } from '../support/act-as-function'
import { startKeptGateway } from '../support/development-cloud/database'

const LATE = 1_767_225_600_000

let folder: string
beforeAll(actAsFunction)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jineng-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** One start of the development cloud's database, ended with or without its data written down. */
async function visit(ends: 'saved' | 'lost', act: (store: Store) => Promise<void>): Promise<void> {
  const { gateway, save } = await startKeptGateway(folder, {})
  const store = openCloudbaseStore(gateway.address)
  try {
    await act(store)
    if (ends === 'saved') save()
  } finally {
    await store.close()
    await gateway.close()
  }
}

const tries = { id: '学员 1', times: [LATE, LATE + 1], latestAt: LATE + 1 }

it('finds what was saved at the next start, each document with its version and all its numbers', async () => {
  await visit('saved', async store => {
    expect((await store.commit([insert(SIGN_IN_TRIES, tries)])).committed).toBe(true)
  })
  await visit('lost', async store => {
    expect(await store.get(SIGN_IN_TRIES, tries.id)).toEqual({ document: tries, version: 1 })
    // Its place is taken, as it was before.
    expect((await store.commit([insert(SIGN_IN_TRIES, tries)])).committed).toBe(false)
  })
})

it('forgets what came after it was saved last', async () => {
  await visit('saved', async () => {})
  await visit('lost', async store => void (await store.commit([insert(SIGN_IN_TRIES, tries)])))
  await visit('lost', async store => expect(await store.get(SIGN_IN_TRIES, tries.id)).toBeNull())
})

it('begins empty where nothing was saved, with every collection there', async () => {
  await visit('lost', async store => {
    expect((await store.range(SIGN_IN_TRIES, { index: 'byLatest', equal: [], limit: 10 })).items).toEqual([])
  })
})

it('does not begin anew over a file that it can not read', async () => {
  const file = join(folder, 'database.json')
  writeFileSync(file, '{"accounts": [')
  await expect(startKeptGateway(folder, {})).rejects.toThrow('无法读取')
  expect(readFileSync(file, 'utf8')).toBe('{"accounts": [')
})
