import type { IncomingHttpHeaders } from 'node:http'
import { LIMITS } from '../../../cloudfunctions/entries/local/http/limits'
import { StoreError } from '../../../cloudfunctions/ports/store'
import { type HttpSchool, openHttpSchool } from './http-app'

let http: HttpSchool
let taken: { readonly rawBody: Buffer; readonly headers: IncomingHttpHeaders }[]
let answer: () => Promise<{ status: number; body: object }>
beforeEach(async () => {
  taken = []
  answer = async () => ({ status: 200, body: { messageId: 'm1' } })
  http = await openHttpSchool(
    { limits: { ...LIMITS, platform: 3 } },
    {
      platformMessages: (rawBody, headers) => {
        taken.push({ rawBody, headers })
        return answer()
      },
    },
  )
})
afterEach(() => http.close())

function send(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${http.url}/webhooks/ezviz`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}

it('hands on the exact bytes and the headers, and answers what it is told to', async () => {
  const body = Uint8Array.from([0x7b, 0x20, 0xff, 0x00, 0x7d])
  const response = await send(body, { t: '1700000000000', signature: 'abc' })
  expect(await response.json()).toEqual({ messageId: 'm1' })
  expect([...(taken[0]?.rawBody ?? [])]).toEqual([...body])
  expect(taken[0]?.headers).toMatchObject({ t: '1700000000000', signature: 'abc' })
})

it.each(['application/json;charset=UTF-8', 'text/plain', 'application/octet-stream'])(
  'takes them as %s',
  async type => {
    expect((await send('{"a":1}', { 'content-type': type })).status).toBe(200)
    expect(taken[0]?.rawBody.toString()).toBe('{"a":1}')
  },
)

it('takes them from other origins and without a body, for the signature is what counts', async () => {
  expect(
    (await send('', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).status,
  ).toBe(200)
  expect(taken[0]?.rawBody).toHaveLength(0)
})

it('refuses more than 64 KB without handing it on', async () => {
  expect((await send('x'.repeat(64 * 1024 + 1))).status).toBe(413)
  expect(taken).toHaveLength(0)
  expect((await send('x'.repeat(64 * 1024))).status).toBe(200)
})

it('refuses one address that sends too many', async () => {
  for (let i = 0; i < 3; i++) expect((await send('{}')).status).toBe(200)
  const response = await send('{}')
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('60')
  expect(taken).toHaveLength(3)
})

it('is 503 while the store is away, so that the platform sends it again, and counts what became of each', async () => {
  await send('{}')
  answer = async () => ({ status: 401, body: {} })
  await send('{}')
  answer = () => Promise.reject(new StoreError('disk full'))
  expect((await send('{}')).status).toBe(503)
  const text = await http.metrics.text()
  for (const outcome of ['taken', 'refused', 'failed']) {
    expect(text).toContain(`jineng_platform_messages_total{outcome="${outcome}"} 1`)
  }
})

it('is no way in where nobody takes them', async () => {
  const closed = await openHttpSchool()
  expect((await fetch(`${closed.url}/webhooks/ezviz`, { method: 'POST' })).status).toBe(404)
  await closed.close()
})
