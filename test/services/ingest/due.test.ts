import fc from 'fast-check'
import type { Asked } from '../../../cloudfunctions/domain/recording/knowledge'
import { DAY, HOUR, MINUTE } from '../../../cloudfunctions/domain/time'
import {
  type Asking,
  CAMERA_DAYS,
  type CameraDayStream,
  emptyCameraDay,
} from '../../../cloudfunctions/services/documents/camera-days'
import type { CameraDate } from '../../../cloudfunctions/services/ingest/camera-timetable'
import { isDue, isKnown, nextLookAt } from '../../../cloudfunctions/services/ingest/due'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { at } from '../school'

const DATE = '2024-06-03'
const NEXT = '2024-06-04'
const session = (start: string, end: string, date = DATE) => ({ start: at(date, start), end: at(date, end) })
const dateWith = (...sessions: { start: number; end: number }[]): CameraDate => ({
  camera: { deviceSerial: 'CAM1', channelNo: 1 },
  date: DATE,
  sessions,
})
const MORNING = dateWith(session('08:30', '11:40'))
const LAST_END = at(DATE, '11:40')
const TWO = dateWith(session('08:30', '11:40'), session('13:30', '16:00'))

const told = (asked: number) => ({ at: asked, silence: null })
const silent = (asked: number) => ({ at: asked, silence: 'camera-offline' as const })

describe('a session from 08:30 to 11:40 is asked for', () => {
  const MOMENTS: readonly [string, number, number][] = [
    ['ten minutes into it', at(DATE, '08:40'), at(DATE, '08:30')],
    ['five minutes after it', at(DATE, '11:45'), at(DATE, '08:40')],
    ['when all of it is listed', at(DATE, '12:10'), at(DATE, '11:45')],
    ['at night', at(DATE, '22:00'), at(DATE, '12:10')],
    ['the next morning', at(NEXT, '07:00'), at(DATE, '22:00')],
  ]

  it.each(MOMENTS)('%s, and not a millisecond earlier', (_, moment, last) => {
    expect(isDue(MORNING, told(last), moment - 1)).toBe(false)
    expect(isDue(MORNING, told(last), moment)).toBe(true)
  })

  it.each(MOMENTS)('%s once', (_, moment) => {
    expect(isDue(MORNING, told(moment - 1), moment)).toBe(true)
    expect(isDue(MORNING, told(moment), moment)).toBe(false)
    expect(isDue(MORNING, told(moment), moment + 1)).toBe(false)
  })

  it('not before, and never again after the next morning', () => {
    expect(isDue(MORNING, null, at(DATE, '08:40') - 1)).toBe(false)
    expect(isDue(MORNING, null, at(DATE, '08:40'))).toBe(true)
    expect(isDue(MORNING, told(at(NEXT, '07:00')), LAST_END + 7 * DAY)).toBe(false)
  })

  it('all at once when nobody has asked for days: one asking serves for every moment that has passed', () => {
    const now = at('2024-06-06', '10:00')
    expect(isDue(MORNING, null, now)).toBe(true)
    expect(isDue(MORNING, told(now), now + 1)).toBe(false)
  })
})

describe('what could not be learned is asked for again', () => {
  it('every half hour on the day', () => {
    const last = at(DATE, '12:15')
    expect(isDue(MORNING, silent(last), last + 30 * MINUTE - 1)).toBe(false)
    expect(isDue(MORNING, silent(last), last + 30 * MINUTE)).toBe(true)
    expect(isDue(MORNING, told(last), last + 30 * MINUTE)).toBe(false)
  })

  it('every six hours on later days', () => {
    const last = at(NEXT, '07:00')
    expect(isDue(MORNING, silent(last), last + 6 * HOUR - 1)).toBe(false)
    expect(isDue(MORNING, silent(last), last + 6 * HOUR)).toBe(true)
    expect(isDue(MORNING, told(last), last + 6 * HOUR)).toBe(false)
  })

  it('for seven days after the last session', () => {
    const last = silent(LAST_END + 7 * DAY - 6 * HOUR)
    expect(isDue(MORNING, last, LAST_END + 7 * DAY)).toBe(true)
    expect(isDue(MORNING, last, LAST_END + 7 * DAY + 1)).toBe(false)
  })

  it('later only where nobody ever asked, once', () => {
    expect(isDue(MORNING, null, LAST_END + 30 * DAY)).toBe(true)
    expect(isDue(MORNING, silent(LAST_END + 30 * DAY), LAST_END + 31 * DAY)).toBe(false)
    expect(isDue(MORNING, told(LAST_END + 30 * DAY), LAST_END + 31 * DAY)).toBe(false)
  })
})

