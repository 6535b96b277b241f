import type { RunView } from '../../../cloudfunctions/contract/app'
import { kindOf } from '../../../miniprogram/components/clip/address'
import { clipOf, clipOfMoment, clipOfSpan, playedFrom } from '../../../miniprogram/components/time-line/clips'

const at = (time: string) => Date.parse(`2026-05-20T${time}+08:00`)
const run = (from: string, to: string, stores: RunView['stores'] = ['local']): RunView => ({
  start: at(from),
  end: at(to),
  stores,
})
const camera = (deviceSerial: string, ...runs: RunView[]) => ({ deviceSerial, channelNo: 1, runs })
const morning = run('08:30:00', '09:30:00', ['cloud', 'local'])

describe('what can be played', () => {
  it('is the part of a run that a span covers, from where it is kept', () => {
    const span = { start: at('08:00:00'), end: at('08:50:00') }
    expect(clipOf(camera('D1'), morning, span)).toEqual({
      deviceSerial: 'D1',
      channelNo: 1,
      from: at('08:30:00'),
      to: at('08:50:00'),
      stores: ['cloud', 'local'],
    })
    expect(clipOf(camera('D1'), morning, { start: at('09:30:00'), end: at('09:40:00') })).toBeUndefined()
    expect(clipOf(camera('D1'), run('08:30:00', '09:30:00', []), span)).toBeUndefined()
  })

  it('of a counted segment is what its own camera holds', () => {
    const cameras = [camera('D1', run('08:00:00', '12:00:00')), camera('D2', morning)]
    const segment = { deviceSerial: 'D2', channelNo: 1, start: at('08:40:00'), end: at('09:00:00') }
    expect(clipOfSpan(cameras, segment, segment)).toMatchObject({
      deviceSerial: 'D2',
      stores: ['cloud', 'local'],
    })
    expect(clipOfSpan(cameras, { ...segment, channelNo: 2 }, segment)).toBeUndefined()
    expect(clipOfSpan(cameras, segment, { start: at('09:30:00'), end: at('09:50:00') })).toBeUndefined()
  })

  it('of a moment is ten seconds before it and a minute after, as far as the run goes', () => {
    const cameras = [camera('D1'), camera('D2', morning)]
    const spanAt = (time: string) => {
      const clip = clipOfMoment(cameras, at(time))
      return clip && [clip.deviceSerial, clip.from - at(time), clip.to - at(time)]
    }
    expect(spanAt('09:00:00')).toEqual(['D2', -10_000, 60_000])
    expect(spanAt('08:30:00')).toEqual(['D2', 0, 60_000])
    expect(spanAt('09:29:59')).toEqual(['D2', -10_000, 1_000])
    expect(spanAt('08:29:59')).toBeUndefined()
    expect(spanAt('09:30:00')).toBeUndefined()
  })

  it('from a moment on begins at its whole second, and has a second at least', () => {
    const clip = clipOf(camera('D1'), morning, morning)
    if (!clip) throw new Error('the run is a clip')
    const from = (time: number) => playedFrom(clip, time).from
    expect(from(at('09:00:00') + 750)).toBe(at('09:00:00'))
    expect(from(at('08:00:00'))).toBe(at('08:30:00'))
    expect(from(at('09:30:00'))).toBe(at('09:29:59'))
  })
})

test.each([
  ['https://v.example/a.mp4?token=1', 'file'],
  ['https://v.example/a/b.m3u8', 'file'],
  ['https://v.example/openpb/D1_1_1.flv?begin=1', 'stream'],
  ['rtmp://v.example/openpb/D1', 'stream'],
  ['ezopen://open.ys7.com/D1/1.rec?begin=1', 'ezopen'],
  ['https://v.example/a', 'stream'],
] as const)('the address %s is a %s', (url, kind) => {
  expect(kindOf(url)).toBe(kind)
})
