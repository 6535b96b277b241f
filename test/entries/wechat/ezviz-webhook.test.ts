import { createHmac } from 'node:crypto'
import type { answerEzviz } from '../../../cloudfunctions/entries/wechat/wire/ezviz-webhook'
import { CAMERA_LINES } from '../../../cloudfunctions/services/documents/camera-lines'
import { HEARD_DEVICES } from '../../../cloudfunctions/services/documents/heard-devices'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { type FunctionEnvironment, openFunctionEnvironment } from './function-environment'

const SECRET = 'a secret of the console'

let world: FunctionEnvironment
let answer: typeof answerEzviz
beforeAll(async () => {
  answer = (await import('../../../cloudfunctions/entries/wechat/wire/ezviz-webhook')).answerEzviz
})
beforeEach(async () => {
  const account = { EZVIZ_APP_KEY: 'key', EZVIZ_APP_SECRET: 'secret', EZVIZ_WEBHOOK_SECRET: SECRET }
  world = await openFunctionEnvironment(account)
})
afterEach(() => world.close())

function online(messageId = 'm1'): string {
  const header = { type: 'ys.onoffline', deviceId: 'CAM1', channelNo: 1, messageId, messageTime: Date.now() }
  const body = { msgType: 'ONLINE', occurTime: '2024-06-03 08:58:00', subSerial: 'CAM1' }
  return JSON.stringify({ header, body })
}

/** An HTTP request as the cloud hands it on. */
function event(body: string, more: object = {}) {
  const t = String(Date.now())
  const Signature = createHmac('sha1', SECRET).update(body).update(t).digest('hex')
  return {
    path: '/',
    httpMethod: 'POST',
    headers: { Signature, T: t },
    body,
    isBase64Encoded: false,
    ...more,
  }
}

const heard = () => readAll(world.store, HEARD_DEVICES, { index: 'byWaiting', equal: [1] })
const told = async () =>
  (await readAll(world.store, CAMERA_LINES, { index: 'byDate', equal: [] })).flatMap(({ events }) => events)

describe('a message of the platform', () => {
  it('is kept with its mark, and answered with its id', async () => {
    const answered = await answer(event(online()))
    expect(answered).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } })
    expect(JSON.parse(answered.body)).toEqual({ messageId: 'm1' })
    expect(await heard()).toMatchObject([{ id: 'CAM1' }])
    expect(await told()).toMatchObject([{ type: 'camera-online', messageId: 'm1' }])
  })

  it('is kept once, however often it comes, and answered each time', async () => {
    await answer(event(online()))
    expect(await answer(event(online()))).toMatchObject({ statusCode: 200 })
    expect(await told()).toHaveLength(1)
  })

  it('is read also where the cloud hands it on as base64', async () => {
    const body = online()
    const coded = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
    expect(await answer(event(body, coded))).toMatchObject({ statusCode: 200 })
  })

  it('is refused with another signature, and leaves nothing behind', async () => {
    const forged = { ...event(online()), body: online('m2') }
    expect(await answer(forged)).toMatchObject({ statusCode: 403 })
    expect(await told()).toEqual([])
  })

  it('is told to have failed while the store is away, so that it is sent again', async () => {
    world.cloud.gateway.faults.add({ how: 'unavailable', times: 50 })
    expect(await answer(event(online()))).toMatchObject({ statusCode: 500 })
    world.cloud.gateway.faults.clear()
    expect(await answer(event(online()))).toMatchObject({ statusCode: 200 })
    expect(await heard()).toHaveLength(1)
  })
})

describe('what is no message', () => {
  it.each([
    ['nothing', undefined, 400],
    ['an event of a timer', { Type: 'Timer', TriggerName: 'x' }, 400],
    ['a GET', { httpMethod: 'GET', headers: {}, body: '' }, 405],
    ['more than 64 KB', { httpMethod: 'POST', headers: {}, body: 'x'.repeat(64 * 1024 + 1) }, 413],
    ['64 KB without a signature', { httpMethod: 'POST', headers: {}, body: 'x'.repeat(64 * 1024) }, 403],
  ])('%s is refused', async (_, given, statusCode) => {
    expect(await answer(given)).toMatchObject({ statusCode })
  })
})
