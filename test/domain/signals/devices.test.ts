import { day, daysAgo, daysOf, signs, TODAY, tap } from './marked'

const used = (date: string, traineeId: string, deviceId = 'D') =>
  [date, tap({ date, traineeId, deviceId })] as const

describe('one device of several people', () => {
  it('is a sign from three who used it on two days each', () => {
    const two = ['T1', 'T2', 'T3'].flatMap(who => [used(daysAgo(1), who), used(TODAY, who)])
    expect(signs('device-of-many', daysOf(two))).toEqual([
      expect.objectContaining({ deviceId: 'D', people: 3, regularly: 3, withinDays: 30 }),
    ])
    expect(signs('device-of-many', daysOf(two.slice(1)))).toEqual([])
  })

  it('is a sign from five who used it at all', () => {
    const lent = ['T1', 'T2', 'T3', 'T4', 'T5'].map((who, i) => used(daysAgo(4 - i), who))
    expect(signs('device-of-many', daysOf(lent))).toEqual([
      expect.objectContaining({ people: 5, regularly: 0 }),
    ])
    expect(signs('device-of-many', daysOf(lent.slice(1)))).toEqual([])
  })

  it('is none of a couple that shares one for weeks, and of a friend who borrowed it once', () => {
    const weeks = Array.from({ length: 20 }, (_, i) => ['T1', 'T2'].map(who => used(daysAgo(i), who))).flat()
    expect(signs('device-of-many', daysOf([...weeks, used(daysAgo(8), 'T3')]))).toEqual([])
  })

  it('is found over all classes, and names them', () => {
    const here = daysOf([used(TODAY, 'T1')])
    const there = daysOf(
      ['T2', 'T3', 'T4', 'T5'].map(who => used(daysAgo(2), who)),
      'C2',
    )
    const [found] = signs('device-of-many', [...here, ...there])
    expect(found?.seen).toEqual([
      { classId: 'C1', date: TODAY, traineeId: 'T1' },
      ...['T2', 'T3', 'T4', 'T5'].map(traineeId => ({ classId: 'C2', date: daysAgo(2), traineeId })),
    ])
  })

  it('counts a person of two classes once', () => {
    const taps = [1, 2, 3, 4, 5].map(n =>
      tap({ traineeId: `T${n}`, person: n < 3 ? 'the same' : `P${n}`, deviceId: 'D' }),
    )
    expect(signs('device-of-many', [day({ taps })])).toEqual([])
  })

  it('looks 30 days back, the day included, and never ahead', () => {
    const others = (date: string) => ['T2', 'T3', 'T4', 'T5'].map(who => used(date, who))
    const today = used(TODAY, 'T1')
    expect(signs('device-of-many', daysOf([today, ...others(daysAgo(29))]))).toHaveLength(1)
    expect(signs('device-of-many', daysOf([today, ...others(daysAgo(30))]))).toEqual([])
    expect(signs('device-of-many', daysOf([today, ...others(daysAgo(-1))]))).toEqual([])
  })

  it('says nothing on a day on which nobody used it', () => {
    const lent = ['T1', 'T2', 'T3', 'T4', 'T5'].map(who => used(daysAgo(1), who))
    expect(signs('device-of-many', daysOf([...lent, used(TODAY, 'T1', 'another')]))).toEqual([])
  })
})

describe('several devices of one person', () => {
  const devices = (...dates: string[]) => dates.map((date, i) => used(date, 'T1', `D${i}`))

  it('are a sign from four within 14 days', () => {
    const [found] = signs('many-devices', daysOf(devices(daysAgo(13), daysAgo(8), daysAgo(7), TODAY)))
    expect(found).toMatchObject({ traineeId: 'T1', devices: 4, withinDays: 14 })
    expect(found?.seen[0]).toEqual({ classId: 'C1', date: TODAY, traineeId: 'T1', deviceId: 'D3' })
    expect(signs('many-devices', daysOf(devices(daysAgo(14), daysAgo(8), daysAgo(7), TODAY)))).toEqual([])
    expect(signs('many-devices', daysOf(devices(daysAgo(8), daysAgo(7), TODAY)))).toEqual([])
  })

  it('are counted over the classes that a person is in', () => {
    const there = daysOf(
      [3, 4, 5].map(
        ago => [daysAgo(ago), tap({ traineeId: 'T9', person: 'P', deviceId: `D${ago}` })] as const,
      ),
      'C2',
    )
    const here = day({ taps: [tap({ person: 'P' })] })
    expect(signs('many-devices', [...there, here])).toEqual([
      expect.objectContaining({ traineeId: 'T1', devices: 4 }),
    ])
  })

  it('are none where the phone gave no name of itself', () => {
    const taps = devices(daysAgo(3), daysAgo(2), daysAgo(1))
    expect(signs('many-devices', daysOf([...taps, [TODAY, tap({ deviceId: null })]]))).toEqual([])
  })
})
