import {
  type Axis,
  axisOf,
  countedTaps,
  crossesMidnight,
  placed,
  placeOf,
  roomFor,
  signsOf,
  ticksOf,
} from '../../../miniprogram/components/time-line/axis'
import type { Look, Moment, Stretch, Track } from '../../../miniprogram/components/time-line/track'

const MINUTE = 60_000
const at = (time: string, day = 20) => Date.parse(`2026-05-${day}T${time}:00+08:00`)
const span = (from: string, to: string) => ({ start: at(from), end: at(to) })
const stretch = (look: Look, from: number, to: number): Stretch => ({
  start: from,
  end: to,
  look,
  text: '',
  detail: '',
})
const line = (...stretches: Stretch[]): Track => ({
  kind: 'stretches',
  name: '',
  count: null,
  empty: '',
  tall: false,
  stretches,
})
const moment = (time: number): Moment => ({ at: time, sign: '核', detail: '' })
const taps = (...times: number[]): Track => ({
  kind: 'taps',
  name: '',
  count: null,
  empty: '',
  taps: times.map(moment),
})

const lessons = line(stretch('plan', at('08:30'), at('11:40')), stretch('plan', at('13:00'), at('16:10')))
const day: Axis = span('08:00', '17:00')

describe('the axis', () => {
  it('is what was planned, on whole half hours', () => {
    expect(axisOf([lessons], null)).toEqual(span('08:30', '16:30'))
  })

  it('reaches to what happened within two hours of the plan, and no further', () => {
    expect(axisOf([lessons, taps(at('08:21'), at('16:31'))], null)).toEqual(span('08:00', '17:00'))
    expect(axisOf([lessons, taps(at('06:30'))], null)?.start).toBe(at('06:30'))
    expect(axisOf([lessons, taps(at('06:29'))], null)?.start).toBe(at('08:30'))
  })

  it('cuts off a camera that records around the clock', () => {
    const running = line(stretch('found', at('00:00'), at('00:00', 21)))
    expect(axisOf([lessons, running], null)).toEqual(span('06:30', '18:30'))
  })

  it('is not stretched by a decision of another day, and only by a present hour near the plan', () => {
    const decision: Track = { kind: 'moments', name: '', count: null, moments: [moment(at('10:00', 23))] }
    expect(axisOf([lessons, decision], at('09:00', 23))).toEqual(span('08:30', '16:30'))
    expect(axisOf([lessons], at('17:20'))?.end).toBe(at('17:30'))
  })

  it('without a plan is all that happened; with nothing at all there is none', () => {
    expect(axisOf([line(), line(stretch('found', at('09:10'), at('09:40')))], null)).toEqual(
      span('09:00', '10:00'),
    )
    expect(axisOf([taps(at('09:00'))], null)).toEqual(span('09:00', '09:30'))
    expect(axisOf([line()], null)).toBeNull()
  })

  it('goes through midnight with a session that does', () => {
    const night = line(stretch('plan', at('21:00'), at('00:30', 21)))
    const axis = axisOf([night], null)
    expect(axis).toEqual({ start: at('21:00'), end: at('00:30', 21) })
    expect(axis && crossesMidnight(axis)).toBe(true)
    expect(crossesMidnight({ start: at('21:00'), end: at('00:00', 21) })).toBe(false)
  })
})

describe('a stretch', () => {
  it('lies on its share of the axis', () => {
    expect(placed(span('08:00', '12:30'), day)).toEqual({
      left: 0,
      width: 0.5,
      cutBefore: false,
      cutAfter: false,
    })
    expect(placeOf(at('17:00'), day)).toBe(1)
  })

  it('is cut at the ends of the axis, and says so', () => {
    expect(placed(span('07:00', '18:00'), day)).toEqual({
      left: 0,
      width: 1,
      cutBefore: true,
      cutAfter: true,
    })
  })

  it('outside the axis is not drawn, also where it only touches it', () => {
    expect(placed(span('07:00', '08:00'), day)).toBeNull()
    expect(placed(span('17:00', '18:00'), day)).toBeNull()
    expect(placed(span('16:59', '18:00'), day)?.width).toBeCloseTo(1 / 540)
  })

  it('bears its text only where that fits: on a phone, on a desk, or nowhere', () => {
    expect(roomFor('离线', 0.2)).toBe('always')
    expect(roomFor('离线', 0.1)).toBe('wide')
    expect(roomFor('离线', 0.02)).toBe('nowhere')
  })
})

