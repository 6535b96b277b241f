import type { Camera, Interval, Recording } from '../../domain/model'
import { RecordingSourceError } from '../../ports/recording-source'
import type { EzvizClient } from './client'
import { unreadable } from './codes'
import { type FileListPage, readFileList } from './file-list'
import { shanghaiDays } from './shanghai'

const PATH = '/api/lapp/video/by/time'
const CLOUD = 1
const LOCAL = 2
const PAGE_SIZE = { [CLOUD]: '1000', [LOCAL]: '500' } as const
const NO_CLOUD_STORAGE = '20019'

/** One page of one day from one of the two stores. */
type AskPage = (from: number, to: number) => Promise<FileListPage>

function pageAsker(client: EzvizClient, camera: Camera, recType: 1 | 2, requestId: string): AskPage {
  const fixed = {
    deviceSerial: camera.deviceSerial.toUpperCase(),
    channelNo: String(camera.channelNo),
    recType: String(recType),
    version: '2.0',
    pageSize: PAGE_SIZE[recType],
  }
  return async (from, to) => {
    const asked = { ...fixed, startTime: String(from), endTime: String(to) }
    return readFileList((await client.call(PATH, asked, requestId)).data, camera, recType)
  }
}

/** Follows `nextFileTime` to the end of the day. A list that can't be followed to its end is no answer. */
async function wholeDay(askPage: AskPage, day: Interval): Promise<Recording[]> {
  const rows: Recording[] = []
  let from = day.start
  for (;;) {
    const page = await askPage(from, day.end)
    rows.push(...page.rows)
    if (page.next === null || page.next > day.end) return rows
    if (page.next <= from) throw unreadable('录像列表的分页停在原处')
    from = page.next
  }
}

async function fromStore(askPage: AskPage, span: Interval): Promise<Recording[]> {
  const days: Recording[][] = []
  for (const day of shanghaiDays(span)) days.push(await wholeDay(askPage, day))
  return days.flat()
}

/** A camera that can't have cloud storage has no cloud rows: that is an answer, not an outage. */
async function emptyWithoutCloud(rows: Promise<Recording[]>): Promise<Recording[]> {
  try {
    return await rows
  } catch (error) {
    if (error instanceof RecordingSourceError && error.code === NO_CLOUD_STORAGE) return []
    throw error
  }
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

/**
 * All rows of one camera that touch the span, from the card and from the cloud. The card is asked first: when the
 * camera is offline (20007) the whole question fails, also where the cloud holds rows, because a part can't be told
 * from the whole; the rows are asked for again later.
 * @throws RecordingSourceError
 */
export async function listRecordings(
  client: EzvizClient,
  camera: Camera,
  span: Interval,
  requestId: string,
): Promise<readonly Recording[]> {
  if (span.end < span.start) throw new RangeError('the span ends before it starts')
  const local = await fromStore(pageAsker(client, camera, LOCAL, requestId), span)
  const cloud = await emptyWithoutCloud(fromStore(pageAsker(client, camera, CLOUD, requestId), span))
  return distinct([...local, ...cloud]).filter(row => touches(row, span))
}
