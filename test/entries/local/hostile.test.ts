import { request } from 'node:http'
import type { Failure } from '../../../cloudfunctions/contract/app'
import { keyOf } from '../../services/school'
import type { Browser } from './demonstration'
import { type HttpSchool, openHttpSchool } from './http-app'
import { rawExchange, rawPost } from './raw-exchange'

const SENTENCE = /[一-龥]{3,}.*。$/

let http: HttpSchool
let trainee: Browser
let commits: number
beforeAll(async () => {
  http = await openHttpSchool({ patience: { headersMs: 300, requestMs: 600, silenceMs: 5_000 } })
  trainee = await http.signedIn('t1')
})
afterAll(() => http.close())
beforeEach(() => {
  http.log.text = ''
  commits = http.commits()
})

/** One line of one request, no more, and nothing written. */
async function expectRefusedOnce(status: number): Promise<void> {
  // A line is written when the answer has been sent, which the reader may see first.
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(http.log.requests).toHaveLength(1)
  expect(http.log.lines.filter(({ level }) => level !== 'info')).toEqual([])
  const [line] = http.log.requests
  if (line?.status !== undefined) expect(line.status).toBe(status)
  expect(line?.requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(http.commits()).toBe(commits)
}

function failureIn(text: string): Failure['error'] {
  const { error } = JSON.parse(text) as Failure
  expect(error.message).toMatch(SENTENCE)
  return error
}

const attempt = { kind: 'start', attemptKey: keyOf('a') }
const json = JSON.stringify(attempt)
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('a body that is not what it should be is refused, logged once, and changes nothing', () => {
  it.each<[string, number, string]>([
    ['half a JSON', 400, '{"kind":'],
    ['two JSONs', 400, `${json}${json}`],
    ['10,000 levels of lists', 400, nested(10_000)],
    ['10,000 levels below a name', 400, `{"kind":${nested(10_000)}}`],
    ['10,000 levels of objects', 400, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['lists that nobody closes', 400, '['.repeat(60_000)],
    ['33 levels', 400, `{"kind":${nested(32)}}`],
    ['__proto__', 400, json.replace('{', '{"__proto__":{"role":"supervisor"},')],
    ['__proto__ in disguise', 400, json.replace('{', '{"\\u005f_proto__":{"role":"supervisor"},')],
    ['constructor', 400, json.replace('{', '{"constructor":{"prototype":{"role":"supervisor"}},')],
    ['a prototype key deep down', 400, json.replace('{', '{"location":{"a":[{"__proto__":1}]},')],
    ['a name twice', 400, json.replace('{', '{"kind":"end",')],
    ['a name twice, once in disguise', 400, json.replace('{', '{"\\u006bind":"end",')],
    ['an operator for a string', 400, JSON.stringify({ ...attempt, kind: { $ne: null } })],
    ['an operator for a key', 400, JSON.stringify({ ...attempt, attemptKey: { $gt: '' } })],
    ['a list for a string', 400, JSON.stringify({ ...attempt, kind: ['start'] })],
    ['a name that nobody knows', 400, JSON.stringify({ ...attempt, traineeId: 'T2' })],
    ['NUL, written out', 400, json.replace('}', ',"deviceId":"a\\u0000b"}')],
    ['NUL itself', 400, json.replace('}', ',"deviceId":"a\0b"}')],
    ['half a character', 400, json.replace('}', ',"deviceId":"\\ud800"}')],
    ['half a character in a name', 400, json.replace('}', ',"\\udc00":1}')],
    ['a number too large for a number', 400, json.replace('}', ',"deviceId":1e999}')],
    ['null', 400, 'null'],
    ['a list', 400, '[]'],
    ['a text', 400, '"start"'],
    ['nothing', 400, ''],
  ])('%s', async (_, status, body) => {
    const response = await trainee.post('check-in', body)
    expect(response.status).toBe(status)
    expect(failureIn(await response.text()).code).toBe('bad-input')
    await expectRefusedOnce(status)
  })

  it('bytes that are no UTF-8', async () => {
    const body = Buffer.from(json.replace('}', ',"deviceId":"a"}'))
    body[body.length - 3] = 0xff
    const response = await fetch(`${http.url}/api/check-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: trainee.cookie },
      body,
    })
    expect(response.status).toBe(400)
    failureIn(await response.text())
    await expectRefusedOnce(400)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json-patch+json',
    'nonsense',
  ])('of the type %s', async type => {
    const response = await trainee.post('check-in', json, { 'content-type': type })
    expect(response.status).toBe(415)
    failureIn(await response.text())
    await expectRefusedOnce(415)
  })

  it('while 32 levels are only not what was asked for, and pairs of halves are characters', async () => {
    const deep = await trainee.failure('check-in', `{"kind":${nested(31)}}`)
    expect(deep).toMatchObject({ code: 'bad-input', path: 'kind' })
    const body = json.replace('}', ',"deviceId":"\\ud83d\\ude00"}')
    expect((await trainee.post('check-in', body)).status).toBe(200)
  })
})

describe('a body of more than 64 KB is refused without being read', () => {
  const headers = () => ['Content-Type: application/json', `Cookie: ${trainee.cookie}`]
  const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

  it('10 MB that say so', async () => {
    const head = rawPost('/api/check-in', [...headers(), `Content-Length: ${10 * MEGABYTE.length}`])
    const answer = await rawExchange(http.url, [head, ...Array.from({ length: 10 }, () => MEGABYTE)])
    expect(answer.status).toBe(413)
    expect(failureIn(answer.body).code).toBe('bad-input')
    expect(answer.sent).toBeLessThan(10 * MEGABYTE.length)
    await expectRefusedOnce(413)
  })

  it('10 MB that do not say so', async () => {
    const head = rawPost('/api/check-in', [...headers(), 'Transfer-Encoding: chunked'])
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), MEGABYTE, Buffer.from('\r\n')])
    const answer = await rawExchange(http.url, [head, ...Array.from({ length: 10 }, () => chunk)])
    expect(answer.status).toBe(413)
    failureIn(answer.body)
    expect(answer.sent).toBeLessThan(10 * MEGABYTE.length)
    await expectRefusedOnce(413)
  })

  it.each([
    [64 * 1024, 400],
    [64 * 1024 + 1, 413],
  ])('%i bytes: %i', async (length, status) => {
    const body = JSON.stringify({ ...attempt, deviceId: '' })
    const padded = body.replace('"deviceId":""', `"deviceId":"${'x'.repeat(length - body.length)}"`)
    expect((await trainee.post('check-in', padded)).status).toBe(status)
  })
})

describe('a question that carries pictures may be larger', () => {
  const picture = (length: number) =>
    JSON.stringify({ checkId: 'none', frames: [{ picture: 'x'.repeat(length), takenAt: 0, step: null }] })

  it.each([
    [300_000, 404],
    [400_001, 400],
    [2_500_000, 413],
  ])('a picture of %i characters: %i', async (length, status) => {
    expect((await trainee.post('judge-face', picture(length))).status).toBe(status)
  })

  it('but not one of nobody, which is not read at all', async () => {
    const head = rawPost('/api/judge-face', ['Content-Type: application/json', 'Content-Length: 2400000'])
    const answer = await rawExchange(http.url, [head, Buffer.alloc(2_400_000, 'x')])
    expect(answer.status).toBe(401)
    expect(failureIn(answer.body).code).toBe('signed-out')
  })
})

describe('what is no request, or never becomes one', () => {
  it.each<[string, number, string]>([
    ['nonsense', 400, 'nonsense\r\n\r\n'],
    ['a method that nobody knows', 400, 'STEAL /api/check-in HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['two lengths', 400, rawPost('/api/check-in', ['Content-Length: 2', 'Content-Length: 3'], '{}')],
    [
      'a length and chunks',
      400,
      rawPost('/api/check-in', ['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    ['headers of 20 KB', 431, rawPost('/api/check-in', [`X-A: ${'x'.repeat(20_000)}`])],
    [
      '101 headers',
      431,
      rawPost(
        '/api/who-am-i',
        Array.from({ length: 100 }, (_, i) => `X-${i}: a`),
      ),
    ],
    ['headers that never end', 408, 'POST /api/check-in HTTP/1.1\r\nHost: a\r\n'],
    [
      'a body that never ends',
      408,
      rawPost('/api/check-in', ['Content-Type: application/json', 'Content-Length: 50'], '{"kind"'),
    ],
    ['a path that can’t be read', 400, 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ])('%s', async (_, status, text) => {
    const answer = await rawExchange(http.url, [text])
    expect(answer.status).toBe(status)
    expect(failureIn(answer.body).code).toBe('bad-input')
    await expectRefusedOnce(status)
  })

  it('is no hindrance to the next one', async () => {
    expect(await trainee.answer('who-am-i', {})).toMatchObject({ name: 't1' })
  })
})

describe('a way that leads nowhere', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s for an operation: 405, and what to use',
    async method => {
      const answer = await new Promise<{ status?: number; allow?: string }>((resolve, reject) => {
        const asked = request(`${http.url}/api/check-in?x=1`, { method }, response => {
          response.resume()
          resolve({ status: response.statusCode ?? 0, allow: String(response.headers.allow) })
        })
        asked.on('error', reject).end()
      })
      expect(answer).toEqual({ status: 405, allow: 'POST' })
      await expectRefusedOnce(405)
    },
  )

  it.each([
    '/api/__proto__',
    '/api/constructor',
    '/api/toString',
    '/api/',
    '/api/check-in/',
    '/admin',
    '/.env',
  ])('%s: 404', async path => {
    const response = await fetch(http.url + path, { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
    expect(failureIn(await response.text()).code).toBe('not-found')
    await expectRefusedOnce(404)
  })
})
