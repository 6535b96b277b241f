import { distanceMeters } from '../../../cloudfunctions/domain/geo'
import {
  anotherClass,
  at,
  checkedIn,
  checkedOut,
  enrolled,
  type Fact,
  judge,
  lesson,
  lessons,
  MORNING,
  metresNorth,
  NEXT_DAY,
  online,
  ruledTraineeDay,
  SITE,
  theClass,
} from '../../support/situation'

/** R6: flags that need a reviewer. */
const flags = (...facts: readonly Fact[]) => judge(...facts).traineeDay.flags
const WITH_SITE = theClass({ site: SITE })
const AT_THE_DOOR = { location: metresNorth(0) }

test('two plain check-ins in time raise nothing: the day is clean', () => {
  expect(judge(checkedIn('08:25'), checkedOut('11:45')).traineeDay).toMatchObject({
    flags: [],
    status: 'clean',
  })
})

test('witnessed: either of the two was', () => {
  expect(flags(checkedIn('08:25', { witnessed: true }), checkedOut('11:45'))).toEqual(['witnessed'])
  expect(flags(checkedIn('08:25'), checkedOut('11:45', { witnessed: true }))).toEqual(['witnessed'])
})

describe('the site', () => {
  const tapped = (location: Parameters<typeof metresNorth>[0]) =>
    flags(
      WITH_SITE,
      checkedIn('08:25', { location: metresNorth(location) }),
      checkedOut('11:45', AT_THE_DOOR),
    )

  test('at most the radius of 300 m is inside, a millimetre less and more', () => {
    expect(tapped(299.999)).toEqual([])
    expect(tapped(300.001)).toEqual(['outside-site'])
  })

  test('a distance that is the radius to the last bit is inside, one bit more outside', () => {
    const tap = metresNorth(300)
    const metres = distanceMeters(tap, SITE)
    const day = (radiusMeters: number) =>
      flags(
        theClass({ site: { ...SITE, radiusMeters } }),
        checkedIn('08:25', { location: tap }),
        checkedOut('11:45', AT_THE_DOOR),
      )
    expect(day(metres)).toEqual([])
    expect(day(metres * (1 - Number.EPSILON))).toEqual(['outside-site'])
  })

  test('the end is looked at as well as the start', () => {
    expect(
      flags(WITH_SITE, checkedIn('08:25', AT_THE_DOOR), checkedOut('11:45', { location: metresNorth(-301) })),
    ).toEqual(['outside-site'])
  })

  test('no location at a class with a site: no-location', () => {
    expect(flags(WITH_SITE, checkedIn('08:25'), checkedOut('11:45', AT_THE_DOOR))).toEqual(['no-location'])
    expect(flags(WITH_SITE, checkedIn('08:25', AT_THE_DOOR), checkedOut('11:45'))).toEqual(['no-location'])
  })

  test('one outside, the other without location: both flags', () => {
    expect(flags(WITH_SITE, checkedIn('08:25'), checkedOut('11:45', { location: metresNorth(400) }))).toEqual(
      ['no-location', 'outside-site'],
    )
  })

  test('a class without a site raises neither', () => {
    expect(flags(checkedIn('08:25'), checkedOut('11:45', { location: metresNorth(9_000) }))).toEqual([])
  })

  test('a witnessed check-in without location raises both its flags', () => {
    expect(
      flags(WITH_SITE, checkedIn('08:25', { witnessed: true }), checkedOut('11:45', AT_THE_DOOR)),
    ).toEqual(['no-location', 'witnessed'])
  })

  test('on a day all of whose lessons are online neither is raised; one on-site lesson is enough for both', () => {
    const taps = [checkedIn('08:25'), checkedOut('11:45', { location: metresNorth(9_000) })]
    const online1 = online('08:30-10:00', 2)
    expect(flags(WITH_SITE, lessons(online1, online('10:10-11:40', 2)), ...taps)).toEqual([])
    expect(flags(WITH_SITE, lessons(online1, lesson('10:10-11:40', 2)), ...taps)).toEqual([
      'no-location',
      'outside-site',
    ])
  })
})

