import fc from 'fast-check'
import {
  dateOf,
  dateText,
  dayNumber,
  formatClock,
  formatInstant,
  instantOf,
  isDate,
  parseInstant,
} from '../../cloudfunctions/domain/time'

const MS_2024_06_03_0830 = 1_717_374_600_000
const anyDay = fc.integer({ min: -719_528, max: 2_932_896 })
/** Of the years 0 to 9999 in Changchun. */
const anyInstant = fc.integer({ min: -62_167_248_000_000, max: 253_402_271_999_999 })

describe('dates', () => {
  test.each(['2024-02-29', '2000-02-29', '2024-12-31', '0001-01-01'])('%s exists', date => {
    expect(isDate(date)).toBe(true)
  })

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-06-00',
    '2024-6-3',
    '2024-06-03 ',
    '24-06-03',
  ])('%s does not', date => {
    expect(isDate(date)).toBe(false)
  })

  test('are numbered in days since 1970-01-01, and back', () => {
    expect([dayNumber('1970-01-01'), dayNumber('1969-12-31'), dayNumber('2024-06-03')]).toEqual([
      0, -1, 19_877,
    ])
    fc.assert(fc.property(anyDay, day => dayNumber(dateText(day)) === day && isDate(dateText(day))))
  })

  test('are those of Changchun: they begin at 16:00 UTC of the day before', () => {
    const midnight = Date.UTC(2024, 5, 2, 16)
    expect([dateOf(midnight - 1), dateOf(midnight)]).toEqual(['2024-06-02', '2024-06-03'])
    expect(instantOf('2024-06-03', '00:00')).toBe(midnight)
    expect(instantOf('2024-06-03', '08:30')).toBe(MS_2024_06_03_0830)
  })
})

describe('instants', () => {
  test.each([
    '2024-06-03T08:30:00+08:00',
    '2024-06-03T00:30:00Z',
    '2024-06-03T00:30:00.000+00:00',
    '2024-06-03T10:00:00+09:30',
    '2024-06-02T19:30:00.0-05:00',
    '2024-06-03T08:30:00.000000+08:00',
    '2024-06-04T00:29:00+23:59',
    '2024-06-02T00:31:00-23:59',
  ])('%s is read with its offset', text => {
    expect(parseInstant(text)).toBe(MS_2024_06_03_0830)
  })

  test('are read to the last second and millisecond of a day', () => {
    expect(parseInstant('2024-06-03T23:59:59.999+08:00')).toBe(Date.UTC(2024, 5, 3, 16) - 1)
  })

  test('are read to the millisecond', () => {
    expect(parseInstant('2024-06-03T08:30:00.5+08:00')).toBe(MS_2024_06_03_0830 + 500)
    expect(parseInstant('2024-06-03T08:30:00.05+08:00')).toBe(MS_2024_06_03_0830 + 50)
    expect(parseInstant('2024-06-03T08:30:00.005+08:00')).toBe(MS_2024_06_03_0830 + 5)
  })

  test.each([
    ['no offset', '2024-06-03T08:30:00'],
    ['an offset without a colon', '2024-06-03T08:30:00+0800'],
    ['an offset that does not exist', '2024-06-03T08:30:00+24:00'],
    ['an offset of 60 minutes', '2024-06-03T08:30:00+08:60'],
    ['digits below the millisecond', '2024-06-03T08:30:00.0001+08:00'],
    ['no seconds', '2024-06-03T08:30+08:00'],
    ['24:00', '2024-06-03T24:00:00+08:00'],
    ['60 minutes', '2024-06-03T08:60:00+08:00'],
    ['60 seconds', '2024-06-03T08:30:60+08:00'],
    ['a day that does not exist', '2023-02-29T08:30:00+08:00'],
    ['a small t', '2024-06-03t08:30:00+08:00'],
    ['nothing', ''],
  ])('%s is refused', (_, text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('are printed with milliseconds and +08:00', () => {
    expect(formatInstant(MS_2024_06_03_0830)).toBe('2024-06-03T08:30:00.000+08:00')
    expect(formatInstant(Date.UTC(2024, 5, 2, 15, 59, 59, 999))).toBe('2024-06-02T23:59:59.999+08:00')
    expect(formatClock(Date.UTC(2024, 5, 2, 16, 5))).toBe('00:05')
  })

  test('come back as they were printed', () => {
    fc.assert(fc.property(anyInstant, instant => parseInstant(formatInstant(instant)) === instant))
  })

  test('are printed as the calendar of the runtime has them', () => {
    fc.assert(
      fc.property(anyInstant, instant => {
        const local = new Date(instant + 8 * 3_600_000).toISOString()
        return formatInstant(instant) === local.replace('Z', '+08:00')
      }),
    )
  })

  test('of days far apart are printed right in turn', () => {
    const days = [19_877, 19_877 + 1024, 19_877 - 1024, 19_877]
    expect(days.map(day => formatInstant(day * 86_400_000).slice(0, 10))).toEqual(
      days.map(day => dateText(day)),
    )
  })
})
