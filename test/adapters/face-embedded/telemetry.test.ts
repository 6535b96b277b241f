import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const { bundle } = require(resolve('tools/bundle.cjs')) as {
  bundle: (entry: string, name: string, options: object) => string
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'face-telemetry-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reports nothing of what it looks at: the runtime makes neither its number of the machine nor its letters', () => {
  const script = bundle('test/support/face-clips/look-once.ts', 'tests/look-once.cjs', {
    packages: 'external',
    sources: ['cloudfunctions', 'test/support'],
  })
  const [home, scratch] = [join(folder, 'home'), join(folder, 'scratch')]
  for (const place of [home, scratch]) mkdirSync(place)
  // No variable of a machine for tests, where the runtime would be silent by itself.
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: scratch }
  const run = spawnSync(process.execPath, [script], { env, encoding: 'utf8' })
  expect(run).toMatchObject({ status: 0, stdout: 'a face\n' })
  expect(readdirSync(home)).toEqual([])
  expect(readdirSync(scratch)).toEqual([])
}, 60_000)
