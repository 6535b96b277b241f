import type { MarkedDay } from '../../../cloudfunctions/domain/signals/marked-day'
import { instantOf } from '../../../cloudfunctions/domain/time'
import { day, daysAgo, signs, TODAY, tap } from './marked'

const BEGIN = instantOf(TODAY, '08:21')

/** One person after the other, with these seconds between. */
function queue(gaps: readonly number[]): MarkedDay {
  let at = BEGIN
  const instants = [at, ...gaps.map(gap => (at += gap * 1_000))]
  return day({ taps: instants.map((instant, i) => tap({ traineeId: `T${i}`, at: instant })) })
}

describe('even gaps', () => {
  const thirty = (count: number) => Array.from({ length: count }, () => 30)

  it('are a sign from seven in a row, with the taps between them', () => {
    const [found] = signs('even-gaps', [queue([5, 90, ...thirty(7), 4])])
    expect(found).toMatchObject({ of: 'start', shortestMs: 30_000, longestMs: 30_000 })
    expect(found?.attemptIds).toHaveLength(8)
    expect(signs('even-gaps', [queue([5, 90, ...thirty(6), 4])])).toEqual([])
  })

  it('may differ by a tenth of their mean', () => {
    expect(signs('even-gaps', [queue([...thirty(6), 33])])).toHaveLength(1)
    expect(signs('even-gaps', [queue([...thirty(6), 34])])).toEqual([])
  })

  it('are none below a second, when all tap at once', () => {
    expect(signs('even-gaps', [queue(Array.from({ length: 9 }, () => 1))])).toHaveLength(1)
    expect(signs('even-gaps', [queue(Array.from({ length: 9 }, () => 0.999))])).toEqual([])
    expect(signs('even-gaps', [queue(Array.from({ length: 9 }, () => 0))])).toEqual([])
  })

  it('are those of the first start of each', () => {
    const again = tap({ traineeId: 'T3', at: BEGIN + 100_000 })
    const one = queue(thirty(7))
    expect(signs('even-gaps', [{ ...one, taps: [...one.taps, again] }])).toHaveLength(1)
  })

  it('are not looked for among taps that waited in a phone', () => {
    const one = queue(thirty(7))
    const late = one.taps.map((each, i) => (i === 4 ? { ...each, way: 'late' as const } : each))
    expect(signs('even-gaps', [{ ...one, taps: late }])).toEqual([])
  })
})

describe('the same seconds day by day', () => {
  /** Class-days; of so many people, some always at 08:21:03 to :13, the others minutes apart. */
  const courseOf = (dates: number, isEvenOn: (ago: number) => boolean, even: number, all: number) =>
    Array.from({ length: dates }, (_, ago) => {
      const date = daysAgo(ago)
      const taps = Array.from({ length: all }, (_, i) => {
        const isEven = i < even && isEvenOn(ago)
        const seconds = isEven ? 3 + ((ago * 7 + i) % 11) : ago * 60 + i * 11
        return tap({ date, traineeId: `T${i}`, at: instantOf(date, '08:21') + seconds * 1_000 })
      })
      return day({ date, taps })
    })
  const course = (even: number, all: number, evenDays = 8) => courseOf(10, ago => ago < evenDays, even, all)

  it('are a sign for five people on eight of the last ten class-days', () => {
    expect(signs('same-seconds', course(5, 12))).toEqual([
      {
        kind: 'same-seconds',
        of: 'start',
        traineeIds: ['T0', 'T1', 'T2', 'T3', 'T4'],
        among: 12,
        days: 8,
        withinMs: 10_000,
      },
    ])
    expect(signs('same-seconds', course(4, 12))).toEqual([])
    expect(signs('same-seconds', course(5, 12, 7))).toEqual([])
  })

  it('are a sign for a third of the class', () => {
    expect(signs('same-seconds', course(5, 15))).toHaveLength(1)
    expect(signs('same-seconds', course(5, 16))).toEqual([])
  })

  it('are ten seconds and not a millisecond more', () => {
    const shifted = course(5, 12).map((one, i) => ({
      ...one,
      taps: one.taps.map(each =>
        i === 1 && each.traineeId === 'T0' ? { ...each, at: each.at + 60_000 } : each,
      ),
    }))
    expect(signs('same-seconds', shifted)).toEqual([])
  })

  it('need eight class-days', () => {
    expect(signs('same-seconds', course(5, 12).slice(0, 8))).toHaveLength(1)
    expect(signs('same-seconds', course(5, 12).slice(0, 7))).toEqual([])
  })

  it('are those of the last ten class-days, and not of the one before', () => {
    const evenOnSevenAnd = (another: number) => courseOf(11, ago => ago < 7 || ago === another, 5, 12)
    expect(signs('same-seconds', evenOnSevenAnd(9))).toHaveLength(1)
    expect(signs('same-seconds', evenOnSevenAnd(10))).toEqual([])
  })

  it('follow the lessons, not the clock', () => {
    const moved = course(5, 12).map((one, i) => ({ ...one, firstStart: one.firstStart + (i % 2) * 600_000 }))
    expect(signs('same-seconds', moved)).toEqual([])
  })
})