describe('a date with several sessions', () => {
  it.each([
    ['08:40', '08:00'],
    ['11:45', '08:40'],
    ['13:40', '11:45'],
    ['16:05', '13:40'],
    ['16:30', '16:05'],
    ['22:00', '16:30'],
  ])('is asked for at %s', (moment, last) => {
    expect(isDue(TWO, told(at(DATE, last)), at(DATE, moment) - 1)).toBe(false)
    expect(isDue(TWO, told(at(DATE, last)), at(DATE, moment))).toBe(true)
  })

  it('is complete half an hour after the last one', () => {
    expect(isKnown(TWO, asked(told(at(DATE, '16:30') - 1)))).toBe(false)
    expect(isKnown(TWO, asked(told(at(DATE, '16:30'))))).toBe(true)
    expect(isKnown(TWO, asked(silent(at(DATE, '16:30'))))).toBe(false)
    expect(isKnown(TWO, asked())).toBe(false)
  })
})

it('a session late in the evening is asked for at night only when it is listed', () => {
  const late = dateWith(session('20:00', '22:30'))
  expect(isDue(late, told(at(DATE, '22:35')), at(DATE, '23:00') - 1)).toBe(false)
  expect(isDue(late, told(at(DATE, '22:35')), at(DATE, '23:00'))).toBe(true)
  expect(isDue(late, told(at(DATE, '23:00')), at(NEXT, '07:00') - 1)).toBe(false)
})

describe('when the clock was set back', () => {
  it('what was asked “later” than now counts for none of the moments that have passed', () => {
    const ahead = told(at('2031-01-01', '00:00'))
    expect(isDue(MORNING, ahead, at(DATE, '08:40') - 1)).toBe(false)
    expect(isDue(MORNING, ahead, at(DATE, '08:40'))).toBe(true)
    expect(isDue(MORNING, ahead, at(DATE, '12:10'))).toBe(true)
  })
})

describe('what was told whole stays told', () => {
  it('though the camera is off at night, and is then not asked every half hour', () => {
    const night = silent(at(DATE, '22:00'))
    expect(isKnown(TWO, asked(told(at(DATE, '16:30')), night))).toBe(true)
    const later = at(DATE, '22:30')
    expect(isDue(TWO, night, later, true)).toBe(false)
    expect(isDue(TWO, night, later, false)).toBe(true)
  })
})

describe('until when a date need not be looked at', () => {
  const WEEK_ENDS = LAST_END + 7 * DAY

  it.each<[string, Asked | null, number, boolean, number | null]>([
    [
      'before the first session: half an hour, for others may ask',
      null,
      at(DATE, '07:00'),
      false,
      at(DATE, '07:30'),
    ],
    ['to the next moment', null, at(DATE, '08:20'), false, at(DATE, '08:40')],
    ['it is due', null, at(DATE, '08:40'), false, at(DATE, '08:40')],
    ['told whole: to the night', told(at(DATE, '12:10')), at(DATE, '12:10'), true, at(DATE, '22:00')],
    ['and to the morning', told(at(DATE, '22:00')), at(DATE, '22:00'), true, at(NEXT, '07:00')],
    ['and then never', told(at(NEXT, '07:00')), at(NEXT, '07:00'), true, null],
    ['not told: half an hour', silent(at(DATE, '12:10')), at(DATE, '12:20'), false, at(DATE, '12:40')],
    ['on later days six', silent(at(NEXT, '07:00')), at(NEXT, '08:00'), false, at(NEXT, '13:00')],
    ['to the end of the week', silent(WEEK_ENDS - 7 * HOUR), WEEK_ENDS - 6 * HOUR, false, WEEK_ENDS - HOUR],
    ['and no longer', silent(WEEK_ENDS - 5 * HOUR), WEEK_ENDS - HOUR, false, null],
    ['asked once afterwards', silent(WEEK_ENDS + HOUR), WEEK_ENDS + HOUR, false, null],
  ])('%s', (_, last, now, known, expected) => {
    expect(nextLookAt(MORNING, last, now, known)).toBe(expected)
  })

  const anyMoment = fc.integer({ min: -2 * HOUR, max: 9 * DAY }).map(after => at(DATE, '00:00') + after)

  it('it is not due, whatever others have asked meanwhile', () => {
    const anyLast = fc.option(fc.record({ before: fc.nat(2 * DAY), isTold: fc.boolean() }))
    const anyDate = fc.constantFrom(MORNING, TWO, dateWith(session('23:00', '23:59')))
    const property = fc.property(
      anyDate,
      anyMoment,
      anyLast,
      fc.boolean(),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, now, earlier, known, other, when) => {
        const last = earlier && {
          at: now - earlier.before,
          silence: earlier.isTold ? null : ('unreachable' as const),
        }
        const next = nextLookAt(one, last, now, known) ?? now + 60 * DAY
        const later = now + Math.floor((next - now) * when)
        fc.pre(later < next)
        const since = other === null ? last : silent(now + Math.floor((later - now) * other))
        expect(isDue(one, since, later, known)).toBe(false)
      },
    )
    fc.assert(property, { numRuns: 2_000 })
  })
})

function asked(...answers: readonly Asked[]): CameraDayStream {
  const empty = emptyCameraDay(TWO.camera, DATE)
  const asking = ({ at: time, silence }: Asked): Asking => ({
    type: 'asked',
    at: time,
    span: { start: time, end: time },
    silence,
    problem: null,
    came: [],
    gone: [],
  })
  return answers.reduce((stream, answer) => append(CAMERA_DAYS, stream, asking(answer)), empty)
}
