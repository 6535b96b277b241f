import fc from 'fast-check'
import { BANDS } from '../../../cloudfunctions/domain/signals/alike'
import {
  type NameList,
  SIGNAL_EDITIONS,
  signalFiguresOn,
  type Threshold,
} from '../../../cloudfunctions/domain/signals/figures'
import { History } from '../../../cloudfunctions/domain/signals/history'
import { mostDaysBack, signalsOf } from '../../../cloudfunctions/domain/signals/look'
import type { MarkedCheck, MarkedDay, MarkedTap } from '../../../cloudfunctions/domain/signals/marked-day'
import type { Signal } from '../../../cloudfunctions/domain/signals/signal'
import { DAY, instantOf } from '../../../cloudfunctions/domain/time'
import { check, day, daysAgo, TODAY, tap } from './marked'

/** What holds of all class-days, held against small cities that are full of signs. */
const RUNS = { numRuns: 100 }
const CLASSES = ['C1', 'C2'] as const
const PLACES = [
  null,
  { latitude: 43.886801, longitude: 125.324512 },
  { latitude: 31.2304, longitude: 121.4737 },
  { latitude: 0, longitude: 0 },
]
/** Three of them two bits from the next, and others. */
const HASHES = [
  '0f0f0f0f0f0f0f0f',
  '0f0f0f0f0f0f0f17',
  '0f0f0f0f0f0f0f1b',
  '00ff00ff00ff00ff',
  '3333cccc3333cccc',
  'f0f0f0f0f0f0f0f0',
]

const anyTap = fc.record({
  who: fc.nat(5),
  ago: fc.nat(8),
  kind: fc.constantFrom('start', 'end'),
  seconds: fc.nat(20),
  device: fc.option(fc.nat(3)),
  place: fc.constantFrom(...PLACES),
  way: fc.constantFrom('face', 'without', 'late'),
})
const anyCheck = fc.record({
  who: fc.nat(5),
  ago: fc.nat(8),
  device: fc.nat(3),
  camera: fc.constantFrom(null, 'Front Camera', 'OBS Virtual Camera'),
  frames: fc.array(fc.constantFrom(...HASHES), { maxLength: 8 }),
})

const city: fc.Arbitrary<MarkedDay[]> = fc
  .tuple(fc.array(anyTap, { minLength: 20, maxLength: 100 }), fc.array(anyCheck, { maxLength: 8 }))
  .map(([taps, checks]) =>
    CLASSES.flatMap((classId, c) =>
      Array.from({ length: 9 }, (_, ago) => ({
        ...day({ classId, date: daysAgo(ago) }),
        taps: taps.flatMap((one, i) => (one.ago === ago && one.who % 2 === c ? tapOf(one, i) : [])),
        checks: checks.flatMap((one, i) => (one.ago === ago && one.who % 2 === c ? checkOf(one, i) : [])),
      })),
    ),
  )

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never

function tapOf({ who, ago, seconds, device, place, kind, way }: Of<typeof anyTap>, i: number): MarkedTap {
  return tap({
    attemptId: `a${i}`,
    traineeId: `T${who}`,
    kind,
    at: instantOf(daysAgo(ago), kind === 'start' ? '08:21' : '11:45') + seconds * 10_000,
    deviceId: device === null ? null : `D${device}`,
    location: place,
    way,
  })
}

function checkOf({ who, ago, device, camera, frames }: Of<typeof anyCheck>, i: number): MarkedCheck {
  return check({
    checkId: `k${i}`,
    traineeId: `T${who}`,
    at: instantOf(daysAgo(ago), '08:20') + i,
    deviceId: `D${device}`,
    camera,
    frames: frames.map((alike, at) => ({ exact: `${alike} ${at % 2}`, alike, takenAt: at * 250 })),
  })
}

function all(days: readonly MarkedDay[], of = days[0]!): Signal[] {
  return signalsOf(of, new History(days), signalFiguresOn(of.date))
}

function shuffledBy<T>(random: Iterator<number>, rows: readonly T[]): T[] {
  return rows
    .map(row => [random.next().value as number, row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
}

/** The first of the days is that of 2024-06-20, of class C1. */
const kinds = (found: readonly Signal[]) => new Set(found.map(({ kind }) => kind))

it('the city is full of signs', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(city, days => {
      for (const { kind } of all(days)) seen.add(kind)
    }),
    RUNS,
  )
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'device-of-many',
      'many-devices',
      'same-picture',
      'strange-frames',
      'outside-china',
      'impossible-speed',
    ]),
  )
})

it('the order of days, taps and checks means nothing', () => {
  fc.assert(
    fc.property(city, fc.infiniteStream(fc.nat()), (days, random) => {
      const shuffled = <T>(rows: readonly T[]): T[] => shuffledBy(random, rows)
      const mixed = days.map(one => ({ ...one, taps: shuffled(one.taps), checks: shuffled(one.checks) }))
      expect(all(shuffled(mixed), mixed[0])).toEqual(all(days))
    }),
    RUNS,
  )
})

