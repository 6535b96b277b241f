import { instantOf } from '../../../cloudfunctions/domain/time'
import { buildHttpApp } from '../../../cloudfunctions/entries/local/http/app'
import type { LocalServer } from '../../../cloudfunctions/entries/local/server'
import { StoreError } from '../../../cloudfunctions/ports/store'
import { School } from '../../services/school'
import { Browser, Folder, signedIn, start } from './demonstration'
import { httpParts } from './http-app'

// A start makes 36 accounts and asks for 22 camera-days; on a machine busy with other tests that takes seconds.
jest.setTimeout(30_000)

let folder: Folder
let server: LocalServer
let trainee: Browser
let supervisor: Browser
let classId: string
const now = instantOf('2026-05-20', '10:30')
beforeAll(async () => {
  folder = new Folder()
  server = await start(folder, () => now)
  trainee = await signedIn(server, 'xueyuan01')
  supervisor = await signedIn(server, 'jianguan')
  classId = (await trainee.answer('trainee-today', {})).class.classId
})
afterAll(async () => {
  await server.close()
  folder.remove()
})

describe('every failure has one shape, a status and a sentence in Chinese', () => {
  const key = 'k'.repeat(16)
  const decision = { verdict: 'accepted', reason: '属实', decisionKey: key, seen: 0 }

  it.each([
    ['bad-input', 400, 'check-in', { kind: 'middle', attemptKey: key }, 'kind'],
    ['bad-input', 400, 'check-in', { kind: 'start' }, 'attemptKey'],
    ['bad-input', 400, 'check-in', { kind: 'start', attemptKey: key, more: 1 }, 'more'],
    [
      'bad-input',
      400,
      'check-in',
      { kind: 'start', attemptKey: key, location: { latitude: 91, longitude: 0 } },
      'location.latitude',
    ],
    ['bad-input', 400, 'check-in', [], ''],
    ['not-allowed', 403, 'class-days', {}, undefined],
    ['not-found', 404, 'no-such-operation', {}, undefined],
  ])('%s %i for a trainee’s %s %j', async (code, status, operation, body, path) => {
    const failure = await trainee.failure(operation, body)
    expect(failure).toMatchObject({ code, status, ...(path !== undefined && { path }) })
    expect(failure.message).toMatch(/[一-龥]{3,}.*。$/)
  })

  it.each([
    ['not-found', 404, 'class-day', { classId: 'x', date: '2026-05-19' }],
    ['bad-input', 400, 'class-day', { classId: 'x', date: '2026-02-30' }],
    ['conflict', 409, 'decide', { date: '2026-05-20', ...decision }],
    ['bad-input', 400, 'decide', { date: '2026-05-19', ...decision, traineeId: 'demo-trainee-01', hours: 9 }],
  ])('%s %i for a supervisor’s %s %j', async (code, status, operation, body) => {
    const failure = await supervisor.failure(operation, { classId, ...body })
    expect(failure).toMatchObject({ code, status })
    expect(failure.message).toMatch(/[一-龥]{3,}.*。$/)
  })

  it('signed-out 401 for a stranger', async () => {
    expect(await new Browser(server.url).failure('my-days', {})).toMatchObject({
      status: 401,
      code: 'signed-out',
    })
  })

  it('wrong-name-or-password 401, then too-many-attempts 429 with the seconds to wait', async () => {
    const stranger = new Browser(server.url)
    for (let i = 0; i < 5; i++) {
      const failure = await stranger.failure('sign-in', { name: 'xueyuan30', password: 'x' })
      expect(failure).toMatchObject({ status: 401, code: 'wrong-name-or-password' })
    }
    const response = await stranger.post('sign-in', { name: 'xueyuan30', password: 'x' })
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('900')
    expect(await response.json()).toMatchObject({ error: { code: 'too-many-attempts', retryAfter: 900 } })
  })

  it.each([
    ['half a JSON', 400, '{"kind":', {}],
    ['nothing', 400, '', {}],
    ['another type', 415, '{}', { 'content-type': 'text/plain' }],
    ['a form', 415, 'kind=start', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['more than 64 KB', 413, JSON.stringify({ kind: 'x'.repeat(64 * 1024) }), {}],
  ])('bad-input for %s', async (_, status, body, headers) => {
    const failure = await trainee.failure('check-in', body, headers)
    expect(failure).toMatchObject({ code: 'bad-input', status })
  })

  it.each([
    ['a store that can’t be read', 503, new StoreError('disk full')],
    ['a fault of ours', 500, new Error('x is not a function')],
  ])('outage for %s: %i, and nothing is told of it', async (_, status, error) => {
    const school = await School.open()
    const store = { ...school.store, get: () => Promise.reject(error), range: () => Promise.reject(error) }
    const options = { pagesFolder: folder.pages, publicOrigin: null }
    const app = await buildHttpApp(
      { ...school.server, store: Object.assign(store, { commit: store.get, close: store.get }) },
      options,
      httpParts(),
    )
    const response = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { name: 'a', password: 'b' },
    })
    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ error: { code: 'outage' } })
    expect(response.body).not.toContain(error.message)
    await app.close()
    await school.close()
  })
})

