import { codeNow, inHalves } from '../../miniprogram/instructor/room-code/code-now'

const SLOT = 15_000
const codes = Array.from({ length: 20 }, (_, place) => ({
  code: String(111_111 + place),
  from: place * SLOT,
  to: (place + 1) * SLOT,
}))

test.each([
  [0, '111111', 15],
  [1, '111111', 15],
  [1_000, '111111', 14],
  [14_001, '111111', 1],
  [14_999, '111111', 1],
  [15_000, '111112', 15],
])('at %i ms the code is %s, for %i s more', (now, code, secondsLeft) => {
  expect(codeNow(codes, now)).toMatchObject({ code, secondsLeft, until: 300_000 })
})

test('the bar is full when a code begins, and half after half of its time', () => {
  expect(codeNow(codes, SLOT)?.left).toBe(1)
  expect(codeNow(codes, SLOT * 1.5)?.left).toBe(0.5)
})

test.each([
  [299_999, true],
  [300_000, false],
  [-1, false],
])('those at hand reach for five minutes and no longer: at %i ms %s', (now, isThere) => {
  expect(codeNow(codes, now) !== null).toBe(isThere)
})

test('without any, there is none', () => {
  expect(codeNow([], 0)).toBeNull()
})

test('it is read in two halves, its noughts kept', () => {
  expect(inHalves('012340')).toBe('012 340')
})
