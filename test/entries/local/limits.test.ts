import { LIMITS, type Limits } from '../../../cloudfunctions/entries/local/http/limits'
import { keyOf, PASSWORD } from '../../services/school'
import { Browser } from './demonstration'
import { type HttpSchool, openHttpSchool } from './http-app'

const TIGHT: Limits = { session: 3, checkIn: 5, strangers: 4, signIn: 3, platform: 2 }

let http: HttpSchool
afterEach(async () => {
  await http.close()
  jest.restoreAllMocks()
})

async function statusesOf(times: number, ask: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < times; i++) statuses.push((await ask()).status)
  return statuses
}

/** The first request of a session makes it known; it is not counted. */
async function knownSession(name: string): Promise<Browser> {
  const browser = await http.signedIn(name)
  await browser.answer('who-am-i', {})
  return browser
}

describe('a session', () => {
  beforeEach(async () => {
    http = await openHttpSchool({ limits: TIGHT })
  })

  it('is answered so often a minute, then told in the one shape how long to wait', async () => {
    const trainee = await knownSession('t1')
    expect(await statusesOf(3, () => trainee.post('my-days', {}))).toEqual([200, 200, 200])
    const response = await trainee.post('my-days', {})
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await response.json()).toEqual({
      error: { code: 'too-many-attempts', message: '操作太频繁，请在 60 秒后再试。', retryAfter: 60 },
    })
  })

  it('checks in more often than it does the rest, and neither takes from the other', async () => {
    const trainee = await knownSession('t1')
    const tap = () => trainee.post('check-in', { kind: 'start', attemptKey: keyOf('a') })
    expect(await statusesOf(6, tap)).toEqual([200, 200, 200, 200, 200, 429])
    expect((await trainee.post('my-days', {})).status).toBe(200)
  })

  it('is in nobody else’s way at the same address', async () => {
    const greedy = await knownSession('t1')
    await statusesOf(10, () => greedy.post('my-days', {}))
    const neighbour = await http.signedIn('t2')
    expect(await statusesOf(4, () => neighbour.post('my-days', {}))).toEqual([200, 200, 200, 200])
  })

  it('may go on when the minute is over', async () => {
    const trainee = await knownSession('t1')
    expect((await statusesOf(4, () => trainee.post('my-days', {}))).at(-1)).toBe(429)
    const later = Date.now() + 60_000
    jest.spyOn(Date, 'now').mockReturnValue(later)
    expect((await trainee.post('my-days', {})).status).toBe(200)
  })
})

describe('an address', () => {
  beforeEach(async () => {
    http = await openHttpSchool({ limits: TIGHT })
  })

  it('is answered so often a minute for strangers', async () => {
    const stranger = new Browser(http.url)
    expect(await statusesOf(5, () => stranger.post('who-am-i', {}))).toEqual([200, 200, 200, 200, 429])
  })

  it('is not helped by making up sessions, nor by keeping one that has ended', async () => {
    let made = 0
    const pretender = new Browser(http.url)
    const ask = () => pretender.post('my-days', {}, { cookie: `session=${String(made++).padStart(43, 'x')}` })
    expect(await statusesOf(7, ask)).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('full of strangers does not keep out who is known', async () => {
    const trainee = await knownSession('t1')
    await statusesOf(9, () => new Browser(http.url).post('who-am-i', {}))
    expect((await trainee.post('my-days', {})).status).toBe(200)
  })

  it('signs in so often in ten minutes', async () => {
    const stranger = new Browser(http.url)
    const signIn = () => stranger.post('sign-in', { name: 't1', password: PASSWORD })
    expect(await statusesOf(4, signIn)).toEqual([200, 200, 200, 429])
    const response = await signIn()
    expect(response.headers.get('retry-after')).toBe('600')
  })
})

/** Holds those who look for an account by its name until it is opened. */
function gateAt({ school }: HttpSchool): { arrived(): number; open(): void } {
  const range = school.store.range.bind(school.store)
  let arrived = 0
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  jest.spyOn(school.store, 'range').mockImplementation(async (...asked) => {
    arrived += 1
    await opened
    return range(...asked)
  })
  return { arrived: () => arrived, open }
}

describe('as they are set', () => {
  beforeEach(async () => {
    http = await openHttpSchool()
  })

  it('300 trainees of a school who arrive together are not hindered by how often strangers may ask', async () => {
    const pupils = Array.from({ length: 300 }, () => new Browser(http.url))
    const opened = await Promise.all(pupils.map(pupil => pupil.post('who-am-i', {})))
    expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([200]))
    expect(LIMITS.signIn).toBeGreaterThanOrEqual(2 * 300)
  })

  it('of a class that signs in together few are looked at a time, or their tries would pass for guesses', async () => {
    const gate = gateAt(http)
    const names = [
      't1',
      't2',
      't3',
      'i1',
      'i2',
      'provider',
      'supervisor',
      'finance',
      'auditor',
      'administrator',
    ]
    const signIn = (name: string) => new Browser(http.url).post('sign-in', { name, password: PASSWORD })
    const signIns = [...names, ...names, ...names].map(signIn)
    while (http.underWay() < 30) await new Promise(resolve => setTimeout(resolve, 5))
    const arrived = gate.arrived()
    gate.open()
    expect(arrived).toBe(8)
    expect(new Set((await Promise.all(signIns)).map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('a person who taps twice a second for a minute is not either', async () => {
    const trainee = await knownSession('t1')
    const tap = () => trainee.post('check-in', { kind: 'start', attemptKey: keyOf('a') })
    expect(new Set(await statusesOf(120, tap))).toEqual(new Set([200]))
    expect(new Set(await statusesOf(120, () => trainee.post('who-am-i', {})))).toEqual(new Set([200]))
  })

  it('health and metrics are asked for as often as one likes', async () => {
    const tight = await openHttpSchool({ limits: TIGHT })
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect(new Set(await statusesOf(20, () => fetch(tight.url + path)))).toEqual(new Set([200]))
    }
    await tight.close()
  })
})
