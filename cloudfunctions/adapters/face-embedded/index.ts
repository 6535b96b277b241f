import { availableParallelism } from 'node:os'
import type { EnrolmentBasis } from '../../domain/evidence/face'
import { dateOf } from '../../domain/time'
import {
  type FaceClip,
  type FaceEngine,
  type FaceTemplate,
  FaceVerifierError,
} from '../../ports/face-verifier'
import { drawChallenge } from './challenge'
import { checkModels, MODEL } from './model'
import { type FaceParameters, parametersOn } from './parameters'
import { Pool } from './pool'
import { enrolmentOf } from './verdict/enrol'
import { verdictOn } from './verdict/judge'
import { numbersOf } from './verdict/template'

export interface FaceEngineOptions {
  /** Where the models are, as `tools/face-models.cjs` brings them. */
  readonly modelsFolder: string
  /** What a thread runs: `worker.ts`, bundled. */
  readonly workerFile: string
  /** Threads. Left out: one a processor, two at most. */
  readonly workers?: number
  /** How many pictures may wait; left out: 200. A request that would bring more is turned away at once. */
  readonly queue?: number
  /** How long a request may take, waiting included; left out: ten seconds. */
  readonly deadlineMs?: number
  /** Oldest first; left out: those that are in force. */
  readonly editions?: readonly FaceParameters[]
}

/**
 * Faces are compared on this machine, in threads of their own: pictures go in, numbers come out, nothing is kept.
 *
 * @throws FaceVerifierError when the models are not there, or a thread does not start
 */
export async function openFaceEngine(options: FaceEngineOptions): Promise<FaceEngine> {
  const { editions } = options
  await checkModels(options.modelsFolder)
  const pool = await Pool.open({
    workerFile: options.workerFile,
    modelsFolder: options.modelsFolder,
    workers: options.workers ?? Math.min(2, availableParallelism()),
    queue: options.queue ?? 200,
    deadlineMs: options.deadlineMs ?? 10_000,
  })
  return {
    way: 'frames',
    model: MODEL,
    draw: on => drawChallenge(parametersOn(on, editions).challenge),
    async enrol(photos, basis, on) {
      mustBeAsMany(photos, basis)
      return enrolmentOf(await pool.read(photos), basis, MODEL, parametersOn(on, editions))
    },
    async judge(clip: FaceClip, template: FaceTemplate) {
      const numbers = numbersOf(template, MODEL)
      const readings = await pool.read(clip.frames.map(frame => frame.picture))
      const parameters = parametersOn(dateOf(clip.openedAt), editions)
      return verdictOn(clip, readings, template, numbers, parameters)
    },
    close: () => pool.close(),
  }
}

const PHOTOS: Readonly<Record<EnrolmentBasis, number>> = { frames: 3, 'id-photo': 1 }

function mustBeAsMany(photos: readonly Uint8Array[], basis: EnrolmentBasis): void {
  if (photos.length === PHOTOS[basis]) return
  throw new FaceVerifierError(`An enrolment by ${basis} takes ${PHOTOS[basis]} photos.`)
}
