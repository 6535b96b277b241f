import { resolve } from 'node:path'
import { Pool } from '../../cloudfunctions/adapters/face-embedded/pool'
import { tellAccuracy } from './accuracy'
import { faceFiles } from './files'
import { manifestOf } from './manifest'
import { tellPassive } from './passive'
import { readSet } from './read-set'
import { tellSpeed } from './speed'
import { tellTurners } from './turners'
import { tellTurns } from './turns'

/**
 * `npm run bench:face -- --set DIR`: how often the embedded engine takes another person for a trainee or a trainee for
 * another, by the pictures of a folder with a `manifest.csv`; and how fast it is. Exit status 1 over a limit of speed.
 * `--turners`: how often it refuses somebody who turns their head as asked, by how quickly they do.
 */
async function main([option, folder]: readonly string[]): Promise<void> {
  const isSet = option === '--set' && folder !== undefined
  if (!isSet && option !== '--turners') {
    throw new Error('用法：npm run bench:face -- --set 照片目录（其中有 manifest.csv），或 -- --turners')
  }
  const files = faceFiles()
  const pool = await Pool.open({
    workerFile: files.worker,
    modelsFolder: files.models,
    workers: 2,
    queue: 100,
    deadlineMs: 60_000,
  })
  try {
    if (!isSet) return await tellTurners(pool)
    const looked = await readSet(pool, manifestOf(resolve(folder)))
    tellAccuracy(looked)
    tellPassive(looked)
    if (!(await tellSpeed(looked, files))) process.exitCode = 1
    await tellTurns(pool, looked)
  } finally {
    await pool.close()
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
