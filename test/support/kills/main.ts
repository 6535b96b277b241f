import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { builtFunctions } from '../build-functions'
import { embeddedSite } from './embedded'
import { FunctionSite } from './functions'
import { runKills } from './run'
import type { Site } from './site'

/** `npm run kills -- 200`: kills the server so often under load, and says what was lost; `--engine cloudbase`: the functions. */
async function main(): Promise<void> {
  const { kills, engine } = argumentsOf(process.argv.slice(2))
  const dataFolder = mkdtempSync(join(tmpdir(), 'jineng-kills-'))
  const site = await siteOn(engine, dataFolder)
  const report = await runKills({
    site,
    kills,
    onKill: (done, acknowledged) => {
      if (done % 10 === 0) console.log(`已强行终止 ${done} 次，已答复 ${acknowledged} 件，没有丢失`)
    },
  })
  await site.close()
  console.log(
    `强行终止 ${report.kills} 次：已答复 ${report.acknowledged} 件，重发 ${report.sentAgain} 件，问题 ${report.faults.length} 处`,
  )
  for (const fault of report.faults.slice(0, 20)) console.log(`  ${fault}`)
  if (report.faults.length > 0) process.exitCode = 1
  else rmSync(dataFolder, { recursive: true, force: true })
}

/** @throws Error for arguments that say anything else */
function argumentsOf(args: readonly string[]): { kills: number; engine: string } {
  const said = /^(\d+)?\s*(?:--engine[ =](sqlite|cloudbase))?$/.exec(args.join(' '))
  if (said === null) throw new Error('只认识次数和 --engine sqlite（默认）或 --engine cloudbase。')
  return { kills: Number(said[1] ?? 200), engine: said[2] ?? 'sqlite' }
}

function siteOn(engine: string, dataFolder: string): Promise<Site> {
  if (engine === 'cloudbase') return FunctionSite.open(builtFunctions())
  const { bundle } = require(resolve('tools/bundle.cjs')) as {
    bundle: (entry: string, name: string, options: object) => string
  }
  const server = bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', { packages: 'external' })
  return embeddedSite(server, dataFolder)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
