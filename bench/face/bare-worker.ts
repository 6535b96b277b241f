import { parentPort, workerData } from 'node:worker_threads'
import { openNetworks } from '../../cloudfunctions/adapters/face-embedded/models/networks'

/**
 * The baseline: nothing but the models, as often as the engine runs them for one picture. No decoding, no scaling, no
 * comparing.
 */
async function serve(): Promise<void> {
  const { detector, landmarks, features, passive } = await openNetworks(
    (workerData as { models: string }).models,
  )
  const plan = [detector, ...Array.from({ length: 5 }, () => landmarks), features, features, passive]
  for (const { input } of plan) input.set(input.map((_, i) => ((i * 7_919) % 256) / 256))
  parentPort!.on('message', async (pictures: number) => {
    for (let i = 0; i < pictures; i++) for (const network of plan) await network.run()
    parentPort!.postMessage('done')
  })
  parentPort!.postMessage('ready')
}

void serve()
