import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** A name with a content hash in it never changes what it holds. */
const HASHED = /[.-][0-9a-f]{8,}\.[a-z0-9]+$/

const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Taro sets sizes as style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** The browser build of the app, and the headers that keep a page to its own origin. */
export async function servePages(app: FastifyInstance, folder: string, secure: boolean): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: secure,
    xFrameOptions: { action: 'deny' },
  })
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders(reply, path) {
      const forEver = HASHED.test(path)
      reply.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
