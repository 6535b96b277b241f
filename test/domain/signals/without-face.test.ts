import type { MarkedTap } from '../../../cloudfunctions/domain/signals/marked-day'
import { day, daysAgo, signs, tap } from './marked'

const taps = (without: number, of: number, rest: MarkedTap['way'] = 'face') =>
  Array.from({ length: of }, (_, i) => tap({ traineeId: `T${i}`, way: i < without ? 'without' : rest }))
const others = (without: number, of: number, date = daysAgo(0)) =>
  day({ classId: 'C2', date, taps: taps(without, of) })

describe('a class without face', () => {
  it('is a sign from fifty points above the others', () => {
    expect(signs('without-face', [day({ taps: taps(72, 120) }), others(96, 960)])).toEqual([
      {
        kind: 'without-face',
        without: 72,
        of: 120,
        othersWithout: 96,
        othersOf: 960,
        withinDays: 14,
      },
    ])
    expect(signs('without-face', [day({ taps: taps(71, 120) }), others(96, 960)])).toEqual([])
  })

  it('names nobody', () => {
    const [found] = signs('without-face', [day({ taps: taps(72, 120) }), others(96, 960)])
    expect(JSON.stringify(found)).not.toContain('T1')
  })

  it('is none below twenty times, or with too few others to compare with', () => {
    expect(signs('without-face', [day({ taps: taps(20, 20) }), others(0, 200)])).toHaveLength(1)
    expect(signs('without-face', [day({ taps: taps(19, 19) }), others(0, 200)])).toEqual([])
    expect(signs('without-face', [day({ taps: taps(20, 20) }), others(0, 199)])).toEqual([])
  })

  it('is none where nobody checks in by face', () => {
    expect(signs('without-face', [day({ taps: taps(80, 80) }), others(900, 900)])).toEqual([])
  })

  it('does not count taps that waited in a phone: they could not be by face', () => {
    expect(signs('without-face', [day({ taps: taps(0, 80, 'late') }), others(0, 900)])).toEqual([])
  })

  it('looks 14 days back', () => {
    expect(signs('without-face', [day({ taps: taps(20, 20) }), others(0, 200, daysAgo(13))])).toHaveLength(1)
    expect(signs('without-face', [day({ taps: taps(20, 20) }), others(0, 200, daysAgo(14))])).toEqual([])
  })
})
