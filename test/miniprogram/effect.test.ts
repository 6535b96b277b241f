import type { TraineeEffect } from '../../cloudfunctions/contract/app'
import { yuan } from '../../miniprogram/components/words'
import { effectInWords, zeroInWords } from '../../miniprogram/supervisor/effect-words'

const trainee = (name: string, before: number, after: number): TraineeEffect => ({
  traineeId: name,
  name,
  confirmedHoursBefore: before,
  confirmedHoursAfter: after,
  confirmedRateBefore: 5000,
  confirmedRateAfter: 6000,
  amountFenBefore: 0,
  amountFenAfter: 0,
})
const effect = (...trainees: TraineeEffect[]) => ({
  classId: 'C1',
  trainees,
  totalFenBefore: 0,
  totalFenAfter: 0,
})

test('the effect names one person, counts several, and says when nobody is concerned', () => {
  expect(effectInWords(effect())).toBe('不会改变任何人的学时和补贴。')
  expect(effectInWords(effect(trainee('王建国', 0, 8)))).toBe(
    '会改变王建国的学时，已确认学时合计增加 8 学时。',
  )
  expect(effectInWords(effect(trainee('甲', 8, 0), trainee('乙', 8, 4)))).toBe(
    '会改变 2 人的学时，已确认学时合计减少 12 学时。',
  )
})

test('a project that comes to nothing says why, one that comes to a fen on either side does not', () => {
  expect(zeroInWords(effect())).toContain('还没有学员符合补贴条件')
  expect(zeroInWords({ ...effect(), totalFenBefore: 1 })).toBeNull()
  expect(zeroInWords({ ...effect(), totalFenAfter: 1 })).toBeNull()
})

test('hours that only wait are not said to be confirmed', () => {
  expect(effectInWords(effect(trainee('王建国', 0, 0)))).toBe(
    '会改变王建国的待确认学时，已确认学时合计不变。',
  )
})

test.each([
  [0, '0.00 元'],
  [5, '0.05 元'],
  [123_456_789, '1,234,567.89 元'],
  [-10_050, '-100.50 元'],
])('%d fen are %s', (fen, words) => {
  expect(yuan(fen)).toBe(words)
})
