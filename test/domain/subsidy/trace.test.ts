import { APPROVED, attended, CERTIFIED, EMPLOYED, GATE_KEEPER, heldCourse } from '../../support/course'
import { enrolled, type Fact, judge, theClass } from '../../support/situation'

/** R12: each amount carries each rule applied, with its clause, what went in and what came out. */
function trace(...facts: readonly Fact[]) {
  const { settlement } = judge(
    theClass(APPROVED),
    heldCourse(32, 8),
    enrolled('T1', { assessment: CERTIFIED }),
    attended('T1', 29),
    GATE_KEEPER,
    ...facts,
  )
  return settlement.trainees[0]!.trace
}

test('a cost subsidy is followed from the gate to the fen', () => {
  expect(trace().map(({ rule, clause, result }) => [rule, clause, result])).toEqual([
    ['employment-gate', '四（一）', true],
    ['class-approval', '三（二）', true],
    ['occupation', '二（一）', true],
    ['population', '二（二）', true],
    ['assessment', '四（一）', true],
    ['attendance', '四（一）、四（二）(2)', true],
    ['paid-hours', '四（二）', 40],
    ['full-subsidy', '四（二）(1)', '720.00'],
    ['employment', '五（一）', false],
    ['cost-subsidy', '四（二）(2)', '313.20'],
  ])
})

test('the values that went in stand beside each rule', () => {
  const inputs = Object.fromEntries(trace().map(step => [step.rule, step.inputs]))
  expect(inputs['employment-gate']).toMatchObject({ employed: 1, demand: 1, planned: 1 })
  expect(inputs.attendance).toMatchObject({ confirmedHours: 29, scheduledHours: 40, rate: '0.7250' })
  expect(inputs['paid-hours']).toMatchObject({
    days: 5,
    daysPaid: 5,
    onsiteHours: 32,
    onlineHours: 8,
    category: 'A',
  })
  expect(inputs['full-subsidy']).toMatchObject({
    onsiteFenPerHour: 2000,
    onlineFenPerHour: 1000,
    capYuan: '4800.00',
  })
  expect(inputs['cost-subsidy']).toMatchObject({ fullYuan: '720.00', percent: 60, whole: false })
})

test('a full subsidy ends with the employment that was verified', () => {
  const works = enrolled('T1', { assessment: CERTIFIED, employment: EMPLOYED })
  expect(trace(works).at(-1)).toMatchObject({
    rule: 'employment',
    inputs: { startedOn: '2024-07-10', monthlyWageYuan: '2300.00', minimumWageYuan: '1880.00' },
    result: true,
  })
})

test('a refusal ends with the rule that refused', () => {
  const failed = enrolled('T1', { assessment: { passed: false } })
  expect(trace(failed).at(-1)).toMatchObject({
    rule: 'assessment',
    inputs: { passed: false, certificateNo: null },
    result: false,
  })
})

test('every step names its clause', () => {
  for (const step of trace()) expect(step.clause).toMatch(/^[一二三四五六]/)
})
