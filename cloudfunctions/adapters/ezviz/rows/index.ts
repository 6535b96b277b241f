import type { Camera, Interval, Recording } from '../../../domain/model'
import { type RecordingAnswer, RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import { isRefusal } from '../codes'
import type { RowLists } from '../config'
import { cardByTime, storageByTime } from './by-time'
import { cloudSpace } from './cloud-space'
import { type AskPage, readList } from './page'
import { cardUnified } from './unified'

const NO_CLOUD_STORAGE = '20019'

type ReadRows = (span: Interval) => Promise<Recording[]>

/** A camera that can't have cloud storage has no rows there: that is an answer, not an outage. */
async function emptyWithoutCloud(rows: Promise<Recording[]>): Promise<Recording[]> {
  try {
    return await rows
  } catch (error) {
    if (isRefusal(error, [NO_CLOUD_STORAGE])) return []
    throw error
  }
}

const reading =
  (askPage: AskPage): ReadRows =>
  span =>
    readList(askPage, span)

function cardReader(client: EzvizClient, camera: Camera, card: RowLists['card'], requestId: string) {
  if (card === 'none') return null
  return reading((card === 'by-time' ? cardByTime : cardUnified)(client, camera, requestId))
}

function cloudReader(client: EzvizClient, camera: Camera, cloud: RowLists['cloud'], requestId: string) {
  if (cloud.kind === 'none') return null
  if (cloud.kind === 'cloud-2.0') return reading(cloudSpace(client, camera, cloud.spaceId, requestId))
  const stored = reading(storageByTime(client, camera, requestId))
  return (span: Interval) => emptyWithoutCloud(stored(span))
}

/** The same row comes twice at page joints, and once a day when it crosses midnight. */
function distinct(rows: readonly Recording[]): Recording[] {
  const key = (row: Recording) =>
    [row.recType, row.deviceSerial, row.channelNo, row.startTime, row.endTime].join(' ')
  return [...new Map(rows.map(row => [key(row), row])).values()]
}

/** A row that ends before it starts is passed on as well: it is for the rules to drop and report it. */
function touches(row: Recording, span: Interval): boolean {
  return (
    Math.min(row.startTime, row.endTime) <= span.end && Math.max(row.startTime, row.endTime) >= span.start
  )
}

/** Where nothing can be read, "nothing there" would be a lie. */
function nowhere(): RecordingSourceError {
  const advice = '没有设置从存储卡还是从云端读取录像，请管理员在设置里至少选一处。'
  return new RecordingSourceError('configuration', advice, null)
}

/** The card of a camera that is offline (20007) can't be read now; what the cloud holds of it can. */
async function readCard(card: ReadRows | null, span: Interval): Promise<RecordingAnswer> {
  try {
    return { rows: card ? await card(span) : [], setback: null }
  } catch (error) {
    if (error instanceof RecordingSourceError && error.fault === 'camera-offline') {
      return { rows: [], setback: error }
    }
    throw error
  }
}

/**
 * All rows of one camera that touch the span, from the card and from the cloud, each asked for itself. When the camera
 * is offline, the rows of the cloud come with the setback that says that the card's are missing.
 * @throws RecordingSourceError for everything else that could not be asked
 */
export async function listRecordings(
  client: EzvizClient,
  lists: RowLists,
  camera: Camera,
  span: Interval,
  requestId: string,
): Promise<RecordingAnswer> {
  if (span.end < span.start) throw new RangeError('the span ends before it starts')
  const card = cardReader(client, camera, lists.card, requestId)
  const cloud = cloudReader(client, camera, lists.cloud, requestId)
  if (card === null && cloud === null) throw nowhere()
  const { rows: onCard, setback } = await readCard(card, span)
  const inCloud = cloud ? await cloud(span) : []
  return { rows: distinct([...onCard, ...inCloud]).filter(row => touches(row, span)), setback }
}
