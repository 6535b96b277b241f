import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFaces } from '../../../cloudfunctions/entries/local/faces'
import { createLog } from '../../../cloudfunctions/entries/local/log'

const log = createLog('silent')

it('nobody looks at faces where they are turned off', async () => {
  expect((await openFaces(null, log)).way).toBe('none')
})

it('an engine whose models are not there keeps nobody from checking in, and the log says why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no-models-'))
  const error = jest.spyOn(log, 'error')
  const verifier = await openFaces({ modelsFolder: folder, workerFile: join(folder, 'none.cjs') }, log)
  expect(verifier).toMatchObject({ way: 'none', because: expect.stringContaining('课堂签到码') })
  expect(error).toHaveBeenCalledWith({ err: expect.any(Error) }, 'the face engine did not start')
  await rm(folder, { recursive: true })
})
