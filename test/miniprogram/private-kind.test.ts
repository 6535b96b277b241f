import { privacyWords, privateKindOf } from '../../miniprogram/api/private-kind'

test.each([
  ['getLocation', 'location'],
  ['chooseLocation', 'location'],
  ['camera', 'camera'],
  ['createCameraContext', 'camera'],
  ['createVKSession', 'camera'],
  ['setClipboardData', 'clipboard'],
  ['chooseMedia', 'other'],
  ['', 'other'],
])('what WeChat calls %s is asked for as %s', (referrer, kind) => {
  expect(privateKindOf(referrer)).toBe(kind)
})

test('each kind says what is used and why, and what refusing costs; only one speaks of the location', () => {
  const all = Object.entries(privacyWords)
  expect(new Set(all.map(([, { title }]) => title)).size).toBe(all.length)
  const speaking = all.filter(([, words]) => /位置|培训地点/.test(Object.values(words).join()))
  expect(speaking.map(([kind]) => kind)).toEqual(['location'])
  for (const [, { without, refuse }] of all) {
    expect(without).toContain('不同意')
    expect(refuse).toContain('不同意')
  }
})
