import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { forbidTelemetry } from '../../cloudfunctions/adapters/face-embedded/telemetry'

/** The bare models in as many threads as the engine has. */
export class BareModels {
  private constructor(private readonly threads: readonly Worker[]) {}

  /** @param picture with a face, for the models to look at */
  static async open(
    workerFile: string,
    models: string,
    picture: Uint8Array,
    count: number,
  ): Promise<BareModels> {
    forbidTelemetry()
    const workerData = { models, picture }
    const threads = Array.from({ length: count }, () => new Worker(workerFile, { workerData }))
    await Promise.all(threads.map(thread => once(thread, 'message')))
    return new BareModels(threads)
  }

  /** @param pictures in all, shared between the threads */
  async run(pictures: number): Promise<void> {
    const share = Math.ceil(pictures / this.threads.length)
    await Promise.all(
      this.threads.map(async thread => {
        thread.postMessage(share)
        await once(thread, 'message')
      }),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map(thread => thread.terminate()))
  }
}
