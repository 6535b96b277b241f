import type { Location } from '../../../cloudfunctions/domain/model'
import { day, daysAgo, daysOf, signs, TODAY, tap } from './marked'

const CHANGCHUN = { latitude: 43.886801, longitude: 125.324512 }
const NEXT_DIGIT = { ...CHANGCHUN, latitude: 43.886802 }

describe('the same coordinates on many dates', () => {
  const dates = Array.from({ length: 8 }, (_, i) => daysAgo(i * 2))
  const taps = (place: (i: number) => Location | null) =>
    dates.flatMap((date, i) => [
      [date, tap({ date, location: place(i) })] as const,
      [date, tap({ date, kind: 'end', clock: '11:45:00', location: CHANGCHUN })] as const,
    ])

  it('are a sign when they are so on the last eight, at every tap', () => {
    expect(signs('same-coordinates', daysOf(taps(() => CHANGCHUN)))).toEqual([
      {
        kind: 'same-coordinates',
        among: 'days',
        ...CHANGCHUN,
        traineeIds: ['T1'],
        dates: [...dates].reverse(),
        taps: 16,
      },
    ])
  })

  it('are none when one of the taps differs in the last digit', () => {
    for (const at of dates.keys()) {
      expect(signs('same-coordinates', daysOf(taps(i => (i === at ? NEXT_DIGIT : CHANGCHUN))))).toEqual([])
    }
  })

  it('are none on seven dates, and a tap without a place is no place', () => {
    expect(signs('same-coordinates', daysOf(taps(() => CHANGCHUN).slice(0, -2)))).toEqual([])
    expect(signs('same-coordinates', daysOf(taps(i => (i === 3 ? null : CHANGCHUN))))).toHaveLength(1)
  })

  it('are none at home, on days that are all online', () => {
    const online = daysOf(taps(() => CHANGCHUN)).map(one => ({ ...one, allOnline: true }))
    expect(signs('same-coordinates', online)).toEqual([])
  })

  it('are looked for 30 days back', () => {
    const far = (last: number) =>
      daysOf(
        [0, 1, 2, 3, 4, 5, 6, last].map(ago => [
          daysAgo(ago),
          tap({ date: daysAgo(ago), location: CHANGCHUN }),
        ]),
      )
    expect(signs('same-coordinates', far(29))).toHaveLength(1)
    expect(signs('same-coordinates', far(30))).toEqual([])
  })
})

describe('the same coordinates of many people', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, i) => [
      tap({ traineeId: `T${i}`, location: CHANGCHUN }),
      tap({ traineeId: `T${i}`, location: CHANGCHUN, kind: 'end', clock: '11:45:00' }),
    ]).flat()

  it('are a sign from six on one day, who came and went there', () => {
    expect(signs('same-coordinates', [day({ taps: people(6) })])).toEqual([
      expect.objectContaining({
        among: 'people',
        traineeIds: ['T0', 'T1', 'T2', 'T3', 'T4', 'T5'],
        taps: 12,
      }),
    ])
    const once = people(6).map((one, i) => (i === 3 ? { ...one, location: NEXT_DIGIT } : one))
    expect(signs('same-coordinates', [day({ taps: once })])).toEqual([])
    expect(signs('same-coordinates', [day({ taps: people(6).slice(1) })])).toEqual([])
    expect(signs('same-coordinates', [day({ taps: people(5) })])).toEqual([])
  })
})

describe('a place outside China', () => {
  const at = (latitude: number, longitude: number) =>
    signs('outside-china', [day({ taps: [tap({ location: { latitude, longitude } })] })])

  it('is a sign beyond the edge of a rectangle about it, and none on it', () => {
    for (const [latitude, longitude] of [
      [43.8868, 125.3245],
      [54, 100],
      [3, 110],
      [40, 73],
      [40, 136],
    ] as const) {
      expect(at(latitude, longitude)).toEqual([])
    }
    for (const [latitude, longitude] of [
      [0, 0],
      [54.000001, 100],
      [2.999999, 110],
      [40, 72.999999],
      [40, 136.000001],
    ] as const) {
      expect(at(latitude, longitude)).toEqual([
        expect.objectContaining({ latitude, longitude, swapped: false }),
      ])
    }
  })

  it('tells when latitude and longitude were exchanged', () => {
    expect(at(80.5, 43.8)).toEqual([expect.objectContaining({ swapped: true })])
  })
})

