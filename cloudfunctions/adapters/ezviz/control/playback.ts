import * as z from 'zod'
import type { Camera, Instant, Interval, Recording } from '../../../domain/model'
import type { PlaybackAddress } from '../../../ports/camera-control'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import type { RowLists } from '../config'
import { formOf, lapp, type Params } from '../question'
import { midnightAfter } from '../shanghai'
import { readSpacedTime, spacedTime } from '../times'

const PATH = '/api/lapp/v2/live/address/get'
const EZOPEN = '1'
/** HTTP-FLV: the one protocol that the mini-program's live-player and a browser's player both play back. */
const FLV = '4'
const CARD = '2'
const CLOUD = '3'
const CLOUD_RECORDING = '7'
const LAST_OF_A_SECOND_MS = 999
/** To open the player and look at a moment twice. */
const SPARE_SECONDS = 600

const address = z.object({ url: z.url(), expireTime: z.string().nullish() })

/** From which shelf the stretch is played, and how. */
interface Shelf {
  readonly form: Params
  readonly finish: (url: string, expireTime: string | null) => Pick<PlaybackAddress, 'url' | 'expiresAt'>
}

function streamed(type: string, span: Interval): Shelf {
  const expireTime = String(Math.ceil((span.end - span.start) / 1_000) + SPARE_SECONDS)
  return {
    form: { type, protocol: FLV, expireTime },
    finish: (url, text) => ({ url, expiresAt: expiryOf(text) }),
  }
}

/** Cloud recording 2.0 plays by the platform's own protocol alone, and its address lacks the space. */
function fromSpace(spaceId: number): Shelf {
  return {
    form: { type: CLOUD, protocol: EZOPEN, busType: CLOUD_RECORDING },
    finish: url => ({ url: `${url}${url.includes('?') ? '&' : '?'}spaceId=${spaceId}`, expiresAt: null }),
  }
}

function shelfOf(recType: Recording['recType'], span: Interval, { cloud }: RowLists): Shelf {
  if (recType === 2) return streamed(CARD, span)
  return cloud.kind === 'cloud-2.0' ? fromSpace(cloud.spaceId) : streamed(CLOUD, span)
}

function expiryOf(text: string | null): Instant {
  const instant = text === null ? null : readSpacedTime(text)
  if (instant === null) throw unreadable('播放地址的有效期')
  return instant
}

/** The part of a span up to the midnight after its start. */
function firstDay(span: Interval): Pick<PlaybackAddress, 'shows' | 'cutAtMidnight'> {
  if (span.end <= span.start) throw new RangeError('the span ends before it starts')
  const end = Math.min(span.end, midnightAfter(span.start))
  return { shows: { start: span.start, end }, cutAtMidnight: end < span.end }
}

/** Whole seconds that take in the stretch and stay on its day. */
function secondsOf({ start, end }: Interval): Params {
  const lastOfDay = midnightAfter(start) - 1
  const stop = Math.min(end + LAST_OF_A_SECOND_MS, lastOfDay)
  return { startTime: spacedTime(start), stopTime: spacedTime(stop) }
}

/** @throws RecordingSourceError */
export async function playbackAddress(
  client: EzvizClient,
  lists: RowLists,
  camera: Camera,
  asked: { readonly span: Interval; readonly recType: Recording['recType'] },
  requestId: string,
): Promise<PlaybackAddress> {
  const { shows, cutAtMidnight } = firstDay(asked.span)
  const shelf = shelfOf(asked.recType, shows, lists)
  const form = { ...formOf(camera), ...shelf.form, ...secondsOf(shows) }
  const read = address.safeParse((await client.call(lapp(PATH, form), requestId)).data)
  if (!read.success) throw unreadable('播放地址', read.error)
  const { url, expireTime = null } = read.data
  return { ...shelf.finish(url, expireTime), shows, cutAtMidnight }
}
