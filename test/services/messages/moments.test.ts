import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { read } from '../../../cloudfunctions/services/documents/read'
import { isOfUse, momentsOf } from '../../../cloudfunctions/services/messages/moments'
import { withoutIdNumbers } from '../../../cloudfunctions/services/messages/without-id-numbers'
import { dayOn } from '../../../cloudfunctions/services/schedule'
import { DATE } from '../kept'
import { at, School } from '../school'

it('a class-day’s messages are due, and useless, when the worked example says', async () => {
  const school = await School.open()
  const record = await read(school.store, CLASSES, 'C1')
  const day = record && dayOn(record.training, DATE)
  if (!day) throw new Error('C1 has no such day')
  const times = momentsOf(day).map(({ kind, dueAt, uselessFrom }) => [kind, dueAt, uselessFrom])
  expect(times).toEqual([
    ['session-reminder', at(DATE, '07:30'), at(DATE, '08:30')],
    ['forgotten-check-out', at(DATE, '12:00'), at(DATE, '12:35')],
    ['day-flagged', at('2024-06-04', '09:00'), at('2024-06-07', '09:00')],
    ['day-flagged', at('2024-06-05', '09:00'), at('2024-06-08', '09:00')],
    ['day-flagged', at('2024-06-06', '09:00'), at('2024-06-09', '09:00')],
    ['day-flagged', at('2024-06-10', '09:00'), at('2024-06-13', '09:00')],
  ])
  await school.close()
})

it('a message is of use from the instant at which it is due, and not at the one from which it is useless', () => {
  const moment = { dueAt: 1_000, uselessFrom: 2_000 }
  expect([999, 1_000, 1_999, 2_000].map(now => isOfUse(moment, now))).toEqual([false, true, true, false])
})

it.each([
  ['核对 220102199003072316 无误', '核对 … 无误'],
  ['22010219900307231X', '…'],
  ['22010219900307231x。', '…。'],
  ['220102 19900307 2316', '…'],
  ['220102-19900307-2316', '…'],
  ['２２０１０２１９９００３０７２３１６', '…'],
  ['旧号 220102900307231', '旧号 …'],
  ['电话 13800138000，房间 201', '电话 13800138000，房间 201'],
  ['22010290030723', '22010290030723'],
  ['2024-06-03 08:30', '2024-06-03 08:30'],
])('%s: no ID number stays', (text, expected) => {
  expect(withoutIdNumbers(text)).toBe(expected)
})