describe('shared-device: also of a check-in chosen for another trainee of the class that day', () => {
  const MINE = [checkedIn('08:25', { device: 'D' }), checkedOut('11:45', { device: 'D' })]
  const both = (...facts: readonly Fact[]) =>
    judge(enrolled('T2'), ...facts).traineeDays.map(day => day.flags)

  test("one's own start and end from one device are nothing", () => {
    expect(both(...MINE)[0]).toEqual([])
  })

  test('start and start, and both trainees are flagged', () => {
    expect(
      both(...MINE, checkedIn('08:26', { by: 'T2', device: 'D' }), checkedOut('11:45', { by: 'T2' })),
    ).toEqual([['shared-device'], ['shared-device']])
  })

  test("start and the other's end", () => {
    expect(
      both(
        checkedIn('08:25', { device: 'D' }),
        checkedOut('11:45'),
        checkedIn('08:26', { by: 'T2' }),
        checkedOut('11:46', { by: 'T2', device: 'D' }),
      ),
    ).toEqual([['shared-device'], ['shared-device']])
  })

  test('three trainees, two of them on one device: the third is clean', () => {
    const days = both(
      enrolled('T3'),
      ...MINE,
      checkedIn('08:26', { by: 'T2', device: 'D' }),
      checkedIn('08:27', { by: 'T3', device: 'E' }),
    )
    expect(days).toEqual([['shared-device'], ['missing-end', 'shared-device'], ['missing-end']])
  })

  test('other devices, or none, are nothing', () => {
    expect(both(...MINE, checkedIn('08:26', { by: 'T2', device: 'd' }))[0]).toEqual([])
    expect(both(checkedIn('08:25'), checkedOut('11:45'), checkedIn('08:26', { by: 'T2' }))[0]).toEqual([])
  })

  test("the other's check-in was not chosen: nothing", () => {
    const unchosen = checkedIn('08:27', { by: 'T2', device: 'D' })
    expect(both(...MINE, checkedIn('08:26', { by: 'T2', device: 'E' }), unchosen)[0]).toEqual([])
  })

  test("the other's face failed: nothing", () => {
    const failed = checkedIn('08:26', { by: 'T2', device: 'D', face: { matched: false, live: true } })
    expect(both(...MINE, failed)[0]).toEqual([])
  })

  test('whatever was decided of the other day', () => {
    const other = [checkedIn('08:26', { by: 'T2', device: 'D' }), checkedOut('11:45', { by: 'T2' })]
    for (const verdict of ['accepted', 'rejected'] as const) {
      expect(both(...MINE, ...other, ruledTraineeDay(verdict, { of: 'T2' }))[0]).toEqual(['shared-device'])
    }
  })

  test('on another day, or in another class: nothing', () => {
    const days = lessons(...MORNING, ...MORNING.map(held => ({ ...held, date: NEXT_DAY })))
    const onNextDay = checkedIn('08:26', { by: 'T2', device: 'D', on: NEXT_DAY })
    expect(judge(days, enrolled('T2'), ...MINE, onNextDay).traineeDay.flags).toEqual([])
    const inOtherClass = [anotherClass('C2'), enrolled('T2', { classId: 'C2' })]
    expect(both(...inOtherClass, ...MINE, checkedIn('08:26', { by: 'T2', device: 'D' }))[0]).toEqual([])
  })

  test('does not keep a check-in from being plain: the earliest in time is chosen all the same', () => {
    const taps = [checkedIn('08:20', { device: 'D' }), checkedIn('08:22'), checkedOut('11:45')]
    const days = judge(enrolled('T2'), ...taps, checkedIn('08:21', { by: 'T2', device: 'D' })).traineeDays
    expect(days[0]).toMatchObject({ start: at('08:20'), flags: ['shared-device'] })
  })
})

test('flags come in code-point order, notes among them', () => {
  expect(
    flags(
      WITH_SITE,
      enrolled('T2'),
      checkedIn('09:00', { witnessed: true, device: 'D' }),
      checkedOut('10:00', { location: metresNorth(400) }),
      checkedOut('11:45', { by: 'T2', device: 'D' }),
    ),
  ).toEqual(['late', 'left-early', 'no-location', 'outside-site', 'shared-device', 'witnessed'])
})
