import { DAY } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { lastAnswer } from '../documents/camera-days'
import type { AskingServer } from './ask'
import { askAll, type Pull, type Pulled } from './ask-all'
import { type CameraDate, CameraTimetable } from './camera-timetable'
import { isDue, isKnown } from './due'
import { Looks } from './looks'
import { type KnownCameraDate, withStreams } from './streams'

/** Older dates are asked for by hand alone: a class that came with its history is not worth a day's calls. */
const LOOK_BACK_MS = 45 * DAY

/**
 * Asks for every camera's date that is due now, the latest first. What was asked is kept at once, so a round can stop
 * anywhere, and the next one goes on.
 * @throws StoreError
 */
export async function pullDue(server: AskingServer, pull: Pull): Promise<Pulled> {
  const { store, clock } = server
  const now = clock.now()
  const timetable = await CameraTimetable.read(store)
  const looks = await Looks.read(store, timetable, now)
  const needed = timetable.datesSince(LOOK_BACK_MS, now).reverse()
  const wanted = needed.filter(one => looks.isWanted(one, now))
  const looked = await lookAt(store, wanted, pull)
  const due = looked.filter(({ one, stream }) => isDue(one, lastAnswer(stream), now, isKnown(one, stream)))
  const asked = await askAll(
    server,
    timetable,
    due.map(({ one }) => one),
    pull,
  )
  const seen = looked.map(({ one, stream }) => {
    const told = asked.get(one)
    return told ? { one, stream: told, at: told.askedAt ?? now } : { one, stream, at: now }
  })
  await looks.keep(seen, needed, clock.now())
  return { left: looked.length < wanted.length || asked.size < due.length }
}

async function lookAt(
  store: StoreReader,
  wanted: readonly CameraDate[],
  { goOn }: Pull,
): Promise<KnownCameraDate[]> {
  const looked: KnownCameraDate[] = []
  for await (const some of withStreams(store, wanted)) {
    looked.push(...some)
    if (goOn && !goOn()) break
  }
  return looked
}
