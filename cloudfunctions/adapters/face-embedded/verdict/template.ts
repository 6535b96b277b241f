import type { EnrolmentBasis } from '../../../domain/evidence/face'
import { type FaceTemplate, FaceVerifierError } from '../../../ports/face-verifier'
import { directionOf } from '../models/features'

const BYTES_PER_NUMBER = 4
const NUMBERS = 512

/** What is kept of a person: the direction between the directions of their photos. */
export function templateOf(
  photos: readonly Float32Array[],
  model: string,
  basis: EnrolmentBasis,
): FaceTemplate {
  const bytes = Buffer.alloc(NUMBERS * BYTES_PER_NUMBER)
  // Not the machine's order of bytes: a template must be read alike everywhere.
  directionOf(photos).forEach((value, i) => {
    bytes.writeFloatLE(value, i * BYTES_PER_NUMBER)
  })
  return { model, basis, numbers: bytes.toString('base64') }
}

/** @throws FaceVerifierError when it is another model's, or is not whole */
export function numbersOf(template: FaceTemplate, model: string): Float32Array {
  if (template.model !== model) throw new FaceVerifierError('The template was made by another model.')
  const bytes = Buffer.from(template.numbers, 'base64')
  const numbers = Float32Array.from({ length: bytes.length / BYTES_PER_NUMBER }, (_, i) =>
    bytes.readFloatLE(i * BYTES_PER_NUMBER),
  )
  if (numbers.length !== NUMBERS || !numbers.every(Number.isFinite)) {
    throw new FaceVerifierError('The template is not whole.')
  }
  return numbers
}
