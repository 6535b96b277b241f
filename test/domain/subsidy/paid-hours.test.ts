import { shareCap } from '../../../cloudfunctions/domain/plan/day-plan'
import { attended, CERTIFIED, courseDate, courseDay, EMPLOYED, heldCourse } from '../../support/course'
import {
  asOf,
  at,
  enrolled,
  type Fact,
  filmed,
  judge,
  lessons,
  ruledClassDay,
  ruledTraineeDay,
  theClass,
} from '../../support/situation'

/** R11, seen in the settlement of one trainee who passed, works and has all hours recognised. */
const A = '6-31-07-03'
const B = '6-22-02-01'
const C = '6-01-04-03'

function paid(occupationCode: string, ...facts: readonly Fact[]) {
  const { onsiteHours, onlineHours, outcome } = judge(
    theClass({ approvedOn: '2024-06-03', occupationCode }),
    enrolled('T1', { population: 'employment-hardship', assessment: CERTIFIED, employment: EMPLOYED }),
    ...facts,
  ).settlement.trainees[0]!
  return outcome === 'full' ? { onsite: onsiteHours, online: onlineHours } : outcome
}
const held = (onsite: number, online = 0) => [heldCourse(onsite, online), attended('T1', onsite + online)]

describe("the category's hours", () => {
  test.each([
    ['A', A, 239, 239],
    ['A', A, 240, 240],
    ['A', A, 241, 240],
    ['B', B, 119, 119],
    ['B', B, 120, 120],
    ['B', B, 121, 120],
    ['C', C, 79, 79],
    ['C', C, 80, 80],
    ['C', C, 81, 80],
  ])('category %s (%s): of %i held on site %i are paid', (_, code, hours, onsite) => {
    expect(paid(code, ...held(hours))).toEqual({ onsite, online: 0 })
  })

  test('are filled by on-site hours first: of 60 on site and 30 online, 60 and 20', () => {
    expect(paid(C, ...held(60, 30))).toEqual({ onsite: 60, online: 20 })
  })

  test('hold exactly 60 on site and 20 online, and no more online once 80 are on site', () => {
    expect(paid(C, ...held(60, 20))).toEqual({ onsite: 60, online: 20 })
    expect(paid(C, ...held(80, 8))).toEqual({ onsite: 80, online: 0 })
  })

  test('hold for online hours alone', () => {
    expect(paid(C, ...held(0, 81))).toEqual({ onsite: 0, online: 80 })
  })
})

describe("a day's 8 hours", () => {
  const day = (onsite: number, online: number) => [
    lessons(courseDay(0, online, { delivery: 'online' }), courseDay(0, onsite, { delivery: 'onsite' })),
    ruledClassDay('accepted'),
    ruledTraineeDay('accepted', { hours: Math.min(8, onsite + online) }),
  ]

  test.each([
    [4, 4, { onsite: 4, online: 4 }],
    [6, 2, { onsite: 6, online: 2 }],
    [6, 4, { onsite: 6, online: 2 }],
    [8, 1, { onsite: 8, online: 0 }],
    [9, 1, { onsite: 8, online: 0 }],
  ])('of %i on site and %i online: %j, on-site hours first', (onsite, online, expected) => {
    expect(paid(A, ...day(onsite, online))).toEqual(expected)
  })
})

test('which kind fills a cap first is the edition’s to say: of 6 on site and 4 online under 8', () => {
  expect(shareCap(6, 4, 8, 'onsite')).toEqual({ onsite: 6, online: 2 })
  expect(shareCap(6, 4, 8, 'online')).toEqual({ onsite: 4, online: 4 })
  expect(shareCap(6, 9, 8, 'online')).toEqual({ onsite: 0, online: 8 })
  expect(shareCap(1, 2, 8, 'online')).toEqual({ onsite: 1, online: 2 })
})

describe('which days are paid', () => {
  /** Ten days of 4 hours; the trainee is recognised on each, the class-day is what the facts make it. */
  const tenDays = (delivery: 'onsite' | 'online', ...facts: readonly Fact[]) => [
    lessons(...Array.from({ length: 10 }, (_, i) => courseDay(i, 4, { delivery }))),
    ...Array.from({ length: 9 }, (_, i) => ruledClassDay('accepted', { on: courseDate(i + 1) })),
    attended('T1', 40),
    ...facts,
  ]

  test('compliant, accepted and not-required ones', () => {
    expect(paid(A, ...tenDays('onsite', filmed('08:00-08:40')))).toEqual({ onsite: 40, online: 0 })
    expect(paid(A, ...tenDays('onsite', ruledClassDay('accepted')))).toEqual({ onsite: 40, online: 0 })
    expect(paid(A, ...tenDays('online'))).toEqual({ onsite: 0, online: 40 })
  })

  test('not flagged and not rejected ones', () => {
    expect(paid(A, ...tenDays('onsite'))).toEqual({ onsite: 36, online: 0 })
    expect(paid(A, ...tenDays('onsite', filmed('08:00-08:40'), ruledClassDay('rejected')))).toEqual({
      onsite: 36,
      online: 0,
    })
    expect(paid(A, ...tenDays('online', ruledClassDay('rejected')))).toEqual({ onsite: 0, online: 36 })
  })

  test('only evaluated ones', () => {
    const throughNine = asOf(at('23:59', '2024-06-11'))
    expect(paid(A, ...tenDays('onsite', ruledClassDay('accepted'), throughNine))).toEqual({
      onsite: 36,
      online: 0,
    })
  })
})

test('paid hours are the class’s, whatever the trainee attended of them', () => {
  expect(paid(A, heldCourse(40), attended('T1', 28))).toEqual({ onsite: 40, online: 0 })
})
