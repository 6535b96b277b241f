import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runKills } from './run'

/** `npm run kills -- 200`: kills the server so often under load, and says what was lost. */
async function main(): Promise<void> {
  const kills = Number(process.argv[2] ?? 200)
  const dataFolder = mkdtempSync(join(tmpdir(), 'jineng-kills-'))
  const { bundle } = require(resolve('tools/bundle.cjs')) as {
    bundle: (entry: string, name: string, options: object) => string
  }
  const report = await runKills({
    bundle: bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', { packages: 'external' }),
    dataFolder,
    kills,
    onKill: (done, acknowledged) => {
      if (done % 10 === 0) console.log(`已强行终止 ${done} 次，已答复 ${acknowledged} 件，没有丢失`)
    },
  })
  console.log(
    `强行终止 ${report.kills} 次：已答复 ${report.acknowledged} 件，重发 ${report.sentAgain} 件，问题 ${report.faults.length} 处`,
  )
  for (const fault of report.faults.slice(0, 20)) console.log(`  ${fault}`)
  if (report.faults.length > 0) process.exitCode = 1
  else rmSync(dataFolder, { recursive: true, force: true })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
