import { timeOfTap } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import { at } from '../../support/timetable'

/** Decision 0006. The window of the morning, 07:30 to 12:40, both ends included. */
const OPENS = at('07:30')
const CLOSES = at('12:40')
const counts = (time: number) => OPENS <= time && time <= CLOSES

/** Clocks of the day, `08:20:00`; the check-in is sent at `sent`, checks of the face were opened before that. */
const timeOf = (tapped: string, sent: string, ...opened: readonly string[]) =>
  timeOfTap(
    { at: at(sent), waitedMs: at(sent) - at(tapped), openings: opened.map(clock => at(clock)) },
    counts,
  )
const atOnce = (clock: string) => ({ at: at(clock), tappedAt: null })
const late = (tapped: string, arrived: string) => ({ at: at(arrived), tappedAt: at(tapped) })

describe('without a check of the face', () => {
  it.each([
    ['at the tap', '08:20:00', atOnce('08:20:00')],
    ['2:00.000 after it', '08:22:00', atOnce('08:22:00')],
    ['2:00.001 after it', '08:22:00.001', late('08:20:00', '08:22:00.001')],
  ])('a tap that arrives %s', (_, sent, time) => {
    expect(timeOf('08:20:00', sent)).toEqual(time)
  })
})

describe('with a check that was opened for it', () => {
  it.each(['08:20:01', '08:21:30', '08:22:00', '08:22:00.001', '08:25:01'])(
    'a tap counts from the opening, whether it is sent at once or later: %s',
    sent => expect(timeOf('08:20:00', sent, '08:20:01')).toEqual(atOnce('08:20:01')),
  )

  it('the opening counts up to five minutes before the check-in', () => {
    expect(timeOf('08:20:00', '08:25:01.001', '08:20:01')).toEqual(late('08:20:00', '08:25:01.001'))
    // Of a phone that says that it has just been tapped, the check-in itself came at once.
    expect(timeOf('08:25:01.001', '08:25:01.001', '08:20:01')).toEqual(atOnce('08:25:01.001'))
  })

  it('the opening counts up to two minutes after the tap', () => {
    expect(timeOf('08:20:00', '08:24:00', '08:22:00')).toEqual(atOnce('08:22:00'))
    expect(timeOf('08:20:00', '08:24:00', '08:22:00.001')).toEqual(late('08:20:00', '08:24:00'))
  })

  it('the earliest opening counts, in whatever order they are told', () => {
    expect(timeOf('08:20:00', '08:21:00', '08:20:40', '08:20:01')).toEqual(atOnce('08:20:01'))
  })

  it('an opening that is over gives way to the next one', () => {
    expect(timeOf('08:20:00', '08:25:02', '08:20:01', '08:21:00')).toEqual(atOnce('08:21:00'))
  })
})

describe('at the closing of the window', () => {
  it.each(['12:40:20', '12:41:51'])('a tap heard of in time counts, sent at %s', sent => {
    expect(timeOf('12:39:40', sent, '12:40:00')).toEqual(atOnce('12:40:00'))
  })

  it.each(['12:40:20', '12:42:30'])(
    'a tap that was in time only by the phone waits for a person, sent at %s',
    sent => {
      expect(timeOf('12:39:58', sent, '12:40:00.001')).toEqual(late('12:39:58', sent))
      expect(timeOf('12:40:00', sent)).toEqual(late('12:40:00', sent))
    },
  )

  it('a tap after it stays outside, at the time at which the server heard of it', () => {
    expect(timeOf('12:40:00.001', '12:40:20', '12:40:02')).toEqual(atOnce('12:40:02'))
    expect(timeOf('12:40:00.001', '12:42:30', '12:40:02')).toEqual(atOnce('12:40:02'))
    expect(timeOf('12:40:00.001', '12:40:20')).toEqual(atOnce('12:40:20'))
    expect(timeOf('12:40:00.001', '12:44:00')).toEqual(late('12:40:00.001', '12:44:00'))
  })
})

describe('at the opening of the window', () => {
  it.each(['07:30:00', '07:31:58', '07:31:58.001', '07:34:59.999'])(
    'a check opened before it does not make a tap count for nothing that is sent within: %s',
    sent => {
      expect(timeOf('07:29:58', sent, '07:29:59.999')).toEqual(atOnce(sent))
      expect(timeOf('07:29:58', sent, '07:30:00')).toEqual(atOnce('07:30:00'))
    },
  )

  it('but none that the server never heard of in time', () => {
    expect(timeOf('07:29:58', '07:35:00', '07:29:59.999')).toEqual(late('07:29:58', '07:35:00'))
  })

  it('a tap sent before it stays outside', () => {
    expect(timeOf('07:29:58', '07:29:59.999', '07:29:59')).toEqual(atOnce('07:29:59'))
  })
})
