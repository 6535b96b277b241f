import {
  type CameraSilence,
  INDEXING_LAG_MS,
  silenceOf,
  standingOf,
} from '../../../cloudfunctions/domain/recording/knowledge'
import { at } from '../../support/timetable'

const LAST_END = at('11:40')
const SILENCES: readonly CameraSilence[] = ['not-asked', 'camera-offline', 'unreachable', 'retention-passed']

describe('a camera’s day is known from an answer given half an hour after its last session', () => {
  it.each([
    ['12:09:59.999', 'not-asked'],
    ['12:10:00.000', null],
    ['12:10:00.001', null],
  ])('of %s: %s', (clock, silence) => {
    expect(INDEXING_LAG_MS).toBe(30 * 60_000)
    expect(silenceOf({ at: at(clock), silence: null }, LAST_END)).toBe(silence)
  })

  it('nobody asked', () => {
    expect(silenceOf(null, LAST_END)).toBe('not-asked')
  })

  it.each(SILENCES)('and while it says %s it is not known, however late', silence => {
    for (const clock of ['12:09:59.999', '12:10', '23:59']) {
      expect(silenceOf({ at: at(clock), silence }, LAST_END)).toBe(silence)
    }
  })
})

const NOTHING = { recording: 'flagged', status: 'flagged', flags: ['no-recording'] } as const
const COMPLIANT = { recording: 'compliant', status: 'compliant', flags: [] } as const
const ONLINE = { recording: 'not-required', status: 'not-required', flags: [] } as const

describe.each(SILENCES)('while a camera is %s', silence => {
  it('a day for want of recordings waits, and nothing is held against it', () => {
    expect(standingOf(NOTHING, [silence])).toEqual({ recording: 'unknown', status: 'waiting', flags: [] })
  })

  it('what too little was found of says nothing yet', () => {
    const little = { ...NOTHING, flags: ['too-few-segments', 'segment-too-short'] } as const
    expect(standingOf(little, [silence])).toEqual({ recording: 'unknown', status: 'waiting', flags: [] })
  })

  it('what was found in its favour stands', () => {
    expect(standingOf(COMPLIANT, [silence])).toEqual(COMPLIANT)
    expect(standingOf(ONLINE, [silence])).toEqual(ONLINE)
  })

  it.each(['accepted', 'rejected'] as const)('a decided day stays %s', status => {
    expect(standingOf({ ...NOTHING, status }, [silence])).toEqual({
      recording: 'unknown',
      status,
      flags: [],
    })
    expect(standingOf({ ...COMPLIANT, status }, [silence])).toEqual({ ...COMPLIANT, status })
  })
})

it('one silent camera of two is enough to wait', () => {
  expect(standingOf(NOTHING, ['unreachable', 'camera-offline']).status).toBe('waiting')
})

it.each([NOTHING, COMPLIANT, ONLINE])('with every camera known, what was found stands: %j', found => {
  expect(standingOf(found, [])).toEqual(found)
})
