import { facialVerify as inBrowser } from '../../miniprogram/api/facial-verify'
import { facialVerify } from '../../miniprogram/api/facial-verify.weapp'

interface Option {
  readonly verifyId?: string
  success(told: object): void
  fail(told: object): void
}

const supported = jest.fn<void, [Option]>()
const verify = jest.fn<void, [Option]>()

beforeEach(() => {
  jest.resetAllMocks()
  supported.mockImplementation(({ success }) => success({ errMsg: 'checkIsSupportFacialRecognition:ok' }))
  Object.assign(globalThis, {
    wx: { checkIsSupportFacialRecognition: supported, requestFacialVerify: verify },
  })
})

const fails = (told: object) => verify.mockImplementation(({ fail }) => fail(told))
const succeeds = (told: object) => verify.mockImplementation(({ success }) => success(told))

test('a browser has no page of WeChat’s for the face', async () => {
  expect(await inBrowser('v')).toBe('unsupported')
})

test('the page is shown for the check that the server opened, and after the phone was asked', async () => {
  succeeds({ errCode: 0, errMsg: 'requestFacialVerify:ok' })
  expect(await facialVerify('verify-id')).toBe('finished')
  expect(verify.mock.calls[0]?.[0].verifyId).toBe('verify-id')
  expect(supported.mock.invocationCallOrder[0]).toBeLessThan(verify.mock.invocationCallOrder[0] ?? 0)
})

test.each([
  ['has neither interface', {}],
  ['can’t be asked', { requestFacialVerify: verify }],
  ['can only be asked', { checkIsSupportFacialRecognition: supported }],
])('a WeChat that %s is told as unsupported', async (_, wx) => {
  Object.assign(globalThis, { wx })
  expect(await facialVerify('v')).toBe('unsupported')
  expect(verify).not.toHaveBeenCalled()
})

test.each([
  ['no camera at its front', { errCode: 10001, errMsg: 'No front camera' }, 'unsupported'],
  [
    'no model for it',
    { errMsg: 'checkIsSupportFacialRecognition:fail No necessary model found' },
    'unsupported',
  ],
  [
    'no right of the app',
    { errno: 102, errMsg: 'checkIsSupportFacialRecognition:fail:access denied' },
    'failed',
  ],
])('a phone that says there is %s is shown no page', async (_, told, end) => {
  supported.mockImplementation(({ fail }) => fail(told))
  expect(await facialVerify('v')).toBe(end)
  expect(verify).not.toHaveBeenCalled()
})

test.each([
  ['cancelled', [90002, 90003, 90004, 90005, 90006, 90024, 90100]],
  ['no-permission', [90008, 90009, 90010, 90101]],
  ['timed-out', [90017, 90107]],
  ['unsupported', [90001, 90109]],
  [
    'failed',
    [90007, 90011, 90012, 90013, 90014, 90018, 90104, 90105, 90106, 90110, 90199, -1, 1, 9999, 20000],
  ],
  // WeChat has judged, so there is something to ask it for.
  ['finished', [10000, 10002, 10003, 10004, 19999]],
])('%s is %j', async (end, codes) => {
  for (const errCode of codes) {
    fails({ errCode, errMsg: 'requestFacialVerify:fail' })
    expect([errCode, await facialVerify('v')]).toEqual([errCode, end])
  }
})

test.each([
  ['requestFacialVerify:cancel', 'cancelled'],
  ['requestFacialVerify:fail cancel', 'cancelled'],
  ['requestFacialVerify:fail', 'failed'],
  ['', 'failed'],
])('a failure without a code that says %j is told by its words', async (errMsg, end) => {
  fails({ errMsg })
  expect(await facialVerify('v')).toBe(end)
})

test.each([
  [{ errMsg: 'requestFacialVerify:ok' }, 'finished'],
  [{}, 'finished'],
  // Phones have been seen to call a success what has the code of a failure.
  [{ errCode: 90004, errMsg: 'requestFacialVerify:ok' }, 'cancelled'],
  [{ errCode: 90199, errMsg: 'requestFacialVerify:ok' }, 'failed'],
])('a success that says %j is told as %s', async (told, end) => {
  succeeds(told)
  expect(await facialVerify('v')).toBe(end)
})
