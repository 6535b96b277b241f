import type { Recording } from '../../../cloudfunctions/domain/model'
import { INDEXING_LAG_MS } from '../../../cloudfunctions/domain/recording/knowledge'
import {
  type Asking,
  backwardRowsOf,
  CAMERA_DAYS,
  type CameraDayStream,
  emptyCameraDay,
  type ImportedRows,
  lastAnswer,
  rowsOf,
  silenceUntil,
} from '../../../cloudfunctions/services/documents/camera-days'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { at, clip } from '../school'

const DATE = '2024-06-03'
const LAST_END = at(DATE, '11:40')
const KNOWN_FROM = LAST_END + INDEXING_LAG_MS

function imported(until: number, came: readonly Recording[] = []): ImportedRows {
  return { type: 'imported', at: at('2024-07-01', '09:00'), until, came }
}

function asked(moment: number, silence: Asking['silence'], came: readonly Recording[] = []): Asking {
  return {
    type: 'asked',
    at: moment,
    span: { start: at(DATE, '00:00'), end: moment },
    silence,
    problem: null,
    came,
    gone: [],
  }
}

function streamOf(...events: (Asking | ImportedRows)[]): CameraDayStream {
  const empty = emptyCameraDay({ deviceSerial: 'CAM1', channelNo: 1 }, DATE)
  return events.reduce((stream, event) => append(CAMERA_DAYS, stream, event), empty)
}

describe('a camera’s date that was imported', () => {
  it('is known from so long after the last session as an answer would be, and not a millisecond sooner', () => {
    expect(silenceUntil(streamOf(imported(KNOWN_FROM)), LAST_END)).toBeNull()
    expect(silenceUntil(streamOf(imported(KNOWN_FROM - 1)), LAST_END)).toBe('not-asked')
  })

  it('stays known when the camera can’t be reached later', () => {
    const silent = asked(KNOWN_FROM + 1, 'camera-offline')
    expect(silenceUntil(streamOf(imported(KNOWN_FROM), silent), LAST_END)).toBeNull()
    expect(silenceUntil(streamOf(imported(KNOWN_FROM - 1), silent), LAST_END)).toBe('camera-offline')
  })

  it('counts as an answer of the time until which it tells, for who asks when to ask again', () => {
    expect(lastAnswer(streamOf())).toBeNull()
    expect(lastAnswer(streamOf(imported(KNOWN_FROM)))).toEqual({ at: KNOWN_FROM, silence: null })
    const stream = streamOf(imported(KNOWN_FROM), asked(KNOWN_FROM, 'unreachable'))
    expect(lastAnswer(stream)).toMatchObject({ type: 'asked', silence: 'unreachable' })
  })
})

describe('rows that end before they start', () => {
  const backward = clip('CAM1', DATE, '09:00', 0)
  const longer = clip('CAM1', DATE, '09:00', 30)

  it('of an import are kept as often as they were given, beside what starts with them', () => {
    const stream = streamOf(imported(KNOWN_FROM, [backward, longer, backward]))
    expect(backwardRowsOf(stream)).toEqual([backward, backward])
    expect(rowsOf(stream)).toEqual([longer])
  })

  it('of the platform are a recording that has just begun, and grow', () => {
    const stream = streamOf(asked(LAST_END, null, [backward]), asked(KNOWN_FROM, null, [longer]))
    expect(backwardRowsOf(stream)).toEqual([])
    expect(rowsOf(stream)).toEqual([longer])
  })
})
