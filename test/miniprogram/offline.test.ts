import type { CameraDayView } from '../../cloudfunctions/contract/app'
import { offlineInWords, stalledSince } from '../../miniprogram/components/recording'

const at = (time: string) => Date.parse(`2026-05-20T${time}:00+08:00`)
const WINDOW_END = at('17:30')

const camera = (offline: CameraDayView['offline']): CameraDayView => ({
  deviceSerial: 'D1',
  channelNo: 1,
  state: 'camera-offline',
  askedAt: at('13:20'),
  problem: null,
  runs: [],
  deleted: [],
  offline,
  recordingSince: null,
})
const back = { start: at('10:02'), end: at('10:31') }
const going = { start: at('13:05'), end: WINDOW_END }

test('a camera that came back was off from when to when', () => {
  expect(offlineInWords(camera([back]), WINDOW_END)).toBe('10:02–10:31')
  expect(offlineInWords(camera([]), WINDOW_END)).toBeNull()
})

test('one that is off while the day goes on has no end yet; on a day that is over it was off to the end', () => {
  expect(offlineInWords(camera([back, going]), WINDOW_END)).toBe('10:02–10:31、13:05 起还没有恢复')
  expect(offlineInWords(camera([going]), null)).toBe('13:05–17:30')
})

test('nothing is recorded from when the device went, or from when it was found off; a camera that is back records', () => {
  expect(stalledSince(camera([back, going]), WINDOW_END)).toBe(at('13:05'))
  expect(stalledSince(camera([]), WINDOW_END)).toBe(at('13:20'))
  expect(stalledSince({ ...camera([back]), state: 'has-recordings' }, WINDOW_END)).toBeNull()
})
