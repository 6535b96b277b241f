import { parentPort, workerData } from 'node:worker_threads'
import { openNetworks } from '../../cloudfunctions/adapters/face-embedded/models/networks'
import { openPicture, readPicture } from '../../cloudfunctions/adapters/face-embedded/reading'

/**
 * The baseline: nothing but the models, as often as the engine runs them for one picture. No decoding, no scaling, no
 * comparing. They see what the engine showed them last of a real picture: of a made one the features take a quarter
 * less time.
 */
async function serve(): Promise<void> {
  const { models, picture } = workerData as { models: string; picture: Uint8Array }
  const networks = await openNetworks(models)
  await readPicture(networks, await openPicture(picture))
  const { detector, landmarks, features, passive } = networks
  const plan = [detector, ...Array.from({ length: 5 }, () => landmarks), features, features, passive]
  parentPort!.on('message', async (pictures: number) => {
    for (let i = 0; i < pictures; i++) for (const network of plan) await network.run()
    parentPort!.postMessage('done')
  })
  parentPort!.postMessage('ready')
}

void serve()
