import path from 'node:path'

/** What the measurements run: the models, the engine's worker, and that of the bare models. */
export interface FaceFiles {
  readonly models: string
  readonly worker: string
  readonly bareWorker: string
}

interface Tools {
  faceModels(): string
  faceWorker(): string
  bundle(entry: string, name: string, options: object): string
}

/** Run from the root: the tools are outside the bundle that this is a part of. */
export function faceFiles(): FaceFiles {
  const { faceModels, faceWorker } = require(path.resolve('tools/face-models.cjs')) as Tools
  const { bundle } = require(path.resolve('tools/bundle.cjs')) as Tools
  return {
    models: faceModels(),
    worker: faceWorker(),
    bareWorker: bundle('bench/face/bare-worker.ts', 'bench/face-bare-worker.cjs', {
      packages: 'external',
      sources: ['cloudfunctions/adapters/face-embedded', 'bench/face'],
    }),
  }
}
