import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question } from './messages'
import { type Networks, openNetworks } from './models/networks'
import { Pyramid } from './picture/pyramid'
import { openPicture, readFace, readPicture } from './reading'

/**
 * What a thread of the engine runs: models of its own, and one picture after the other. The next is decoded beside the
 * models, on the runtime's own threads, or this one would stand still for it.
 */
async function serve(modelsFolder: string): Promise<void> {
  const networks = await openNetworks(modelsFolder)
  await warmUp(networks)
  let answered = Promise.resolve()
  parentPort!.on('message', (question: Question | null) => {
    // Null: nothing more will be asked.
    const next = question === null ? () => parentPort!.close() : answerTo(networks, question)
    answered = answered.then(next)
  })
  tell({ kind: 'ready' })
}

/** @returns what gives the answer, to be called when it is this picture's turn */
function answerTo(networks: Networks, { number, picture }: Question): () => Promise<void> {
  const opened = openPicture(picture)
  return async () => {
    try {
      tell({ kind: 'reading', number, reading: await readPicture(networks, await opened) })
    } catch (error) {
      tell({ kind: 'failed', number, because: String(error) })
    }
  }
}

function tell(answer: Answer): void {
  parentPort!.postMessage(answer)
}

const WARM_SIDE = 640

/** The first run of each model is many times slower than the next; no trainee shall be the one who waits for it. */
async function warmUp(networks: Networks): Promise<void> {
  const grey = new Uint8Array(WARM_SIDE * WARM_SIDE * 3).fill(127)
  const pyramid = new Pyramid({ data: grey, width: WARM_SIDE, height: WARM_SIDE })
  await networks.detector.run()
  await readFace(networks, pyramid, { left: 160, top: 160, width: 320, height: 320 })
}

void serve((workerData as { modelsFolder: string }).modelsFolder)
