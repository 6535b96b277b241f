import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answers, Failure, Input, Operation } from '../../../cloudfunctions/contract/app'
import {
  type LocalOptions,
  type LocalServer,
  startLocalServer,
} from '../../../cloudfunctions/entries/local/server'
import { closedAtLast } from '../../support/closed-at-last'

/** A folder for a test: `data` for the store, `pages` with a page, a hashed script and one that isn't. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'jineng-local-'))
  readonly data = join(this.path, 'data')
  readonly pages = join(this.path, 'pages')

  constructor() {
    mkdirSync(this.pages)
    writeFileSync(join(this.pages, 'index.html'), '<title>技能长春</title>')
    writeFileSync(join(this.pages, 'app.0123abcd.js'), 'let b')
    writeFileSync(join(this.pages, 'app.js'), 'let c')
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

export async function start(
  folder: Folder,
  now: () => number,
  more: Partial<LocalOptions> = {},
): Promise<LocalServer> {
  const server = await startLocalServer({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder.data,
    pagesFolder: folder.pages,
    publicOrigin: null,
    logLevel: 'silent',
    ezviz: null,
    clock: { now },
    passwordCost: { N: 16, r: 1, p: 1 },
    ...more,
  })
  closedAtLast(() => server.close())
  return server
}

/** One browser: it keeps its cookie. */
export class Browser {
  cookie = ''

  constructor(readonly url: string) {}

  async post(operation: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${this.url}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) this.cookie = set.split(';')[0] ?? ''
    return response
  }

  async answer<K extends Operation>(operation: K, input: Input<K>): Promise<Answers[K]> {
    const response = await this.post(operation, input)
    if (response.ok) return (await response.json()) as Answers[K]
    throw new Error(`${operation}: ${response.status} ${await response.text()}`)
  }

  async failure(operation: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await this.post(operation, body, headers)
    const { error } = (await response.json()) as Failure
    return { status: response.status, ...error }
  }
}

export async function signedIn({ url, accounts }: LocalServer, name: string): Promise<Browser> {
  const account = accounts.find(known => known.name === name)
  if (account === undefined) throw new Error(`no account ${name}`)
  const browser = new Browser(url)
  await browser.answer('sign-in', { name, password: account.password })
  return browser
}
