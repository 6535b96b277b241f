import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { servePages } from '../../../cloudfunctions/entries/local/http/pages'

const PAGE = '<title>技能长春</title>'
const SCRIPT = 'let packed = true'
const FOR_EVER = 'public, max-age=31536000, immutable'

let folder: string
let app: FastifyInstance
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jineng-packed-'))
  mkdirSync(join(folder, 'js'))
  for (const [name, content] of [
    ['index.html', PAGE],
    ['js/1.0123abcd.js', SCRIPT],
  ] as const) {
    writeFileSync(join(folder, name), content)
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content))
  }
  writeFileSync(join(folder, 'picture.svg'), '<svg/>')
  app = fastify()
  await servePages(app, folder, false)
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (url: string, takes?: string) =>
  app.inject({ url, ...(takes !== undefined && { headers: { 'accept-encoding': takes } }) })

const FILES = [
  ['/', PAGE, 'text/html', 'no-cache'],
  ['/index.html', PAGE, 'text/html', 'no-cache'],
  ['/js/1.0123abcd.js', SCRIPT, 'application/javascript', FOR_EVER],
] as const

describe.each(FILES)('%s', (url, content, type, kept) => {
  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ] as const)('is given as %s to who takes %s', async (encoding, takes, unpack) => {
    const { statusCode, headers, rawPayload } = await get(url, takes)
    expect(statusCode).toBe(200)
    expect(headers['content-encoding']).toBe(encoding)
    expect(unpack(rawPayload).toString()).toBe(content)
  })

  it.each([undefined, 'identity', 'zstd', 'br;q=0, gzip;q=0'])(
    'is given plain to who takes %s',
    async takes => {
      const { headers, body } = await get(url, takes)
      expect(headers['content-encoding']).toBeUndefined()
      expect(body).toBe(content)
    },
  )

  it.each([undefined, 'br', 'gzip'])('is told as what it is, and kept as long, for %s', async takes => {
    const { headers } = await get(url, takes)
    expect(headers['content-type']).toContain(type)
    expect(headers).toMatchObject({ 'cache-control': kept, vary: 'Accept-Encoding' })
  })
})

it('what was never packed is given plain to everybody', async () => {
  const { statusCode, headers, body } = await get('/picture.svg', 'br, gzip')
  expect([statusCode, headers['content-encoding'], body]).toEqual([200, undefined, '<svg/>'])
})

it('two ways of packing one file are two things to a cache', async () => {
  const tags = await Promise.all(
    ['br', 'gzip', 'identity'].map(async takes => (await get('/', takes)).headers.etag),
  )
  expect(new Set(tags).size).toBe(3)
})
