import type { DateText } from '../../domain/model'
import { lastAnswer } from '../documents/camera-days'
import type { AskingServer } from './ask'
import { askAll, type Pull, type Pulled } from './ask-all'
import { type CameraDate, CameraTimetable } from './camera-timetable'
import { isKnown } from './due'
import { type KnownCameraDate, withStreams } from './streams'

/**
 * Asks for every camera's date from one date to another that is not known whole, for a person who wants it now. Begun
 * again after it was stopped, it goes on where it stopped.
 * @param again also those that are known, and those that were asked too late: what is gone doesn't come back
 * @throws StoreError
 */
export async function pullBetween(
  server: AskingServer,
  from: DateText,
  to: DateText,
  again: boolean,
  pull: Pull,
): Promise<Pulled> {
  const timetable = await CameraTimetable.read(server.store)
  const wanted: CameraDate[] = []
  for await (const some of withStreams(server.store, timetable.datesBetween(from, to))) {
    wanted.push(...some.filter(known => again || isWanted(known)).map(({ one }) => one))
    if (pull.goOn && !pull.goOn()) return { left: true }
  }
  const asked = await askAll(server, timetable, wanted, pull)
  return { left: asked.size < wanted.length }
}

function isWanted({ one, stream }: KnownCameraDate): boolean {
  return !isKnown(one, stream) && lastAnswer(stream)?.silence !== 'retention-passed'
}
