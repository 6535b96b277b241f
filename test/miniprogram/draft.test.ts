import { type Draft, missing, rulingOf, untouched } from '../../miniprogram/supervisor/draft'

const DAY = { classId: 'C1', date: '2026-05-20' }
const TRAINEE = { traineeId: 'T1', scheduledHours: 8 }
const draft = (changed: Partial<Draft>): Draft => ({ ...untouched, ...changed })

test('nothing chosen, or a question, is no ruling', () => {
  expect(rulingOf(untouched, DAY, null)).toBeNull()
  expect(rulingOf(draft({ choice: 'ask', text: '为什么' }), DAY, null)).toBeNull()
})

test('a ruling on the class has no trainee and no hours', () => {
  expect(rulingOf(draft({ choice: 'accepted', hours: '3' }), DAY, null)).toEqual({
    ...DAY,
    verdict: 'accepted',
  })
})

test('hours go along from 0 to those of the day, and only with an acceptance', () => {
  const of = (hours: string, choice: Draft['choice'] = 'accepted') =>
    rulingOf(draft({ choice, hours }), DAY, TRAINEE)
  const accepted = { ...DAY, traineeId: 'T1', verdict: 'accepted' }
  expect(of('0')).toEqual({ ...accepted, hours: 0 })
  expect(of('8')).toEqual({ ...accepted, hours: 8 })
  expect(of('9')).toBeNull()
  expect(of('1.5')).toBeNull()
  expect(of('')).toEqual(accepted)
  expect(of('8', 'rejected')).toEqual({ ...DAY, traineeId: 'T1', verdict: 'rejected' })
})

test('what is missing is named one thing at a time, and hours of another choice do not matter', () => {
  expect(missing(untouched, 8)).toBe('请选择认可、不予认可或要求说明。')
  expect(missing(draft({ choice: 'accepted', hours: '9', text: '看过' }), 8)).toBe(
    '学时请填 0 到 8 的整数，或留空。',
  )
  expect(missing(draft({ choice: 'rejected', hours: '9', text: '看过' }), 8)).toBeNull()
  expect(missing(draft({ choice: 'accepted', text: ' ' }), 8)).toBe('请写明理由。')
  expect(missing(draft({ choice: 'ask' }), 8)).toBe('请写明要问什么。')
})
