import { datasetOf } from '../../../cloudfunctions/domain/dataset'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import {
  at,
  caseFile,
  checkedIn,
  checkedOut,
  DAY,
  type Fact,
  judge,
  metresNorth,
  SITE,
  theClass,
} from '../../support/situation'

/** R7: which start and which end are chosen. The morning: 08:30 to 11:40, grace 10 minutes. */
const chosen = (...facts: readonly Fact[]) => {
  const { start, end } = judge(...facts).traineeDay
  return [start, end]
}
const start = (...facts: readonly Fact[]) => chosen(...facts)[0]
const end = (...facts: readonly Fact[]) => chosen(...facts)[1]
const WITNESSED = { witnessed: true }

describe('the start', () => {
  test('is the earliest plain one that is not late', () => {
    expect(start(checkedIn('08:25'), checkedIn('08:20'), checkedIn('08:30'))).toBe(at('08:20'))
  })

  test('is the plain one at the door, not the first tap at the bus stop', () => {
    const busStop = checkedIn('08:05', { location: metresNorth(800) })
    const door = checkedIn('08:22', { location: metresNorth(5) })
    expect(judge(theClass({ site: SITE }), busStop, door).traineeDay).toMatchObject({
      start: at('08:22'),
      flags: ['missing-end'],
    })
  })

  test.each([
    ['witnessed', { witnessed: true, location: metresNorth(0) }],
    ['outside the site', { location: metresNorth(301) }],
    ['without location', {}],
  ])('is a plain one rather than an earlier one %s', (_, notPlain) => {
    const door = checkedIn('08:29', { location: metresNorth(0) })
    expect(start(theClass({ site: SITE }), checkedIn('08:20', notPlain), door)).toBe(at('08:29'))
  })

  test('may be plain up to and including the grace, and then beats an earlier one that is not', () => {
    expect(start(checkedIn('08:20', WITNESSED), checkedIn('08:40'))).toBe(at('08:40'))
    expect(start(checkedIn('08:20', WITNESSED), checkedIn('08:40:00.001'))).toBe(at('08:20'))
  })

  test('is the earliest of all when no plain one is in time: a late one that is not plain beats a later plain one', () => {
    expect(start(checkedIn('08:45'), checkedIn('08:41', WITNESSED))).toBe(at('08:41'))
    expect(start(checkedIn('08:45', WITNESSED), checkedIn('08:41'))).toBe(at('08:41'))
  })

  test('without place flags on a day that is all online, taps anywhere are plain', () => {
    const site = theClass({ site: SITE })
    const allOnline = theClass({
      lessons: [
        {
          id: 'L',
          date: '2024-06-03',
          start: '08:30',
          end: '10:00',
          hours: 2,
          kind: 'theory',
          delivery: 'online',
        },
      ],
    })
    const taps = [checkedIn('08:20'), checkedIn('08:25', { location: metresNorth(0) })]
    expect(start(site, ...taps)).toBe(at('08:25'))
    expect(start(site, allOnline, ...taps)).toBe(at('08:20'))
  })
})

describe('the end', () => {
  test('is the latest plain one that is not early', () => {
    expect(end(checkedIn('08:20'), checkedOut('11:45'), checkedOut('11:50'), checkedOut('11:35'))).toBe(
      at('11:50'),
    )
  })

  test('may be plain from the grace before the last end, and then beats a later one that is not', () => {
    expect(end(checkedIn('08:20'), checkedOut('11:30'), checkedOut('11:50', WITNESSED))).toBe(at('11:30'))
    expect(end(checkedIn('08:20'), checkedOut('11:29:59.999'), checkedOut('11:50', WITNESSED))).toBe(
      at('11:50'),
    )
  })

  test('is the latest of all when no plain one is in time', () => {
    expect(end(checkedIn('08:20'), checkedOut('10:00'), checkedOut('10:05', WITNESSED))).toBe(at('10:05'))
    expect(end(checkedIn('08:20'), checkedOut('10:00', WITNESSED), checkedOut('10:05'))).toBe(at('10:05'))
  })

  test('comes strictly after the start: a millisecond is enough, the same instant is not', () => {
    expect(chosen(checkedIn('11:35'), checkedOut('11:35'))).toEqual([at('11:35'), null])
    expect(chosen(checkedIn('11:35'), checkedOut('11:35:00.001'))).toEqual([at('11:35'), at('11:35:00.001')])
  })

  test('comes after the chosen start, not after an earlier one that was not chosen', () => {
    const taps = [checkedIn('08:05', WITNESSED), checkedOut('08:10'), checkedIn('08:22')]
    expect(judge(...taps).traineeDay).toMatchObject({ start: at('08:22'), end: null, flags: ['missing-end'] })
  })

  test('a plain end in time before the start gives way to any end after it', () => {
    const taps = [checkedIn('11:45'), checkedOut('11:40'), checkedOut('11:50', WITNESSED)]
    expect(chosen(...taps)).toEqual([at('11:45'), at('11:50')])
  })

  test('after the start is after its own time, never the grace-adjusted one', () => {
    expect(chosen(checkedIn('08:20'), checkedOut('08:25'))).toEqual([at('08:20'), at('08:25')])
  })

  test('without any counted start still counts and is chosen the same way', () => {
    expect(judge(checkedOut('11:40'), checkedOut('11:50', WITNESSED)).traineeDay).toMatchObject({
      start: null,
      end: at('11:40'),
      flags: ['missing-start'],
    })
    expect(judge(checkedOut('11:00'), checkedOut('11:50', WITNESSED)).traineeDay).toMatchObject({
      end: at('11:50'),
      flags: ['missing-start', 'witnessed'],
    })
  })
})

describe('at one instant', () => {
  test.each([
    ['by their length where one begins the other', ['K1', 'K10'], 'K1', 'K10'],
    ['digit by digit, not as numbers', ['K9', 'K10'], 'K10', 'K9'],
    ['capitals before small letters', ['b', 'B'], 'B', 'b'],
    [
      'U+FF5E before U+10000, by code point and not by UTF-16 unit',
      ['\u{10000}', '\uff5e'],
      '\uff5e',
      '\u{10000}',
    ],
    ['U+E000 before an emoji', ['😀', '\ue000'], '\ue000', '😀'],
    ['U+D7FF before U+E000', ['\ue000', '\ud7ff'], '\ud7ff', '\ue000'],
  ])('ids compare %s: of starts the smaller, of ends the larger', (_, given, smaller, larger) => {
    for (const ids of [given, [...given].reverse()]) {
      const taps = ids.flatMap(id => [
        checkedIn('08:20', { id: `start ${id}` }),
        checkedOut('11:45', { id: `end ${id}` }),
      ])
      const { start, end } = evaluate(datasetOf(caseFile(...taps)), () => true).chosen('T1', DAY)
      expect([start?.id, end?.id]).toEqual([`start ${smaller}`, `end ${larger}`])
    }
  })

  test('plain comes before id: the smaller id that was witnessed gives way', () => {
    const taps = [checkedIn('08:20', { id: 'A', witnessed: true }), checkedIn('08:20', { id: 'B' })]
    expect(judge(...taps, checkedOut('11:45')).traineeDay.flags).toEqual([])
  })
})
