import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** A name with a content hash in it never changes what it holds. */
const HASHED = /[.-][0-9a-f]{8,}\.[a-z0-9]+$/
const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g

/** The browser build of the app, and the headers that keep a page to its own origin. */
export async function servePages(app: FastifyInstance, folder: string, secure: boolean): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policyFor(folder) },
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

function policyFor(folder: string) {
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", ...inlineScriptHashes(join(folder, 'index.html'))],
    // Taro sets sizes as style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  }
}

/** The build may put a small script into the page itself; that one alone is let run, by its hash. */
function inlineScriptHashes(page: string): string[] {
  if (!existsSync(page)) return []
  return [...readFileSync(page, 'utf8').matchAll(INLINE_SCRIPT)]
    .map(([, script]) =>
      createHash('sha256')
        .update(script ?? '')
        .digest('base64'),
    )
    .map(hash => `'sha256-${hash}'`)
}
