import type { Camera, Interval, Recording } from '../../../domain/model'
import { unreadable } from '../codes'
import { shanghaiDays } from '../shanghai'

export interface RowPage {
  readonly rows: readonly Recording[]
  /** Where the next page begins, epoch milliseconds; null on the last page. */
  readonly next: number | null
}

/** One page of one list, for a stretch inside one Shanghai day. @throws RecordingSourceError */
export type AskPage = (from: number, to: number) => Promise<RowPage>

/** Follows the pages to the end of the day. A list that can't be followed to its end is no answer. */
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

/** All that one list holds of a span, asked day by day. @throws RecordingSourceError */
export async function readList(askPage: AskPage, span: Interval): Promise<Recording[]> {
  const days: Recording[][] = []
  for (const day of shanghaiDays(span)) days.push(await wholeDay(askPage, day))
  return days.flat()
}

/** What a row says of itself; left out or null: not told. */
interface Told {
  readonly startTime: number
  readonly endTime: number
  readonly deviceSerial?: string | null | undefined
  readonly channelNo?: number | null | undefined
}

/** The serial is spelled as the class spells it, so that the case of a letter never parts a row from its camera. */
function ownSerial(told: string | null | undefined, { deviceSerial }: Camera): string {
  return told && told.toUpperCase() !== deviceSerial.toUpperCase() ? told : deviceSerial
}

/** @param recType what was asked; the rows themselves don't always say it right */
export function asRecording(told: Told, camera: Camera, recType: Recording['recType']): Recording {
  return {
    deviceSerial: ownSerial(told.deviceSerial, camera),
    channelNo: told.channelNo ?? camera.channelNo,
    startTime: told.startTime,
    endTime: told.endTime,
    recType,
  }
}

const PICTURE = 2
const AUDIO = 3

/** Pictures and sound are no recordings. */
export function isVideo({ fileType }: { readonly fileType?: number | null | undefined }): boolean {
  return fileType !== PICTURE && fileType !== AUDIO
}
