import { Pool } from '../../../cloudfunctions/adapters/face-embedded/pool'
import { faceEngineFiles } from './files'
import { frameOf, jpegOf } from './frame'

/** Run as a process of its own: the engine looks at a picture of a face, as on a server. */
async function lookOnce(): Promise<void> {
  const pool = await Pool.open({ ...faceEngineFiles(), workers: 1, queue: 1, deadlineMs: 60_000 })
  const [reading] = await pool.read([await jpegOf(await frameOf({ person: 'trainee' }))])
  await pool.close()
  console.log(reading!.picture?.face ? 'a face' : 'no face')
}

void lookOnce()
