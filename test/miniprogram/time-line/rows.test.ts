import { rowsOf, timeOnAxis } from '../../../miniprogram/components/time-line/rows'
import type { Track } from '../../../miniprogram/components/time-line/track'

const at = (time: string, day = 20) => Date.parse(`2026-05-${day}T${time}+08:00`)
const axis = { start: at('20:30:00'), end: at('02:00:00', 21) }

test('times after midnight say that they are of the next day; those of other days have their date', () => {
  expect(timeOnAxis(at('23:59:59'), axis)).toBe('23:59:59')
  expect(timeOnAxis(at('00:00:00', 21), axis)).toBe('次日 00:00:00')
  expect(timeOnAxis(at('10:30:00', 23), axis)).toBe('5月23日 10:30')
})

test('the table has a row for each stretch and each tap, by time, and says where there was nothing', () => {
  const tap = (time: number, detail: string) => ({ at: time, sign: '', detail })
  const tracks: Track[] = [
    {
      kind: 'stretches',
      name: '录像',
      count: null,
      empty: '',
      tall: false,
      stretches: [
        { start: at('21:00:00'), end: at('00:30:07', 21), look: 'found', text: '', detail: '3 小时' },
      ],
    },
    {
      kind: 'taps',
      name: '签到',
      count: 2,
      empty: '',
      taps: [tap(at('20:58:00'), '孙丽'), tap(at('20:51:00'), '王建国')],
    },
    { kind: 'taps', name: '签退', count: 0, empty: '没有人签退', taps: [] },
  ]
  expect(rowsOf(tracks, axis).map(({ what, time, detail }) => [what, time, detail])).toEqual([
    ['录像', '21:00:00 – 次日 00:30:07', '3 小时'],
    ['签到', '20:51:00', '王建国'],
    ['签到', '20:58:00', '孙丽'],
    ['签退', '', '没有人签退'],
  ])
})
