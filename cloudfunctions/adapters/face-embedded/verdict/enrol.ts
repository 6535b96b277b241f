import type { EnrolmentBasis } from '../../../domain/evidence/face'
import type { Enrolment } from '../../../ports/face-verifier'
import { likeness } from '../models/features'
import type { FaceParameters } from '../parameters'
import type { Reading } from '../reading'
import { gate } from './gates'
import { templateOf } from './template'

/** A template of the photos, unless one of them is of no use or of somebody else. */
export function enrolmentOf(
  readings: readonly Reading[],
  basis: EnrolmentBasis,
  model: string,
  { enrol }: FaceParameters,
): Enrolment {
  const faces: Float32Array[] = []
  for (const [photo, reading] of readings.entries()) {
    const gated = gate(reading, enrol)
    if (gated.fault !== null) return { enrolled: false, photo, fault: gated.fault }
    faces.push(gated.face.numbers)
  }
  const stranger = strangerAmong(faces, enrol.leastLikeness / 10_000)
  if (stranger !== null) return { enrolled: false, photo: stranger, fault: 'not-one-person' }
  return { enrolled: true, template: templateOf(faces, model, basis) }
}

/** The photo that is least like the others, when any two are not alike enough. */
function strangerAmong(faces: readonly Float32Array[], least: number): number | null {
  const alike = faces.map(face => faces.filter(other => other !== face).map(other => likeness(face, other)))
  if (alike.flat().every(value => value >= least)) return null
  const totals = alike.map(values => values.reduce((sum, value) => sum + value, 0))
  return totals.indexOf(Math.min(...totals))
}
