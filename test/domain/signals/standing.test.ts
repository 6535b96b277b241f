import { SIGNAL_EDITIONS } from '../../../cloudfunctions/domain/signals/figures'
import { daysBack } from '../../../cloudfunctions/domain/signals/look'
import type { Signal } from '../../../cloudfunctions/domain/signals/signal'
import { standing } from '../../../cloudfunctions/domain/signals/standing'
import { daysAgo, TODAY } from './marked'

const [FIGURES] = SIGNAL_EDITIONS
const PICTURE_DAYS = daysBack('same-picture', FIGURES)

const ofMany = (deviceId: string, people = 5): Signal => ({
  kind: 'device-of-many',
  deviceId,
  people,
  regularly: 0,
  withinDays: 30,
  seen: [],
})
const picture = (checkId: string, otherCheckId: string): Signal => ({
  kind: 'same-picture',
  traineeId: 'T1',
  checkId,
  other: {
    classId: 'C2',
    date: daysAgo(8),
    traineeId: 'T9',
    checkId: otherCheckId,
    at: 0,
    samePerson: false,
  },
  exact: 1,
  near: 0,
  looks: 4,
  people: 2,
})
const stands = (before: readonly Signal[], found: readonly Signal[], keptDays: number) =>
  standing(before, found, keptDays, FIGURES)

describe('what stands of a class-day that is looked at again', () => {
  it('is what is found now where all days of the rule are kept, and what was found before where one is not', () => {
    expect(stands([picture('k1', 'o1')], [], PICTURE_DAYS)).toEqual([])
    expect(stands([picture('k1', 'o1')], [], PICTURE_DAYS - 1)).toEqual([picture('k1', 'o1')])
  })

  it('is told of each rule by its own days', () => {
    expect(stands([ofMany('D'), picture('k1', 'o1')], [], 40)).toEqual([picture('k1', 'o1')])
    expect(stands([ofMany('D'), picture('k1', 'o1')], [], 29)).toHaveLength(2)
  })

  it('has the new signs beside the old ones, kind by kind', () => {
    expect(stands([picture('k1', 'o1')], [ofMany('D'), picture('k1', 'o2')], 40)).toEqual([
      ofMany('D'),
      picture('k1', 'o1'),
      picture('k1', 'o2'),
    ])
  })

  it('has a sign about the same once: as it was seen with more of it', () => {
    expect(stands([ofMany('D', 7)], [ofMany('D', 5)], 29)).toEqual([ofMany('D', 7)])
    expect(stands([ofMany('D', 7)], [ofMany('D', 5)], 30)).toEqual([ofMany('D', 5)])
  })

  it('stays the same however often it is looked at', () => {
    const [before, found] = [
      [ofMany('D'), picture('k1', 'o1')],
      [ofMany('E'), picture('k2', 'o1')],
    ]
    for (const keptDays of [1, 29, 30, 59, 60]) {
      const once = stands(before, found, keptDays)
      expect(stands(once, found, keptDays)).toEqual(once)
    }
  })

  it('keeps what is seen on the day alone only where it is found', () => {
    const abroad: Signal = {
      kind: 'outside-china',
      traineeId: 'T1',
      attemptId: `a ${TODAY}`,
      latitude: 0,
      longitude: 0,
      swapped: false,
    }
    expect(stands([abroad], [], 1)).toEqual([])
    expect(stands([], [abroad], 1)).toEqual([abroad])
  })
})
