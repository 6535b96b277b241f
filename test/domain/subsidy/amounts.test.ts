import type { Trainee, TrainingClass } from '../../../cloudfunctions/domain/model'
import { APPROVED, attended, CERTIFIED, EMPLOYED, GATE_KEEPER, heldCourse } from '../../support/course'
import { enrolled, type Fact, judge, theClass } from '../../support/situation'

/** R12: what is paid to T1, who passed. */
const B = { occupationCode: '6-22-02-01' }
const C = { occupationCode: '6-01-04-03' }

interface Told {
  readonly held: readonly [number, number?]
  readonly hours?: number
  readonly class?: Partial<TrainingClass>
  readonly trainee?: Partial<Trainee>
}

function settlement({ held: [onsite, online = 0], hours, class: more, trainee }: Told, ...facts: Fact[]) {
  return judge(
    theClass({ ...APPROVED, ...more }),
    heldCourse(onsite, online),
    enrolled('T1', { assessment: CERTIFIED, ...trainee }),
    attended('T1', hours ?? onsite + online),
    GATE_KEEPER,
    ...facts,
  ).settlement
}

const settled = (told: Told) => settlement(told).trainees[0]!
const full = (...held: readonly [number, number?]) => ({ held, trainee: { employment: EMPLOYED } })

describe('full: 20 yuan an hour on site, 10 online', () => {
  test.each([
    [40, 0, 80_000],
    [0, 40, 40_000],
    [32, 8, 72_000],
    [41, 1, 83_000],
  ])('%i on site and %i online: %i fen', (onsite, online, amountFen) => {
    expect(settled(full(onsite, online))).toMatchObject({
      outcome: 'full',
      reason: null,
      onsiteHours: onsite,
      onlineHours: online,
      amountFen,
    })
  })

  test.each([
    ['A', {}, 240, 480_000],
    ['B', B, 120, 240_000],
    ['C', C, 80, 160_000],
  ])('category %s reaches its highest amount with its last hour and not before', (_, code, hours, most) => {
    const amount = (held: number) => settled({ ...full(held), class: code }).amountFen
    expect(amount(hours - 1)).toBe(most - 2_000)
    expect(amount(hours)).toBe(most)
    expect(amount(hours + 8)).toBe(most)
  })

  test("depends on the class's paid hours, not on how much of them was attended", () => {
    expect(settled({ ...full(40), hours: 28 })).toMatchObject({ outcome: 'full', amountFen: 80_000 })
  })
})

describe("an exception's category", () => {
  const exception = { occupationException: true, category: 'C' } as const

  test('is used for a code that the catalogue lacks', () => {
    expect(settled({ ...full(88), class: { ...exception, occupationCode: '0-00-00-00' } })).toMatchObject({
      onsiteHours: 80,
      amountFen: 160_000,
    })
  })

  test("gives way to the catalogue's for a code that it holds", () => {
    expect(settled({ ...full(88), class: exception })).toMatchObject({ onsiteHours: 88, amountFen: 176_000 })
  })
})

describe('cost: 60 % of full, by attendance', () => {
  const cost = (hours: number, ...held: readonly [number, number?]) => settled({ held, hours })

  test('whole from 36 of 40 hours, which are 90 %', () => {
    expect(cost(36, 40)).toMatchObject({ outcome: 'cost', reason: null, onsiteHours: 40, amountFen: 48_000 })
    expect(cost(40, 40).amountFen).toBe(48_000)
  })

  test('below 90 % times the attendance: 35 of 40 hours are 420.00 yuan', () => {
    expect(cost(35, 40).amountFen).toBe(42_000)
  })

  test('29 of 40 hours are 348.00 yuan, and 28, the least, 336.00', () => {
    expect(cost(29, 40).amountFen).toBe(34_800)
    expect(cost(28, 40).amountFen).toBe(33_600)
    expect(cost(27, 40)).toMatchObject({ outcome: 'none', amountFen: 0 })
  })

  test('by the fraction itself, not by the rate of four decimals: 43 of 48 hours', () => {
    // 96000 × 60 × 43 / (100 × 48) = 51600; with 0.8958 it would be 51598.
    expect(cost(43, 48).amountFen).toBe(51_600)
  })

  test('rounded half up to the fen, in one step', () => {
    // 82000 × 60 × 30 / 4100 = 36000; 31 of 41: 37200; 33: 39600.
    expect([30, 31, 33].map(hours => cost(hours, 41).amountFen)).toEqual([36_000, 37_200, 39_600])
    // On site 40 and online 8: 88000 × 60 × 34 / 4800 = 37400; 35: 38500; 41: 45100.
    expect([34, 35, 41].map(hours => cost(hours, 40, 8).amountFen)).toEqual([37_400, 38_500, 45_100])
    // Category C, 80 of 96 hours paid: 160000 × 60 × 71 / 9600 = 71000; 85 of 96: 85000.
    const capped = (hours: number) => settled({ held: [96], hours, class: C }).amountFen
    expect([71, 85, 87].map(capped)).toEqual([71_000, 85_000, 96_000])
    // 80 of 88: 160000 × 60 × 62 / 8800 = 67636.36; 63: 68727.27; 65: 70909.09; 79 of 88: 86181.82.
    const uneven = (hours: number) => settled({ held: [88], hours, class: C }).amountFen
    expect([62, 63, 65, 79].map(uneven)).toEqual([67_636, 68_727, 70_909, 86_182])
  })

  test('of a fraction that ends in a half the larger fen', () => {
    // 256 hours held of category B, which pays 120: 240000 × 60 × h / 25600 = 562.5 × h.
    const halves = (hours: number) => settled({ held: [256], hours, class: B }).amountFen
    expect([181, 182, 183].map(halves)).toEqual([101_813, 102_375, 102_938])
  })

  test.each([
    ['no employment', {}],
    ['a wage one fen below the minimum', { employment: { ...EMPLOYED, monthlyWageFen: 187_999 } }],
    ['no social insurance', { employment: { ...EMPLOYED, socialInsurance: false } }],
  ])('is what who passed gets with %s', (_, trainee) => {
    expect(settled({ held: [40], trainee })).toMatchObject({ outcome: 'cost', amountFen: 48_000 })
  })
})

test('the total is the sum of the trainees, by trainee id', () => {
  const found = settlement(
    { held: [40], hours: 29 },
    enrolled('T10', { assessment: CERTIFIED, employment: EMPLOYED }),
    attended('T10', 40),
  )
  expect(found.trainees.map(row => [row.traineeId, row.amountFen])).toEqual([
    ['T1', 34_800],
    ['T10', 80_000],
    ['T9', 0],
  ])
  expect(found.totalFen).toBe(114_800)
})
