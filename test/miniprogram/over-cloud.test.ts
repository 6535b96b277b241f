import { type CallFailure, call } from '../../miniprogram/api/call'
import { overCloud, PATIENCE_MS } from '../../miniprogram/api/over-cloud'

jest.mock('../../miniprogram/api/transport', () => {
  const { overCloud: over } = jest.requireActual('../../miniprogram/api/over-cloud')
  return { transport: over('prod-1a2b3c') }
})

const init = jest.fn()
const callFunction = jest.fn()

beforeEach(() => {
  jest.resetAllMocks()
  Object.assign(globalThis, { wx: { cloud: { init, callFunction } } })
})
afterEach(() => jest.useRealTimers())

const answers = (result: unknown) =>
  callFunction.mockResolvedValue({ result, errMsg: 'cloud.callFunction:ok' })

/** As WeChat rejects: an error with a code, where there is one, and a text that holds it too. */
const fails = (errMsg: string, errCode?: number) =>
  callFunction.mockRejectedValue(Object.assign(new Error(errMsg), { errMsg, ...(errCode && { errCode }) }))

const failure = async (): Promise<CallFailure> =>
  call('who-am-i', {}).then(
    () => Promise.reject(new Error('it was answered')),
    (error: CallFailure) => error,
  )

/** Told as this kind, with a sentence that says so. */
async function expectTold(code: string, sentence: string): Promise<void> {
  const told = await failure()
  expect([told.code, told.message]).toEqual([code, expect.stringContaining(sentence)])
  // The same key again, or a new one.
  expect(told.unsettled).toBe(code === 'no-line' || code === 'outage')
}

test('the cloud is opened for one environment, and does not trace who uses it', () => {
  overCloud('prod-1a2b3c').open()
  expect(init.mock.calls).toEqual([[{ env: 'prod-1a2b3c', traceUser: false }]])
})

test('a question goes to the one function, with its name and its input and nothing else', async () => {
  answers({ status: 200, body: null })
  expect(await call('who-am-i', {})).toBeNull()
  expect(callFunction.mock.calls).toEqual([[{ name: 'app', data: { operation: 'who-am-i', input: {} } }]])
})

test('what the function refuses is refused as over HTTP', async () => {
  const error = { code: 'conflict', message: '这个班级在这一天没有课程。' }
  answers({ status: 409, body: { error } })
  await expectTold('conflict', error.message)
})

test.each([
  undefined,
  null,
  '',
  'Internal Error',
  {},
  { status: '200', body: {} },
  { body: {} },
  { status: 200 },
  { status: 500, body: '<html>' },
  { status: 500, body: { error: null } },
  { status: 500, body: { error: {} } },
])('a result that is nothing of ours, %j, is an outage', async result => {
  answers(result)
  await expectTold('outage', '服务器没有给出可用的回答')
})

test.each([
  ['cloud.callFunction:fail request:fail errcode:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT', undefined],
  ['cloud.callFunction:fail request:fail timeout', -1],
  ['errCode: -404006 empty poll result base resp | errMsg: cloud.callFunction:fail', -404006],
  ['errCode: -404012 polling exceed max timeout retry | errMsg: cloud.callFunction:fail', -404012],
  ['cloud.callFunction:fail Error: errCode: -601003 | errMsg: network error', -601003],
])('there is no line: %s', async (text, code) => {
  fails(text, code)
  await expectTold('no-line', '现在连不上服务器，请检查网络后再试一次。')
})

test.each([
  ['cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: TypeError', -504002],
  [
    'errCode: -404011 cloud function execution error | errMsg: cloud.callFunction:fail requestID 81-2b, cloud function service error code -504002, error message Error: errCode: -501005',
    -404011,
  ],
  ['cloud.callFunction:fail Error: errCode: -501001 resource system error', -501001],
  ['cloud.callFunction:fail', -404011],
])('the function failed: %s', async (text, code) => {
  fails(text, code)
  await expectTold('outage', '服务器出了一点问题')
})

test.each([
  [
    'cloud.callFunction:fail Error: errCode: -504003 | errMsg: Invoking task timed out after 20 seconds',
    -504003,
  ],
  ['errCode: -404011 | errMsg: cloud.callFunction:fail, cloud function service error code -504003', -404011],
  [
    'cloud.callFunction:fail Error: errCode: -501002 resource server timeout | errMsg: ESOCKETTIMEDOUT',
    -501002,
  ],
])('the function took too long: %s', async (text, code) => {
  fails(text, code)
  await expectTold('outage', '没有来得及回答')
})

test.each([-501003, -501004])('too many ask at once: %i', async code => {
  fails(`cloud.callFunction:fail Error: errCode: ${code} exceed limit`, code)
  await expectTold('outage', '使用的人太多')
})

test.each([
  [
    'cloud.callFunction:fail Error: errCode: -501000 | errMsg: FunctionName parameter could not be found.',
    -501000,
  ],
  ['cloud.callFunction:fail Error: errCode: -501000 | errMsg: Environment not found', undefined],
  [
    "cloud.callFunction:fail Error: errMsg: Cloud API isn't enabled, please call wx.cloud.init first",
    undefined,
  ],
])('what is not there is for the administrator: %s', async (text, code) => {
  fails(text, code)
  await expectTold('outage', '请联系管理员')
})

test('what is too large to be sent was not heard, and would not be the next time either', async () => {
  fails('cloud.callFunction:fail Error: errCode: -501007 | errMsg: [EXCEED_MAX_PAYLOAD_SIZE] 100 KB', -501007)
  await expectTold('bad-input', '内容太多')
})

test('an answer is waited for as long as the function may take, and no longer', async () => {
  jest.useFakeTimers()
  const after = (ms: number) =>
    callFunction.mockImplementation(
      () => new Promise(resolve => setTimeout(() => resolve({ result: { status: 200, body: null } }), ms)),
    )
  after(PATIENCE_MS - 1)
  const inTime = call('who-am-i', {})
  await jest.advanceTimersByTimeAsync(PATIENCE_MS)
  expect(await inTime).toBeNull()
  after(PATIENCE_MS + 1)
  const late = failure()
  await jest.advanceTimersByTimeAsync(PATIENCE_MS)
  expect((await late).code).toBe('no-line')
  // What comes later is nobody's.
  await jest.advanceTimersByTimeAsync(PATIENCE_MS)
  expect(jest.getTimerCount()).toBe(0)
})
