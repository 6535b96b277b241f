import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FaceVerifierError } from '../../ports/face-verifier'
import models from './models.json'

/** Raised when the same models measure a face otherwise than before, as by another alignment. */
const REVISION = 1

/** What templates are named by: those of other models, or measured otherwise, can't be compared. */
export const MODEL = `face-embedded/${REVISION}/${models.files['fr_feature.onnx']}`

/** @throws FaceVerifierError when a model is missing, or is another than the one that was measured */
export async function checkModels(folder: string): Promise<void> {
  for (const [name, sum] of Object.entries(models.files)) {
    if ((await checksumOf(join(folder, name))) !== sum) {
      throw new FaceVerifierError(`The face model ${name} is not the one that was measured.`)
    }
  }
}

async function checksumOf(file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  } catch (cause) {
    throw new FaceVerifierError('A face model is missing.', { cause })
  }
}