describe('an impossible speed', () => {
  // 113 km along the meridian.
  const SIPING = { latitude: CHANGCHUN.latitude - 1.0165, longitude: CHANGCHUN.longitude }
  const journey = (clock: string, there = SIPING) =>
    signs('impossible-speed', [
      day({
        taps: [tap({ clock: '08:20:00', location: CHANGCHUN }), tap({ kind: 'end', clock, location: there })],
      }),
    ])

  it('is a sign when nobody travels so fast', () => {
    expect(journey('08:36:00')).toEqual([
      expect.objectContaining({ traineeId: 'T1', meters: 113_030, kmPerHour: 423 }),
    ])
    expect(journey('08:40:00')).toEqual([])
  })

  it('is a sign over 400 km/h, and none at 400', () => {
    // 113,030 m at 400 km/h take 1,017.27 s.
    expect(journey('08:36:57')).toHaveLength(1)
    expect(journey('08:36:58')).toEqual([])
  })

  it('is none for a bad fix that is less than 50 km off', () => {
    expect(journey('08:21:00', { ...CHANGCHUN, latitude: CHANGCHUN.latitude + 0.4496 })).toEqual([])
    expect(journey('08:21:00', { ...CHANGCHUN, latitude: CHANGCHUN.latitude + 0.4498 })).toHaveLength(1)
  })

  it('of two taps at one instant has a number too', () => {
    const [found] = journey('08:20:00')
    expect(Number.isSafeInteger(found?.kmPerHour)).toBe(true)
  })

  it('is found from one class to another, and from the day before', () => {
    const evening = tap({
      date: daysAgo(1),
      kind: 'end',
      clock: '23:50:00',
      location: SIPING,
      traineeId: 'T9',
      person: 'P',
    })
    const morning = tap({ clock: '00:01:00', location: CHANGCHUN, person: 'P' })
    const days = [day({ classId: 'C2', date: daysAgo(1), taps: [evening] }), day({ taps: [morning] })]
    const [found] = signs('impossible-speed', days)
    expect(found).toMatchObject({
      from: { classId: 'C2', traineeId: 'T9' },
      to: { classId: 'C1', traineeId: 'T1' },
    })
  })

  it('is looked for two days back, and none over three', () => {
    // 18,000 km in little more than 24 hours are over 400 km/h.
    const buenosAires = { latitude: -34.6037, longitude: -58.3816 }
    const two = (ago: number) =>
      signs(
        'impossible-speed',
        daysOf([
          [daysAgo(ago), tap({ date: daysAgo(ago), clock: '23:59:00', location: buenosAires })],
          [TODAY, tap({ clock: '00:01:00', location: CHANGCHUN })],
        ]),
      )
    expect(two(1)).toHaveLength(1)
    expect(two(2)).toEqual([])
  })

  it('of another class’s day alone is told there', () => {
    const there = daysOf(
      [
        [TODAY, tap({ clock: '08:20:00', location: CHANGCHUN, traineeId: 'T9', person: 'P' })],
        [TODAY, tap({ clock: '08:21:00', kind: 'end', location: SIPING, traineeId: 'T9', person: 'P' })],
      ],
      'C2',
    )
    const here = day({ taps: [tap({ clock: '14:00:00', location: SIPING, person: 'P' })] })
    expect(signs('impossible-speed', [...there, here])).toEqual([])
    expect(signs('impossible-speed', [...there, here], there[0])).toHaveLength(1)
  })
})
