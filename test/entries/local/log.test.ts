import { createLog } from '../../../cloudfunctions/entries/local/log'
import { errorOnLog } from '../../../cloudfunctions/entries/log/error'
import { StoreError } from '../../../cloudfunctions/ports/store'
import { keyOf, PASSWORD } from '../../services/school'
import { Browser } from './demonstration'
import { type HttpSchool, KeptLog, openHttpSchool } from './http-app'

let http: HttpSchool
beforeEach(async () => {
  http = await openHttpSchool()
})
afterEach(() => http.close())

const settled = () => new Promise(resolve => setTimeout(resolve, 20))

describe('what people send stays out of the log', () => {
  const CANARY = 'kanarienvogel'
  const ID_NUMBER = '220102199003078517'

  it('wherever they put it', async () => {
    const trainee = await http.signedIn('t1')
    const token = trainee.cookie.split('=')[1] ?? ''
    const stranger = new Browser(http.url)
    await stranger.post('sign-in', { name: CANARY, password: CANARY })
    await stranger.post('sign-in', { name: ID_NUMBER, password: PASSWORD })
    await trainee.post('check-in', { kind: 'start', attemptKey: keyOf(CANARY), deviceId: CANARY })
    await trainee.post('check-in', { kind: CANARY, [CANARY]: ID_NUMBER })
    await trainee.post('check-in', `{"kind": "${CANARY}", ${ID_NUMBER}`)
    await trainee.post('check-in', CANARY, { 'content-type': CANARY })
    await trainee.post(`who-am-i?name=${CANARY}`, {})
    await trainee.post(CANARY, {})
    await trainee.post('who-am-i', {}, { authorization: `Bearer ${CANARY}`, 'user-agent': CANARY })
    await trainee.post('who-am-i', {}, { origin: `https://${CANARY}.example` })
    await fetch(`${http.url}/${CANARY}/${ID_NUMBER}?${CANARY}=${ID_NUMBER}`)
    await fetch(`${http.url}/readyz?${CANARY}`, { headers: { authorization: `Bearer ${CANARY}` } })
    await settled()
    expect(http.log.requests.length).toBeGreaterThan(12)
    for (const secret of [CANARY, ID_NUMBER, token, PASSWORD, '的姓名']) {
      expect(http.log.text).not.toContain(secret)
    }
    expect(http.log.text).not.toMatch(/cookie|127\.0\.0\.1:\d+\//i)
  })

  it('also when the store fails with it in its mouth', async () => {
    const trainee = await http.signedIn('t1')
    const cause = new SyntaxError(`Unexpected token x, "{"name":"${CANARY}" is not valid JSON`)
    jest
      .spyOn(http.school.store, 'get')
      .mockRejectedValue(new StoreError('could not read accounts', { cause }))
    const response = await trainee.post('check-in', { kind: 'start', attemptKey: keyOf(CANARY) })
    await settled()
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('accounts')
    expect(http.log.text).not.toContain(CANARY)
    expect(http.log.lines.at(-1)).toMatchObject({
      level: 'error',
      operation: 'check-in',
      status: 503,
      failure: 'outage',
      err: { type: 'StoreError', message: 'could not read accounts', cause: { type: 'SyntaxError' } },
    })
  })

  it('and what a line is given by mistake is struck out', () => {
    const kept = new KeptLog()
    kept.log.info({ name: CANARY, caller: { token: CANARY, of: { idNumber: ID_NUMBER } } }, 'oops')
    kept.log.info({ requestId: 'r1', body: { a: CANARY }, kept: { n: 1 } }, 'oops')
    expect(kept.lines[1]).toMatchObject({ requestId: 'r1', body: '***', kept: { n: 1 } })
    expect(kept.text).not.toContain(CANARY)
    expect(kept.text).not.toContain(ID_NUMBER)
  })
})

describe('a request has one line', () => {
  it('with its id, which the answer carries too, and what became of it', async () => {
    const trainee = await http.signedIn('t1')
    http.log.text = ''
    const response = await trainee.post('who-am-i', {})
    await settled()
    expect(http.log.lines).toEqual([
      expect.objectContaining({
        level: 'info',
        requestId: response.headers.get('x-request-id'),
        operation: 'who-am-i',
        method: 'POST',
        status: 200,
      }),
    ])
    expect(http.log.lines[0]?.requestId).toMatch(/^[0-9a-f]{8}-/)
  })

  it('also when the one who asked has gone meanwhile', async () => {
    const trainee = await http.signedIn('t1')
    http.log.text = ''
    const gone = new AbortController()
    const { store } = http.school
    const get = store.get.bind(store)
    let release = () => {}
    jest.spyOn(store, 'get').mockImplementation(async (...asked) => {
      gone.abort()
      await new Promise<void>(resolve => {
        release = resolve
      })
      return get(...asked)
    })
    const headers = { 'content-type': 'application/json', cookie: trainee.cookie }
    const asked = fetch(`${http.url}/api/who-am-i`, {
      method: 'POST',
      headers,
      body: '{}',
      signal: gone.signal,
    })
    await expect(asked).rejects.toThrow()
    await settled()
    release()
    await settled()
    expect(http.log.requests).toEqual([expect.objectContaining({ status: 499, msg: 'cut off' })])
  })
})

describe('an error on the log', () => {
  it('has its causes, innermost last, and where each was thrown', () => {
    const root = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })
    const error = new StoreError('could not write', { cause: root })
    expect(errorOnLog(error)).toMatchObject({
      type: 'StoreError',
      message: 'could not write',
      at: expect.arrayContaining([expect.stringContaining('log.test')]),
      cause: { type: 'Error', code: 'SQLITE_IOERR', message: 'disk I/O error' },
    })
  })

  it.each([
    [`Unexpected token 'x', "{"a":"secret"" is not valid JSON`, 'Unexpected token …, … is not valid JSON'],
    ['no account 220102199003078517 here', 'no account … here'],
    ['no account 22010219900307851X here', 'no account … here'],
    ['half of "a secret', 'half of …'],
    ["can't be read", "can't be read"],
    ["Received type string ('secret')", 'Received type string (…)'],
    ['HTTP 503 without an answer', 'HTTP 503 without an answer'],
    ['layout 12345', 'layout 12345'],
  ])('says of %s: %s', (message, told) => {
    const { message: words } = errorOnLog(new Error(message))
    expect(words).toBe(told)
  })

  it('ends where causes go round in a circle', () => {
    const error = new Error('a')
    error.cause = error
    expect(JSON.stringify(errorOnLog(error)).match(/"message"/g)).toHaveLength(6)
  })

  it.each(['secret', 42, null, { secret: 1 }])('tells of %j only that it was none', thrown => {
    expect(JSON.stringify(errorOnLog(thrown))).not.toMatch(/secret|42/)
  })
})

it.each([
  ['warn', 0],
  ['info', 1],
])('at the level %s holds %i lines of what went well', (level, lines) => {
  const written: string[] = []
  createLog(level, { write: line => void written.push(line) }).info({ operation: 'check-in' }, 'answered')
  expect(written).toHaveLength(lines)
})
