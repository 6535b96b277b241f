import type { Parsed } from '../../contract/app'
import type { FaceRollEntry } from '../../contract/face'
import { CLASSES, TRAINEES } from '../documents/classes'
import { FACE_CONSENTS } from '../documents/face-consents'
import { read, readAll } from '../documents/read'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { standingOf } from './standing'

/** Who of the class has consented, is enrolled, or goes without; by trainee id. */
export async function faceRoll(
  { store, faceVerifier }: Server,
  { classId }: Parsed<'face-roll'>,
): Promise<Outcome<'face-roll'>> {
  const ofClass = { index: 'byClass', equal: [classId] }
  const [record, trainees, streams] = await Promise.all([
    read(store, CLASSES, classId),
    readAll(store, TRAINEES, ofClass),
    readAll(store, FACE_CONSENTS, ofClass),
  ])
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const streamOf = new Map(streams.map(stream => [stream.traineeId, stream]))
  const entries = trainees.map(({ id, name }): FaceRollEntry => {
    const { consent, enrolled, way } = standingOf(faceVerifier, streamOf.get(id) ?? null)
    return {
      traineeId: id,
      name,
      consented: consent !== null,
      enrolledAt: enrolled?.at ?? null,
      keptUntil: enrolled?.keptUntil ?? null,
      way,
    }
  })
  return { done: true, answer: { by: faceVerifier.way, trainees: entries } }
}
