import * as z from 'zod'
import type { Instant } from '../../../domain/model'
import type { PlatformMessage, PlatformMessageKind } from '../../../ports/platform-messages'
import { whole } from '../fields'
import { readSpacedTime } from '../times'

const ONLINE_OR_OFFLINE = 'ys.onoffline'
const CLOUD_RECORDING = 'ys.open.cloud'
/** Pictures taken out of a recording, which are none. */
const FRAMES = 'video_frame'
/** Below it a number is no epoch milliseconds of ours: it would lie before 2001. */
const EARLIEST_MS = 1e12

const text = z.string().min(1).nullable().catch(null)
const id = z
  .union([z.string().min(1), z.int().transform(String)])
  .nullable()
  .catch(null)
const number = whole.nullable().catch(null)

/** Only the id must be there; whatever else can't be read is left unknown, for a message is but a hint. */
const header = z.object({
  messageId: z.string().min(1).max(128),
  type: z.string().catch(''),
  deviceId: text,
  channelNo: number,
  messageTime: number,
})
const body = z.object({
  messageType: text,
  msgType: text,
  occurTime: z.union([z.string(), z.number()]).nullable().catch(null),
  subSerial: text,
  devId: text,
  deviceSerial: text,
  channelNo: number,
  channel: number,
  taskId: id,
  planId: id,
  errorCode: id,
  errorMsg: text,
  /** So it is spelled on the wire, and in the documents too. */
  errrorMsg: text,
})
const envelope = z.object({ header, body: body.catch(body.parse({})) })

type Header = z.infer<typeof header>
type Body = z.infer<typeof body>

function kindOf({ type }: Header, { msgType, messageType }: Body): PlatformMessageKind {
  if (type === ONLINE_OR_OFFLINE && msgType?.toUpperCase() === 'ONLINE') return 'camera-online'
  if (type === ONLINE_OR_OFFLINE && msgType?.toUpperCase() === 'OFFLINE') return 'camera-offline'
  return type === CLOUD_RECORDING && !messageType?.startsWith(FRAMES) ? 'recording' : 'other'
}

function inMilliseconds(value: number | null): Instant | null {
  return value !== null && value >= EARLIEST_MS ? value : null
}

/** How the time of a going up or down is written is not documented: as text, it is read as Beijing time. */
function occurred({ occurTime }: Body): Instant | null {
  if (typeof occurTime === 'string' && !/^\d+$/.test(occurTime)) return readSpacedTime(occurTime)
  return occurTime === null ? null : inMilliseconds(Number(occurTime))
}

function problemOf({ errorMsg, errrorMsg, errorCode }: Body): string | null {
  return errorMsg ?? errrorMsg ?? (errorCode === '0' ? null : errorCode)
}

function asMessage(head: Header, told: Body): PlatformMessage {
  const kind = kindOf(head, told)
  const ofRecording = kind === 'recording'
  return {
    messageId: head.messageId,
    kind,
    type: head.type,
    deviceSerial: head.deviceId ?? told.subSerial ?? told.devId ?? told.deviceSerial,
    channelNo: head.channelNo ?? told.channelNo ?? told.channel,
    at: occurred(told) ?? inMilliseconds(head.messageTime),
    taskId: ofRecording ? (told.taskId ?? told.planId) : null,
    problem: ofRecording ? problemOf(told) : null,
  }
}

/** Null when the text is no message, or one without an id. */
export function readMessage(json: string): PlatformMessage | null {
  try {
    const read = envelope.safeParse(JSON.parse(json))
    return read.success ? asMessage(read.data.header, read.data.body) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
