import type { CameraState, ClassDayDetail } from '../../cloudfunctions/contract/app'
import { RETENTION_MS } from '../../cloudfunctions/domain/recording/knowledge'
import { DAY } from '../../cloudfunctions/domain/time'
import { adviceFor, DAYS_OF_WAITING, waitingInWords, waitsUntil } from '../../miniprogram/components/missing'
import { cameraStanding, cameraState } from '../../miniprogram/components/words'

const DATE = '2026-05-20'
const unknown = ['not-asked', 'camera-offline', 'unreachable', 'retention-passed', 'deleted-since'] as const

test('the app says the days of waiting that the rules wait', () => {
  expect(DAYS_OF_WAITING * DAY).toBe(RETENTION_MS)
})

test('waiting ends seven days after the day, also in the next month', () => {
  expect(waitsUntil(DATE)).toBe('5月27日（周三）')
  expect(waitsUntil('2026-05-28')).toBe('6月4日（周四）')
})

test('no two states of a camera are said in the same words, and all but found recordings are explained', () => {
  const states = Object.keys(cameraState) as CameraState[]
  expect(new Set(states.map(state => cameraState[state].text)).size).toBe(states.length)
  const advice = states.filter(state => state !== 'has-recordings').map(state => adviceFor({ state }, DATE))
  expect(advice).not.toContain(null)
  expect(new Set(advice).size).toBe(advice.length)
  expect(adviceFor({ state: 'has-recordings' }, DATE)).toBeNull()
})

test.each(unknown)('%s is not said as nothing recorded', state => {
  expect(cameraState[state].text).not.toBe(cameraState['no-recordings'].text)
  expect(adviceFor({ state }, DATE)).not.toContain('平台上没有录像')
})

test('an offline camera names who must act and until when', () => {
  expect(adviceFor({ state: 'camera-offline' }, DATE)).toContain('请承训单位在 5月27日（周三）前')
})

test('only a waiting day is told that it waits, and until when', () => {
  const of = (status: 'waiting' | 'flagged') =>
    waitingInWords({ row: { status, date: DATE } as ClassDayDetail['row'] })
  expect(of('waiting')).toContain('最晚等到 5月27日（周三）；')
  expect(of('flagged')).toBeNull()
})

test.each(unknown.slice(0, 4))(
  '%s with recordings says both: what was found, and that there may be more',
  state => {
    const run = { start: 0, end: 1, stores: ['local'] as const }
    expect(cameraStanding({ state, runs: [run] }).text).toMatch(/^有录像；/)
    expect(cameraStanding({ state, runs: [] })).toBe(cameraState[state])
  },
)