it('the order of a check’s frames means nothing to whether a picture was seen before', () => {
  fc.assert(
    fc.property(city, fc.infiniteStream(fc.nat()), (days, random) => {
      const mixed = days.map(one => ({
        ...one,
        checks: one.checks.map(each => ({ ...each, frames: shuffledBy(random, each.frames) })),
      }))
      const pictures = (of: readonly MarkedDay[]) => all(of).filter(({ kind }) => kind === 'same-picture')
      expect(pictures(mixed)).toEqual(pictures(days))
    }),
    RUNS,
  )
})

it('nothing of what comes later changes a day’s signs', () => {
  fc.assert(
    fc.property(city, fc.nat(8), (days, ago) => {
      const of = days.find(one => one.classId === 'C1' && one.date === daysAgo(ago))!
      const upTo = days.filter(({ date }) => date <= of.date)
      expect(all(upTo, of)).toEqual(all(days, of))
    }),
    RUNS,
  )
})

it('what is older than the history has to be plays no part', () => {
  const back = mostDaysBack(SIGNAL_EDITIONS[0])
  fc.assert(
    fc.property(city, city, (days, old) => {
      const older = old.map((one, i) => {
        const date = daysAgo(back + (i % 9))
        const moved = { ...one, date, classId: `old ${one.classId}` }
        return {
          ...moved,
          taps: one.taps.map(each => ({ ...each, at: each.at - back * DAY })),
          checks: one.checks.map(each => ({
            ...each,
            checkId: `old ${each.checkId}`,
            at: each.at - back * DAY,
          })),
        }
      })
      expect(all([...days, ...older], days[0])).toEqual(all(days))
    }),
    RUNS,
  )
})

it('another person’s tap from their own phone, somewhere of its own, adds no sign but of the class', () => {
  const anyPlace = fc.record({
    latitude: fc.double({ min: 43.8, max: 43.9, noNaN: true }),
    longitude: fc.double({ min: 125.3, max: 125.4, noNaN: true }),
  })
  fc.assert(
    fc.property(city, anyPlace, fc.nat(3_000), (days, location, seconds) => {
      const at = instantOf(TODAY, '07:31') + seconds * 1_000
      const more = tap({ attemptId: 'more', traineeId: 'another', deviceId: 'an own one', location, at })
      const [first, ...rest] = days
      const after = all([{ ...first!, taps: [...first!.taps, more] }, ...rest])
      const before = kinds(all(days))
      for (const kind of kinds(after)) {
        // An ordinary tap may come right between two others.
        if (kind !== 'even-gaps') expect(before).toContain(kind)
      }
      expect(JSON.stringify(after.filter(({ kind }) => kind !== 'even-gaps'))).not.toContain('another')
    }),
    RUNS,
  )
})

it('a further tap of the same person, phone and place right after adds no sign', () => {
  fc.assert(
    fc.property(city, days => {
      const [first, ...rest] = days
      const again = first!.taps.map(one => ({ ...one, attemptId: `${one.attemptId} again` }))
      const after = kinds(all([{ ...first!, taps: [...first!.taps, ...again] }, ...rest]))
      // Twice as many taps are twice as many without face.
      after.delete('without-face')
      expect([...after].filter(kind => !kinds(all(days)).has(kind))).toEqual([])
    }),
    RUNS,
  )
})

it('names of people, phones and classes mean nothing', () => {
  fc.assert(
    fc.property(city, days => {
      const renamed = JSON.parse(
        JSON.stringify(days).replaceAll(/"([TDC])(\d)"/g, '"$1-$2-other"'),
      ) as MarkedDay[]
      const back = JSON.stringify(all(renamed)).replaceAll(/"([TDC])-(\d)-other"/g, '"$1$2"')
      expect(JSON.parse(back)).toEqual(all(days))
    }),
    RUNS,
  )
})

it('every edition’s thresholds are whole numbers or names, and the first holds for what was before', () => {
  for (const { rules } of SIGNAL_EDITIONS) {
    for (const rule of Object.values(rules)) {
      const { measured, ...thresholds } = rule
      for (const one of Object.values<Threshold | NameList>(thresholds)) {
        if ('value' in one) expect(Number.isSafeInteger(one.value)).toBe(true)
        // Names are compared without capitals and blanks.
        else for (const name of one.names) expect(name).toMatch(/^[^A-Z\s]+$/)
        expect(one.meaning).not.toBe('')
      }
      expect(measured.ordinaryClasses).toBeGreaterThan(0)
    }
  }
  const [first] = SIGNAL_EDITIONS
  expect(signalFiguresOn('2000-01-01')).toBe(first)
  expect(signalFiguresOn(first.from)).toBe(first)
})

it('no near picture is missed: those that may differ in some bits have a band in common', () => {
  for (const { rules } of SIGNAL_EDITIONS) {
    const { nearBits, ownBits } = rules['same-picture']
    expect(Math.max(nearBits.value, ownBits.value)).toBeLessThan(BANDS)
  }
})
