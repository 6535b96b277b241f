import type { Recording } from '../../../../domain/model'
import { SECOND } from '../../../../domain/time'
import { findChannel } from '../devices/find'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import type { Call } from '../wire/call'
import { type Fields, isOneOf, wholeIn } from '../wire/fields'
import { sameDay } from '../wire/times'
import type { World } from '../world'
import { existingFiles } from './existing-files'
import { firstPage } from './pages'

/** Milliseconds in place of seconds would be far in the future. */
const LATEST_S = 1e10
const LARGEST_PAGE = 500
/** What the card holds was all recorded by schedule. */
const SCHEDULE = '1'

/** A day's stretch in seconds; null when it is none. */
function readSpan(query: Fields): { from: number; to: number } | null {
  const from = wholeIn(query, 'startTime', -1, 0, LATEST_S)
  const to = wholeIn(query, 'endTime', -1, 0, LATEST_S)
  if (from === null || to === null || from < 0 || from > to) return null
  return sameDay(from * SECOND, to * SECOND) ? { from, to } : null
}

const inSeconds = ({ startTime, endTime }: Recording) => ({
  startTime: Math.floor(startTime / SECOND),
  endTime: Math.floor(endTime / SECOND),
  type: 'TIMING',
  size: '',
})

function recordsOf(world: World, camera: StandInCamera, query: Fields, from: number, to: number) {
  if ((query.recordType ?? SCHEDULE) !== SCHEDULE) return []
  const files = existingFiles(world, camera, 2, from * SECOND, to * SECOND)
  return files.map(inSeconds).filter(({ endTime }) => endTime > from)
}

function listing(world: World, camera: StandInCamera, query: Fields, pageSize: number): Answer {
  const span = readSpan(query)
  if (span === null) return refusal('10001')
  if (!camera.online) return refusal('20007')
  const records = recordsOf(world, camera, query, span.from, span.to)
  const { shown, next } = firstPage(records, pageSize, span.from, world.habits)
  return ok({
    records: shown,
    fromNvr: false,
    deviceSerial: camera.deviceSerial,
    localIndex: world.habits.localIndexAsNumber ? camera.channelNo : String(camera.channelNo),
    hasMore: next !== null,
    nextFileTime: next ?? 0,
  })
}

/** `/api/v3/device/local/video/unify/query`: the card alone, in seconds, one calendar day. */
export function unifyQuery(world: World, { headers, query }: Call): Answer {
  const camera = findChannel(world, headers, 'localIndex')
  if (isAnswer(camera)) return camera
  const pageSize = wholeIn(query, 'pageSize', 50, 1, LARGEST_PAGE)
  const known =
    isOneOf(query, 'recordType', ['1', '2', '3', '4', '5']) &&
    isOneOf(query, 'isQueryByNvr', ['0', '1']) &&
    isOneOf(query, 'location', ['1', '2'])
  if (pageSize === null || !known) return refusal('10001')
  // There is no CVR centre behind these cameras.
  return query.location === '2' ? refusal('20015') : listing(world, camera, query, pageSize)
}
