import { openFaceEngine } from '../../adapters/face-embedded'
import { noFaceVerifier } from '../../adapters/no-face'
import { type FaceVerifier, FaceVerifierError } from '../../ports/face-verifier'
import type { Log } from './log'

/** Where the engine of this machine has its parts, as `npm start` prepares them. */
export interface FaceSettings {
  readonly modelsFolder: string
  readonly workerFile: string
}

/**
 * The engine of this machine. One that does not start keeps nobody from checking in: the log says why, and check-ins go
 * the way without face, which says so.
 * @param settings null: faces are turned off
 */
export async function openFaces(
  settings: FaceSettings | null,
  log: Pick<Log, 'error'>,
): Promise<FaceVerifier> {
  if (settings === null) return noFaceVerifier
  try {
    return await openFaceEngine(settings)
  } catch (error) {
    if (!(error instanceof FaceVerifierError)) throw error
    log.error({ err: error }, 'the face engine did not start')
    return { way: 'none', because: NOT_STARTED }
  }
}

const NOT_STARTED =
  '人脸识别这会儿没有启动，签到先按服务器时间记下，由任课教师当面确认或凭课堂签到码计入考勤。管理员可以在日志里看到原因。'