const axes: [string, Axis][] = [
  ['an hour', span('08:00', '09:00')],
  ['a day of two sessions', day],
  ['a day of three sessions', span('08:00', '21:30')],
  ['a night', { start: at('20:30'), end: at('02:00', 21) }],
  ['a day and a night', { start: at('06:30'), end: at('06:30', 21) }],
]
const LINE_ON_PHONE = 335
const LABEL_IN_BIG_TEXT = 46

describe.each(axes)('the hours of %s', (_, axis) => {
  const ticks = ticksOf(axis)
  const onPhone = ticks.filter(tick => tick.onPhone)

  it('are whole hours inside the axis, at most 13, and some on a phone', () => {
    for (const { at: time, place } of ticks) {
      expect(time % (60 * MINUTE)).toBe(0)
      expect(place).toBeGreaterThanOrEqual(0)
      expect(place).toBeLessThanOrEqual(1)
    }
    expect(ticks.length).toBeLessThanOrEqual(13)
    expect(onPhone.length).toBeGreaterThan(0)
  })

  it('have labels that neither meet nor leave a phone, in big text', () => {
    const spans = onPhone.map(({ place, edgeOnPhone: edge }) => {
      const middle = place * LINE_ON_PHONE
      const left = edge === 'first' ? middle : middle - LABEL_IN_BIG_TEXT / (edge === 'last' ? 1 : 2)
      return { left, right: left + LABEL_IN_BIG_TEXT }
    })
    for (const [index, { left, right }] of spans.entries()) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(LINE_ON_PHONE)
      expect(left).toBeGreaterThanOrEqual(spans[index - 1]?.right ?? 0)
    }
  })
})

test('midnight is marked as the beginning of another day, the first hour of an axis is not', () => {
  const newDays = (axis: Axis) => ticksOf(axis).filter(({ newDay }) => newDay)
  expect(newDays({ start: at('21:00'), end: at('02:00', 21) }).map(({ label }) => label)).toEqual(['00:00'])
  expect(newDays({ start: at('00:00'), end: at('05:00') })).toEqual([])
})

describe('check-ins', () => {
  const forty = Array.from({ length: 40 }, (_, n) => moment(at('08:25') + n * 1000))

  it('of forty at once are one bar with their number', () => {
    const { bars, crowds, outside } = countedTaps(forty, day)
    expect(bars).toHaveLength(1)
    expect(bars[0]?.height).toBe(1)
    expect(crowds.map(({ count }) => count)).toEqual([40])
    expect(outside).toBe(0)
  })

  it('five minutes apart have bars of their own, as high as they are many', () => {
    const { bars } = countedTaps([at('08:20'), at('08:24'), at('08:25')].map(moment), day)
    expect(bars.map(({ height }) => height)).toEqual([1, 0.5])
  })

  it('far apart are counted apart, and no two counts can meet', () => {
    const { crowds } = countedTaps([...forty, moment(at('12:50')), moment(at('16:58'))], day)
    expect(crowds.map(({ count, label }) => [count, label.side])).toEqual([
      [40, 'after'],
      [1, 'after'],
      [1, 'before'],
    ])
    expect(countedTaps([...forty, moment(at('09:00'))], day).crowds.map(({ count }) => count)).toEqual([41])
  })

  it('outside the axis are counted, not drawn', () => {
    const { bars, crowds, outside } = countedTaps([moment(at('03:00'))], day)
    expect({ bars, crowds, outside }).toEqual({ bars: [], crowds: [], outside: 1 })
  })
})

describe('moments with a sign', () => {
  it('that would cover each other become one with their number', () => {
    const { signs } = signsOf([at('10:00'), at('10:10'), at('14:00')].map(moment), day)
    expect(signs.map(({ sign }) => sign)).toEqual(['2', '核'])
  })

  it('stay inside the line at its ends', () => {
    const { signs } = signsOf([at('08:00'), at('17:00')].map(moment), day)
    for (const { place } of signs) {
      expect(place).toBeGreaterThan(0.04)
      expect(place).toBeLessThan(0.96)
    }
  })

  it('of other days are counted before and after', () => {
    const { signs, before, after } = signsOf(
      [at('10:00', 19), at('10:00', 23), at('11:00', 23)].map(moment),
      day,
    )
    expect({ signs, before, after }).toEqual({ signs: [], before: 1, after: 2 })
  })
})
