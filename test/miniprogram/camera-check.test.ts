import type { CameraCheck } from '../../cloudfunctions/contract/app'
import { findingsOf } from '../../miniprogram/components/camera-check'

const check = (changed: Partial<CameraCheck>): CameraCheck => ({
  deviceSerial: 'D1',
  channelNo: 1,
  online: true,
  shelter: 'off',
  storage: 'ready',
  snapshotUrl: null,
  problem: null,
  ...changed,
})
const said = (changed: Partial<CameraCheck>) => findingsOf(check(changed)).map(({ words }) => words.text)

test('a camera in order needs nothing done', () => {
  expect(findingsOf(check({}))).toEqual([{ words: { text: '在线，可以录制', tone: 'good' }, todo: '' }])
})

test('of a camera that is off nothing else is said', () => {
  expect(said({ online: false, shelter: 'on', storage: 'none' })).toEqual(['摄像头离线'])
})

test('a covered lens or a broken card is never said to be ready', () => {
  expect(said({ shelter: 'on' })).toEqual(['镜头遮蔽开着，画面是黑的'])
  expect(said({ storage: 'faulty' })).toEqual(['存储卡损坏'])
})

test('without a card it can be recorded to the cloud, and what to press is said', () => {
  const [ready, card] = findingsOf(check({ storage: 'none' }))
  expect(ready?.words.text).toBe('在线，可以录制')
  expect(card?.todo).toContain('开始录制')
})