describe('the session’s cookie', () => {
  const password = () => server.accounts.find(({ name }) => name === 'xueyuan05')?.password ?? ''

  it('is out of reach of scripts and of other sites, and gone after signing out', async () => {
    const browser = new Browser(server.url)
    const signIn = await browser.post('sign-in', { name: 'xueyuan05', password: password() })
    const [session, device] = signIn.headers.getSetCookie()
    expect(session).toMatch(/^session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
    // By it the device is known at its next sign-in; it opens nothing.
    expect(device).toMatch(
      /^device=[\w-]{22}\.[\w-]{43}; Max-Age=31622400; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(signIn.headers.get('cache-control')).toBe('no-store')
    const { cookie } = browser
    const signOut = await browser.post('sign-out', {})
    expect(signOut.headers.get('set-cookie')).toContain('session=; ')
    browser.cookie = cookie
    expect(await browser.answer('who-am-i', {})).toBeNull()
  })

  it('goes over https only where browsers come over https', async () => {
    const school = await School.open()
    const options = { pagesFolder: folder.pages, publicOrigin: 'https://jineng.example' }
    const app = await buildHttpApp(school.server, options, httpParts())
    const signIn = (origin: string) =>
      app.inject({
        method: 'POST',
        url: '/api/sign-in',
        headers: { origin },
        payload: { name: 't1', password: 'pass word 1' },
      })
    const response = await signIn('https://jineng.example')
    expect(response.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-session=.*; Secure/),
      expect.stringMatching(/^__Host-device=.*; Secure/),
    ])
    expect((await signIn('https://other.example')).statusCode).toBe(403)
    await app.close()
    await school.close()
  })
})

describe('another site’s page gets nowhere', () => {
  it.each([
    [{ origin: 'https://other.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ])('%j', async (headers, status) => {
    const response = await trainee.post('who-am-i', {}, headers)
    expect(response.status).toBe(status)
  })

  it('while our own page does', async () => {
    expect((await trainee.post('who-am-i', {}, { origin: server.url })).status).toBe(200)
  })
})

describe('the pages', () => {
  it('run the scripts of their own origin and no others', async () => {
    const response = await fetch(server.url)
    expect(await response.text()).toContain('技能长春')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self';script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['/', 'no-cache'],
    ['/app.js', 'no-cache'],
    ['/app.0123abcd.js', 'public, max-age=31536000, immutable'],
  ])('%s is kept: %s', async (path, kept) => {
    expect((await fetch(server.url + path)).headers.get('cache-control')).toBe(kept)
  })

  it.each(['/../data/demo-accounts.txt', '/%2e%2e/data/demo-accounts.txt', '/data/store.db'])(
    'never give out %s',
    async path => {
      const response = await fetch(server.url + path)
      expect(response.status).toBe(404)
    },
  )
})

it('says that it is well', async () => {
  const response = await fetch(`${server.url}/healthz`)
  expect(await response.json()).toEqual({ ok: true })
})
