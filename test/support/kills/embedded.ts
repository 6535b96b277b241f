import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteReader, openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import type { Answers, Input, Operation } from '../../../cloudfunctions/contract/app'
import { openSecrets } from '../../../cloudfunctions/entries/keys/open'
import type { StoreReader } from '../../../cloudfunctions/ports/store'
import { newSession } from '../../../cloudfunctions/services/accounts/sessions'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { commitAll, everybodyIn, makeRush, type Rush, type RushPerson } from '../rush'
import { derivedState } from './kept'
import { startServerProcess } from './server-process'
import { BrokenLine, type Life, type Site } from './site'

/** How long the last server may take to judge what is left. */
const CATCH_UP_MS = 60_000

/** The embedded server in a process of its own, over SQLite. @param bundle of the server @param dataFolder empty */
export async function embeddedSite(
  bundle: string,
  dataFolder: string,
  size = { classes: 10, traineesPerClass: 30 },
): Promise<Site> {
  const { rush, tokens } = await filled(dataFolder, size)
  const read = async <T>(reading: (store: StoreReader) => Promise<T>): Promise<T> => {
    const store = openSqliteReader(dataFolder, MIGRATIONS)
    try {
      return await reading(store)
    } finally {
      await store.close()
    }
  }
  return {
    rush,
    read,
    begin: () => newLife(bundle, dataFolder, tokens),
    caughtUp: async () => {
      const until = Date.now() + CATCH_UP_MS
      while ((await read(derivedState)).waiting > 0 && Date.now() < until) await pause(500)
    },
    close: async () => {},
  }
}

type Tokens = ReadonlyMap<RushPerson, string>

async function filled(
  dataFolder: string,
  size: { classes: number; traineesPerClass: number },
): Promise<{ rush: Rush; tokens: Tokens }> {
  const store = await openSqliteStore(dataFolder, COLLECTIONS, MIGRATIONS)
  const secrets = await openSecrets(store, { dataFolder, fromEnvironment: null })
  const rush = await makeRush(store, secrets, size)
  const clock = { now: () => Date.now() }
  const sessions = everybodyIn(rush).map(person => ({ person, ...newSession({ clock }, person.account) }))
  await commitAll(
    store,
    sessions.map(({ write }) => write),
  )
  await store.close()
  return { rush, tokens: new Map(sessions.map(({ person, token }) => [person, token])) }
}

async function newLife(bundle: string, dataFolder: string, tokens: Tokens): Promise<Life> {
  const server = await startServerProcess(bundle, dataFolder)
  return {
    kill: () => server.kill(),
    stop: async () => {
      const status = await server.stop()
      return status === 0 ? null : `the server ended with ${status}`
    },
    ask: (by, operation, input) => ask(server.url, tokens.get(by) ?? '', operation, input),
  }
}

async function ask<K extends Operation>(
  url: string,
  token: string,
  operation: K,
  input: Input<K>,
): Promise<Answers[K] | null> {
  const { status, text } = await posted(`${url}/api/${operation}`, token, input)
  if (status === 200) return JSON.parse(text) as Answers[K]
  if (status === 409) return null
  throw new Error(`${operation}: ${status} ${text}`)
}

async function posted(url: string, token: string, input: object): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `session=${token}` },
      body: JSON.stringify(input),
    })
    return { status: response.status, text: await response.text() }
  } catch (cause) {
    if (isOfTheLine(cause)) throw new BrokenLine('no answer', { cause })
    throw cause
  }
}

/** `fetch` throws a TypeError; under a test runner it is one of another realm, known by its name alone. */
function isOfTheLine(error: unknown): boolean {
  return error instanceof Error ? error.name === 'TypeError' : String(error).startsWith('TypeError')
}
