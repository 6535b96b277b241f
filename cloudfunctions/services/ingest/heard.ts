import type { Camera, Instant } from '../../domain/model'
import { RETENTION_MS } from '../../domain/recording/knowledge'
import { DAY } from '../../domain/time'
import type { PlatformMessage } from '../../ports/platform-messages'
import { put, replace, type Store, type StoreReader, type Versioned, type Write } from '../../ports/store'
import { CAMERA_DAYS, type CameraDayStream, distinctCameras, emptyCameraDay } from '../documents/camera-days'
import { HEARD_DEVICES, type HeardDevice } from '../documents/heard-devices'
import { readAll } from '../documents/read'
import type { AskingServer } from './ask'
import { askAll, type Pull, type Pulled } from './ask-all'
import { type CameraDate, CameraTimetable } from './camera-timetable'
import { isKnown } from './due'
import type { KnownCameraDate } from './streams'

/** So many devices are asked about at a time: after a power cut a whole school's cameras come back at once. */
const DEVICES_AT_A_TIME = 50

/**
 * The mark that goes into the same commit as a message after which the platform may hold what it did not tell before:
 * whoever takes the message need not live to ask.
 */
export function markHeard(deviceSerial: string, kind: PlatformMessage['kind'], at: Instant): Write[] {
  if (kind !== 'recording' && kind !== 'camera-online') return []
  return [put<HeardDevice>(HEARD_DEVICES, { id: deviceSerial, at, waiting: 1 })]
}

/**
 * Asks for what is not known yet of the devices that have told something of themselves. A device that tells something
 * more meanwhile, or was not asked about to the end, waits on.
 * @throws StoreError
 */
export async function askHeard(server: AskingServer, pull: Pull): Promise<Pulled> {
  const { store, clock } = server
  const waiting = { index: 'byWaiting', equal: [1], limit: DEVICES_AT_A_TIME }
  const { items, next } = await store.range(HEARD_DEVICES, waiting)
  if (items.length === 0) return { left: false }
  const timetable = await CameraTimetable.read(store)
  const heardAt = new Map(items.map(({ document: { id, at } }) => [id, at]))
  const wanted = await notKnownOf(store, timetable, heardAt, clock.now())
  const asked = await askAll(server, timetable, wanted, pull)
  const unasked = new Set(wanted.filter(one => !asked.has(one)).map(({ camera }) => camera.deviceSerial))
  const done = items.filter(({ document }) => !unasked.has(document.id))
  let settled = 0
  for (const mark of done) if (await settle(store, mark)) settled += 1
  return { left: next !== null || settled < items.length }
}

async function settle(store: Store, { document, version }: Versioned<HeardDevice>): Promise<boolean> {
  const asked = replace<HeardDevice>(HEARD_DEVICES, { ...document, waiting: 0 }, version)
  return (await store.commit([asked])).committed
}

/** The devices' camera dates of the week that the platform keeps whose sessions have begun. */
async function notKnownOf(
  store: StoreReader,
  timetable: CameraTimetable,
  heardAt: ReadonlyMap<string, Instant>,
  now: Instant,
): Promise<CameraDate[]> {
  // Lessons that begin before midnight are on the date before.
  const begun = timetable
    .datesSince(RETENTION_MS + DAY, now)
    .filter(
      ({ camera, sessions }) =>
        heardAt.has(camera.deviceSerial) && sessions.some(({ start }) => start <= now),
    )
  const wanted: CameraDate[] = []
  for (const camera of distinctCameras(begun.map(one => one.camera))) {
    const known = await ofCamera(store, camera, begun)
    const since = heardAt.get(camera.deviceSerial)!
    const unknown = known.filter(
      ({ one, stream }) => !isKnown(one, stream) && !isAskedSince(stream, since, now),
    )
    wanted.push(...unknown.map(({ one }) => one))
  }
  return wanted
}

async function ofCamera(
  store: StoreReader,
  { deviceSerial, channelNo }: Camera,
  begun: readonly CameraDate[],
): Promise<KnownCameraDate[]> {
  const own = begun.filter(
    ({ camera }) => camera.deviceSerial === deviceSerial && camera.channelNo === channelNo,
  )
  const range = {
    index: 'byCamera',
    equal: [deviceSerial, channelNo],
    from: own[0]!.date,
    to: own.at(-1)!.date,
  }
  const streams = await readAll(store, CAMERA_DAYS, range)
  return own.map(one => ({
    one,
    stream: streams.find(({ date }) => date === one.date) ?? emptyCameraDay(one.camera, one.date),
  }))
}

/** A round that was stopped goes on with what is left. Later than now is before the clock was set back. */
function isAskedSince({ askedAt }: CameraDayStream, heardAt: Instant, now: Instant): boolean {
  return askedAt !== null && heardAt < askedAt && askedAt <= now
}
