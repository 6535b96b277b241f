import type { CameraDayView, CameraState } from '../../../cloudfunctions/contract/app'
import { cameraTracks } from '../../../miniprogram/components/time-line/camera-tracks'
import { missingWords } from '../../../miniprogram/components/time-line/looks'

const at = (time: string) => Date.parse(`2026-05-20T${time}:00+08:00`)
const span = (from: string, to: string) => ({ start: at(from), end: at(to) })
const run = (from: string, to: string) => ({ ...span(from, to), stores: ['local'] as const })
const SESSION = span('08:30', '11:40')

const camera = (changed: Partial<CameraDayView>): CameraDayView => ({
  deviceSerial: 'D1',
  channelNo: 1,
  state: 'has-recordings',
  askedAt: at('18:00'),
  problem: null,
  runs: [],
  deleted: [],
  offline: [],
  recordingSince: null,
  ...changed,
})

const over = { sessions: [SESSION], now: at('20:00'), windowEnd: null }

function drawn(changed: Partial<CameraDayView>, time: Parameters<typeof cameraTracks>[1] = over) {
  const [track] = cameraTracks([camera(changed)], time)
  if (track?.kind !== 'stretches') throw new Error('a camera has a line of stretches')
  const clock = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16)
  return track.stretches.map(({ look, start, end }) => `${look} ${clock(start)}-${clock(end)}`)
}

test('class time between the runs is a gap; before and after class nothing is missing', () => {
  expect(drawn({ runs: [run('08:00', '09:00'), run('09:30', '12:00')] })).toEqual([
    'found 08:00-09:00',
    'none 09:00-09:30',
    'found 09:30-12:00',
  ])
})

test('a gap of a minute is drawn, a shorter one is how the camera cuts its files', () => {
  const runs = [run('08:30', '09:00'), { ...run('09:00', '11:40'), start: at('09:00') + 59_999 }]
  expect(drawn({ runs })).toHaveLength(2)
  expect(drawn({ runs: [run('08:30', '09:00'), run('09:01', '11:40')] })).toContain('none 09:00-09:01')
})

test.each<[CameraState, string]>([
  ['no-recordings', 'none'],
  ['camera-offline', 'camera-offline'],
  ['unreachable', 'unreachable'],
  ['retention-passed', 'retention-passed'],
  ['not-asked', 'not-asked'],
])('class time without recordings of a camera that is %s is drawn as %s', (state, look) => {
  expect(drawn({ state })).toEqual([`${look} 08:30-11:40`])
})

test('where the device was off, and where recordings were deleted, nothing else is said to be missing', () => {
  expect(
    drawn({ state: 'deleted-since', deleted: [span('10:00', '11:40')], offline: [span('08:30', '09:00')] }),
  ).toEqual(['off 08:30-09:00', 'none 09:00-10:00', 'gone 10:00-11:40'])
})

test('while the day goes on nothing is missing from what is to come, and what came after the last asking is not asked', () => {
  const going = { sessions: [SESSION], now: at('10:30'), windowEnd: at('12:10') }
  expect(drawn({ state: 'no-recordings', askedAt: at('09:40') }, going)).toEqual([
    'none 08:30-09:40',
    'not-asked 09:40-10:30',
  ])
  expect(drawn({ state: 'not-asked', askedAt: null }, { ...going, now: at('08:30') })).toEqual([])
})

test('a span that still goes on is drawn up to the last asking: further nobody knows', () => {
  const going = { sessions: [], now: at('13:30'), windowEnd: at('17:30') }
  expect(
    drawn({ state: 'camera-offline', askedAt: at('13:20'), offline: [span('13:05', '17:30')] }, going),
  ).toEqual(['off 13:05-13:20'])
})

test('recordings that came with an import are taken as all there is', () => {
  expect(drawn({ askedAt: null, runs: [run('08:30', '09:00')] })).toEqual([
    'found 08:30-09:00',
    'none 09:00-11:40',
  ])
})

test('each reason has words of its own', () => {
  const words = Object.values(missingWords)
  expect(new Set(words.map(({ short }) => short)).size).toBe(words.length)
  expect(new Set(words.map(({ long }) => long)).size).toBe(words.length)
})
