import { join } from 'node:path'

interface FaceTools {
  faceModels(): string
  facePictures(): string
  faceWorker(): string
}

/** What an engine is opened with: models and the built worker. Tests are run from the repository's root. */
export function faceEngineFiles(): { readonly modelsFolder: string; readonly workerFile: string } {
  return { modelsFolder: tools().faceModels(), workerFile: tools().faceWorker() }
}

/** The folder of the demonstration pictures. */
export function facePictures(): string {
  return tools().facePictures()
}

function tools(): FaceTools {
  return require(join(process.cwd(), 'tools/face-models.cjs')) as FaceTools
}
