import type { CameraDayStream } from '../documents/camera-days'
import { type AskingServer, askCameraDay } from './ask'
import type { CameraDate, CameraTimetable } from './camera-timetable'

export interface Pull {
  readonly requestId: string
  /** Called after each camera's date; answers whether to go on. */
  onAsked(asked: CameraDayStream, done: number, of: number): boolean
  /** Called before more is read; answers whether to go on. Left out: yes. */
  goOn?(): boolean
}

/** `left`: it was stopped before all was asked, and what is left is still due. */
export interface Pulled {
  readonly left: boolean
}

/** So many cameras are asked at a time: what waits for its turn within the source loses the time for its answer. */
export const CAMERAS_AT_A_TIME = 3

/**
 * Asks for cameras' dates until all are asked, or it is told to stop; questions under way are finished and kept.
 * @returns what is known now of those that were asked
 * @throws what asking throws, when nothing is under way any more
 */
export async function askAll(
  server: AskingServer,
  timetable: CameraTimetable,
  wanted: readonly CameraDate[],
  pull: Pull,
): Promise<Map<CameraDate, CameraDayStream>> {
  const asked = new Map<CameraDate, CameraDayStream>()
  const failures: unknown[] = []
  let next = 0
  let goOn = pull.goOn?.() ?? true
  const worker = async () => {
    for (let one = wanted[next++]; one !== undefined && goOn; one = wanted[next++]) {
      try {
        const stream = await askCameraDay(server, one.camera, one.date, pull.requestId, timetable)
        asked.set(one, stream)
        goOn = pull.onAsked(stream, asked.size, wanted.length) && goOn
      } catch (error) {
        failures.push(error)
        goOn = false
      }
    }
  }
  await Promise.all(Array.from({ length: CAMERAS_AT_A_TIME }, worker))
  if (failures.length > 0) throw failures[0]
  return asked
}
