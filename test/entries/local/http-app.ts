import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import {
  buildHttpApp,
  type HttpOptions,
  type HttpParts,
} from '../../../cloudfunctions/entries/local/http/app'
import { RequestsUnderWay } from '../../../cloudfunctions/entries/local/http/under-way'
import { createLog } from '../../../cloudfunctions/entries/local/log'
import { Metrics } from '../../../cloudfunctions/entries/local/metrics'
import type { Store } from '../../../cloudfunctions/ports/store'
import { PASSWORD, School } from '../../services/school'
import { closedAtLast } from '../../support/closed-at-last'
import { Browser } from './demonstration'

type LogLine = Readonly<Record<string, unknown>>

/** A log whose lines are kept as they would be written. */
export class KeptLog {
  text = ''
  readonly log = createLog('info', {
    write: line => {
      this.text += line
    },
  })

  get lines(): LogLine[] {
    const lines = this.text.split('\n').filter(line => line !== '')
    return lines.map(line => JSON.parse(line) as LogLine)
  }

  /** Lines that tell of a request. */
  get requests(): LogLine[] {
    return this.lines.filter(line => 'operation' in line)
  }
}

/** What the HTTP half needs beside the services; its log is not read. */
export function httpParts(): HttpParts {
  return {
    log: new KeptLog().log,
    metrics: new Metrics(),
    underWay: new RequestsUnderWay(),
    sourceState: () => ({ state: 'not-asked', at: null }),
  }
}

/** The HTTP half before a school: without pages, rounds and a platform. */
export interface HttpSchool {
  readonly school: School
  readonly app: FastifyInstance
  readonly url: string
  readonly log: KeptLog
  readonly metrics: Metrics
  /** How often something was written. */
  commits(): number
  /** Requests that wait for their answers. */
  underWay(): number
  signedIn(name: string): Promise<Browser>
  close(): Promise<void>
}

export async function openHttpSchool(
  options: Partial<HttpOptions> = {},
  parts: Partial<HttpParts> = {},
): Promise<HttpSchool> {
  const school = await School.open()
  const log = new KeptLog()
  const all = { ...httpParts(), log: log.log, ...parts }
  const { store, commits } = counting(school.store)
  const app = await buildHttpApp(
    { ...school.server, store },
    { pagesFolder: '/nowhere', publicOrigin: null, ...options },
    all,
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const close = closedAtLast(async () => {
    await app.close()
    await school.close()
  })
  const underWay = () => all.underWay.count
  return {
    school,
    app,
    url,
    log,
    metrics: all.metrics,
    commits,
    underWay,
    signedIn: name => signIn(url, name),
    close,
  }
}

async function signIn(url: string, name: string): Promise<Browser> {
  const browser = new Browser(url)
  await browser.answer('sign-in', { name, password: PASSWORD })
  return browser
}

function counting(inner: Store): { readonly store: Store; commits(): number } {
  let commits = 0
  const store: Store = {
    get: (...asked) => inner.get(...asked),
    range: (...asked) => inner.range(...asked),
    close: () => inner.close(),
    commit: writes => {
      commits += 1
      return inner.commit(writes)
    },
  }
  return { store, commits: () => commits }
}
