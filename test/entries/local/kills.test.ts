import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { embeddedSite } from '../../support/kills/embedded'
import { runKills } from '../../support/kills/run'

// `npm run kills -- 200` does the same two hundred times.
const KILLS = 6
jest.setTimeout(180_000)

it('keeps all that it acknowledged, once, however often it is killed at work', async () => {
  const { bundle } = require(resolve('tools/bundle.cjs')) as {
    bundle: (entry: string, name: string, options: object) => string
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'jineng-kills-'))
  const server = bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', { packages: 'external' })
  const site = await embeddedSite(server, dataFolder)
  const report = await runKills({ site, kills: KILLS, onKill: () => {} })
  expect(report.faults).toEqual([])
  expect(report.kills).toBe(KILLS)
  expect(report.acknowledged).toBeGreaterThan(20)
  expect(report.sentAgain).toBeGreaterThan(0)
  rmSync(dataFolder, { recursive: true, force: true })
})
