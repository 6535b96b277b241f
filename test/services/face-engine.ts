import { drawChallenge } from '../../cloudfunctions/adapters/face-embedded/challenge'
import { parametersOn } from '../../cloudfunctions/adapters/face-embedded/parameters'
import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import type { EngineVerdict, FaceEngine, FaceVerifier } from '../../cloudfunctions/ports/face-verifier'

export const MODEL = 'models-of-a-test'

/** An engine that says the same of whomever it is shown; an error is thrown in its place. */
export function engineSaying(outcome: EngineVerdict['outcome'] | Error): FaceEngine {
  return {
    way: 'frames',
    model: MODEL,
    draw: on => drawChallenge(parametersOn(on).challenge),
    enrol: async (_, basis) => ({
      enrolled: true,
      template: { model: MODEL, basis, numbers: Buffer.from('numbers of a face').toString('base64') },
    }),
    judge: async ({ steps, frames }) => {
      if (outcome instanceof Error) throw outcome
      return {
        outcome,
        figures: {
          likeness: 7_000,
          threshold: 4_600,
          passive: null,
          steps: steps.map(step => ({ step, seen: true })),
          marks: frames.map((_, place) => ({
            exact: String(place).padStart(64, '0'),
            alike: '0'.repeat(16),
          })),
        },
      }
    },
    close: async () => {},
  }
}

const PICTURE = Buffer.from('picture').toString('base64')
/** What a phone sends to be looked at. */
export const FRAMES = [{ picture: PICTURE, takenAt: 0, step: null }]

/** As much of a `School` as is needed here. */
interface Asked {
  face: FaceVerifier
  answer<K extends Operation>(who: string, operation: K, input: Input<K>): Promise<Answers[K]>
}

/** The school has this engine from now on; its trainees have consented and are enrolled, each by their instructor. */
export async function installFaces(school: Asked, outcome: EngineVerdict['outcome'] | Error): Promise<void> {
  school.face = engineSaying(outcome)
  for (const [who, traineeId, instructor, classId] of [
    ['t1', 'T1', 'i1', 'C1'],
    ['t2', 'T2', 'i1', 'C1'],
    ['t3', 'T3', 'i2', 'C2'],
  ] as const) {
    const { text } = await school.answer(who, 'face-standing', {})
    await school.answer(who, 'give-face-consent', { version: text.version })
    const photos = [PICTURE, PICTURE, PICTURE]
    await school.answer(instructor, 'enrol-face', { classId, traineeId, photos, basis: 'frames' })
  }
}

/** Has a check of the face opened and judged for an attempt, as a phone does. @returns the check's id */
export async function lookedAt(...asked: Parameters<typeof lookedAtIfOpened>): Promise<string> {
  const checkId = await lookedAtIfOpened(...asked)
  if (checkId === null) throw new Error('there is no lesson to check in to')
  return checkId
}

/** The same; null: there is no lesson to check in to, and the tap goes as it is. */
export async function lookedAtIfOpened(
  school: Pick<Asked, 'answer'>,
  who: string,
  attemptKey: string,
  faceKey = attemptKey,
): Promise<string | null> {
  const answer = await school.answer(who, 'open-face', { attemptKey, faceKey })
  if (!answer.opened && answer.why === 'no-lesson') return null
  if (!answer.opened) throw new Error(`no check was opened: ${answer.why}`)
  const { checkId } = answer.task
  await school.answer(who, 'judge-face', { checkId, frames: FRAMES })
  return checkId
}
