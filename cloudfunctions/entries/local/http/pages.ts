import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'

/** A name with a content hash in it never changes what it holds, packed or not. */
const HASHED = /[.-][0-9a-f]{8,}\.[a-z0-9]+(\.(br|gz))?$/

const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Taro sets sizes as style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  // A camera's picture is at an address of the platform's storage, which it doesn't name; the stand-in's is here.
  imgSrc: ["'self'", 'data:', 'https:', 'http://127.0.0.1:*'],
  // A recording, too, is played from an address of the platform's.
  mediaSrc: ["'self'", 'https:'],
  fontSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** The browser build of the app, and the headers that keep a page to its own origin. */
export async function servePages(app: FastifyInstance, folder: string, secure: boolean): Promise<void> {
  const headers = await securityHeaders(secure)
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers)
    done()
  })
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    // The build packs what it makes: on a phone's line the time goes by the bytes.
    preCompressed: true,
    setHeaders(reply, path) {
      const forEver = HASHED.test(path)
      reply.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
      // What a cache keeps for one browser may be packed in a way that another can't read.
      reply.setHeader('Vary', 'Accept-Encoding')
    },
  })
}

const OF_ONE_ANSWER: ReadonlySet<string> = new Set(['content-type', 'content-length', 'date', 'connection'])

/** They are the same on every answer, so helmet is asked once and not each time. */
async function securityHeaders(secure: boolean): Promise<Record<string, string>> {
  const asked = fastify()
  await asked.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: secure,
    xFrameOptions: { action: 'deny' },
  })
  asked.get('/', async () => '')
  const { headers } = await asked.inject('/')
  await asked.close()
  const own = Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.has(name))
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
}
