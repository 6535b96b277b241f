import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type {
  PushHabits,
  PushSubscription,
} from '../../../cloudfunctions/entries/local/ezviz-stand-in/push/options'
import {
  type Bench,
  camera,
  HOUR,
  MIDNIGHT,
  MINUTE,
  openBench,
  PROJECT,
  SECOND,
  SERIAL,
  SPACE,
} from './ezviz-stand-in-bench'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
}

const SECRET = 'push-secret'
const echo = (raw: string) => raw.match(/[0-9a-f]{24}/)?.[0] ?? ''

let bench: Bench
let receiver: Server
let received: Received[]
/** What the receiver says: a status and a text, or nothing at all. */
let reply: (raw: string) => [number, string] | null

beforeEach(async () => {
  bench = await openBench()
  received = []
  reply = raw => [200, JSON.stringify({ messageId: echo(raw) })]
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString()
      received.push({ headers: request.headers, raw })
      const answer = reply(raw)
      if (answer) response.writeHead(answer[0]).end(answer[1])
    })
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  receiver.closeAllConnections()
  await new Promise(resolve => receiver.close(resolve))
})

function subscribe(subscription: Partial<PushSubscription> = {}): void {
  const { port } = receiver.address() as AddressInfo
  bench.standIn.subscribe({ url: `http://127.0.0.1:${port}/push`, secret: SECRET, ...subscription })
}
const messages = () => received.map(({ raw }) => JSON.parse(raw))
const outcomes = () => bench.standIn.deliveries.map(({ attempt, outcome }) => [attempt, outcome])
const signature = ({ raw, headers }: Received) =>
  createHmac('sha1', SECRET).update(`${raw}${headers.t}`).digest('hex')

/** Up and down again: two messages. */
async function downAndUp(habits: PushHabits = {}): Promise<void> {
  bench.standIn.setPushing(habits)
  bench.standIn.setOnline(SERIAL, false)
  bench.clock.now += MINUTE
  bench.standIn.setOnline(SERIAL, true)
  await bench.standIn.tick()
}

describe('a message', () => {
  beforeEach(() => subscribe())

  test('says that a camera went down and came back', async () => {
    await downAndUp()
    expect(messages()).toMatchObject([
      {
        header: { type: 'ys.onoffline', deviceId: SERIAL, channelNo: 1, messageTime: MIDNIGHT + 12 * HOUR },
        body: {
          msgType: 'OFFLINE',
          occurTime: '2024-06-03 12:00:00',
          subSerial: SERIAL,
          deviceName: '实训室101',
        },
      },
      { body: { msgType: 'ONLINE', occurTime: '2024-06-03 12:01:00' } },
    ])
    expect(outcomes()).toEqual([
      [1, 'accepted'],
      [1, 'accepted'],
    ])
  })

  test('is not sent when nothing changed, nor when a camera is replaced', async () => {
    bench.standIn.setOnline(SERIAL, true)
    bench.standIn.setCamera({ ...camera(), online: false })
    await bench.standIn.tick()
    expect(received).toEqual([])
  })

  test('is signed over its raw body and its time', async () => {
    await downAndUp()
    const [first] = received
    expect(first?.headers.t).toMatch(/^\d{13}$/)
    expect(first?.headers.signature).toBe(first && signature(first))
  })

  test('may be signed in capitals, or wrongly', async () => {
    await downAndUp({ upperCaseSignature: true })
    const [first] = received
    expect(first?.headers.signature).toBe(first && signature(first).toUpperCase())
    received = []
    await downAndUp({ wrongSignature: true })
    const [other] = received
    expect(other?.headers.signature).toMatch(/^[0-9a-f]{40}$/)
    expect(other?.headers.signature).not.toBe(other && signature(other))
  })

  test('may come twice, with the same messageId', async () => {
    await downAndUp({ copies: 2 })
    const ids = messages().map(({ header }) => header.messageId)
    expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]])
    expect(ids[0]).not.toBe(ids[2])
  })

  test('may come again at any time', async () => {
    await downAndUp()
    const { messageId } = messages()[0].header
    bench.standIn.pushAgain(messageId)
    await bench.standIn.tick()
    expect(received.at(-1)?.raw).toBe(received[0]?.raw)
    expect(() => bench.standIn.pushAgain('unknown')).toThrow('unknown')
  })

  test('may be held back and come out of order', async () => {
    await downAndUp({ hold: true })
    expect(received).toEqual([])
    bench.standIn.releasePushes('reversed')
    await bench.standIn.tick()
    expect(messages().map(({ body }) => body.msgType)).toEqual(['ONLINE', 'OFFLINE'])
    received = []
    await downAndUp({ hold: true })
    bench.standIn.releasePushes('as-sent')
    await bench.standIn.tick()
    expect(messages().map(({ body }) => body.msgType)).toEqual(['OFFLINE', 'ONLINE'])
  })

  test('may be lost', async () => {
    await downAndUp({ lost: true })
    expect(received).toEqual([])
    expect(outcomes()).toEqual([
      [0, 'lost'],
      [0, 'lost'],
    ])
  })

  test('may lack its messageId, so that no receiver can echo it', async () => {
    bench.standIn.setPushing({ withoutMessageId: true })
    bench.standIn.setOnline(SERIAL, false)
    await bench.standIn.tick()
    expect(messages()[0].header).not.toHaveProperty('messageId')
    expect(outcomes()).toEqual([1, 2, 3, 4].map(attempt => [attempt, 'refused']))
  })

  test('may be no JSON, and rightly signed all the same', async () => {
    await downAndUp({ badJson: true })
    const [first] = received
    expect(() => JSON.parse(first?.raw ?? '')).toThrow(SyntaxError)
    expect(first?.headers.signature).toBe(first && signature(first))
  })

  test('of any type can be sent', async () => {
    const id = bench.standIn.push({
      type: 'ys.alarm',
      deviceId: SERIAL,
      channelNo: 1,
      body: { alarmType: 'pir' },
    })
    await bench.standIn.tick()
    expect(messages()).toMatchObject([
      { header: { type: 'ys.alarm', messageId: id }, body: { alarmType: 'pir' } },
    ])
    expect(bench.standIn.deliveries).toEqual([
      {
        at: bench.clock.now,
        messageId: id,
        type: 'ys.alarm',
        deviceId: SERIAL,
        attempt: 1,
        outcome: 'accepted',
        status: 200,
      },
    ])
  })
})

describe('a receiver', () => {
  const goDown = async () => {
    bench.standIn.setOnline(SERIAL, false)
    await bench.standIn.tick()
  }

  test.each<[string, (raw: string) => [number, string]]>([
    ['answers 200 without the messageId', () => [200, 'ok']],
    ['answers 500 with it', raw => [500, echo(raw)]],
  ])('that %s is tried four times in all', async (_, answer) => {
    reply = answer
    subscribe()
    await goDown()
    expect(outcomes()).toEqual([1, 2, 3, 4].map(attempt => [attempt, 'refused']))
  })

  test('that takes the second try has it once, with the same messageId', async () => {
    reply = raw => (received.length === 1 ? [500, ''] : [200, echo(raw)])
    subscribe()
    await goDown()
    expect(outcomes()).toEqual([
      [1, 'refused'],
      [2, 'accepted'],
    ])
    expect(received[1]?.raw).toBe(received[0]?.raw)
  })

  test('is tried again after the pause by the clock', async () => {
    reply = () => [500, '']
    subscribe({ retries: 1, retryAfterMs: MINUTE })
    await goDown()
    expect(outcomes()).toHaveLength(1)
    bench.clock.now += MINUTE - 1
    await bench.standIn.tick()
    expect(outcomes()).toHaveLength(1)
    bench.clock.now += 1
    await bench.standIn.tick()
    bench.clock.now += MINUTE
    await bench.standIn.tick()
    expect(outcomes()).toHaveLength(2)
  })

  test('that says nothing in time has not answered', async () => {
    reply = () => null
    subscribe({ retries: 0, answerWithinMs: 20 })
    await goDown()
    expect(bench.standIn.deliveries).toMatchObject([{ outcome: 'no-answer', status: null }])
  })

  test('that is still waited for does not keep the stand-in open', async () => {
    reply = () => null
    subscribe({ retries: 3, answerWithinMs: 60_000 })
    const told = goDown()
    await bench.standIn.close()
    await told
    expect(outcomes()).toEqual([[1, 'no-answer']])
  })

  test('without a secret is sent no signature', async () => {
    const { port } = receiver.address() as AddressInfo
    bench.standIn.subscribe({ url: `http://127.0.0.1:${port}` })
    await goDown()
    expect(received[0]?.headers).not.toHaveProperty('signature')
    expect(received[0]?.headers).not.toHaveProperty('t')
  })
})

describe('a recording in the cloud', () => {
  beforeEach(() => {
    subscribe()
    bench.wire.at(8 * HOUR)
  })
  const bodies = () => messages().map(({ body }) => body)

  test('of 1.0 tells its end, with errrorMsg, and before its files are listed', async () => {
    const form = { projectId: PROJECT, recordSeconds: '600' }
    const { body } = await bench.wire.form(
      '/api/open/cloud/v1/instant/record/save',
      form,
      bench.wire.channel(),
    )
    bench.wire.at(8 * HOUR + 10 * MINUTE - 1)
    await bench.standIn.tick()
    expect(received).toEqual([])
    bench.wire.at(8 * HOUR + 10 * MINUTE)
    await bench.standIn.tick()
    await bench.standIn.tick()
    expect(messages()).toMatchObject([
      {
        header: { type: 'ys.open.cloud', deviceId: SERIAL },
        body: {
          taskId: body.data.taskId,
          projectId: PROJECT,
          channel: 1,
          fileNum: 0,
          errorCode: '0',
          errrorMsg: null,
          taskStatus: '0',
        },
      },
    ])
  })

  const plan = async (more = {}) => {
    const body = {
      planName: 'morning',
      spaceId: SPACE,
      startTime: '20240603090000',
      endTime: '20240603100000',
      devIndexInfos: [{ deviceSerial: SERIAL, localIndex: '1' }],
      ...more,
    }
    const headers = { accessToken: bench.wire.token }
    const { data } = (await bench.wire.json('/api/service/cloudrecord/video/plan/oneOff', body, headers)).body
    return data.oneOffPlanId
  }

  test('of 2.0 tells of the plan and of its task, each once', async () => {
    const planId = await plan()
    for (const ms of [8 * HOUR, 9 * HOUR, 9 * HOUR + SECOND, 10 * HOUR, 11 * HOUR]) {
      bench.wire.at(ms)
      await bench.standIn.tick()
    }
    expect(bodies()).toMatchObject([
      { messageType: 'plan_info_result', planId, planStatus: 3 },
      { messageType: 'plan_info_result', planId, planStatus: 4 },
      { messageType: 'task_remind_pull_storage', planId, assignmentStatus: 1, videosEndTime: null },
      {
        messageType: 'task_remind_pull_storage',
        assignmentType: 9,
        assignmentStatus: 4,
        devId: SERIAL,
        videosBeginTime: MIDNIGHT + 9 * HOUR,
        videosEndTime: MIDNIGHT + 10 * HOUR,
        planEndTime: MIDNIGHT + 10 * HOUR,
        errorCode: 0,
      },
      { messageType: 'plan_info_result', planStatus: 11 },
    ])
  })

  test('of 2.0 tells all when the clock is looked at late', async () => {
    await plan()
    bench.wire.at(11 * HOUR)
    await bench.wire.lapp('device/list')
    await bench.standIn.tick()
    const told = bodies().map(({ planStatus, assignmentStatus }) => planStatus ?? -assignmentStatus)
    expect(told).toEqual([3, 4, -1, -4, 11])
  })

  test('of 2.0 that came to nothing tells that it is amiss', async () => {
    bench.standIn.setPushing({ lost: true })
    bench.standIn.setOnline(SERIAL, false)
    bench.standIn.setPushing({})
    await plan()
    bench.wire.at(11 * HOUR)
    await bench.standIn.tick()
    expect(bodies().slice(-2)).toMatchObject([{ assignmentStatus: 6, errorCode: 6519 }, { planStatus: 10 }])
  })

  test('of 2.0 that was stopped before its start tells that it is cancelled', async () => {
    const planId = await plan()
    const form = { oneOffPlanId: String(planId) }
    const headers = { accessToken: bench.wire.token }
    await bench.wire.form('/api/service/cloudrecord/video/plan/oneOff/stop', form, headers)
    await bench.standIn.tick()
    expect(bodies()).toMatchObject([{ planStatus: 3 }, { assignmentStatus: 5 }, { planStatus: 5 }])
  })
})

test('the clock is looked at by itself where that is asked for', async () => {
  const accepted = new Promise<string>(resolve => {
    reply = raw => {
      resolve(raw)
      return [200, echo(raw)]
    }
  })
  bench = await openBench({ tickEveryMs: 2 })
  subscribe()
  bench.wire.at(8 * HOUR)
  const form = { projectId: PROJECT, recordSeconds: '60' }
  await bench.wire.form('/api/open/cloud/v1/instant/record/save', form, bench.wire.channel())
  bench.wire.at(9 * HOUR)
  expect(JSON.parse(await accepted).body.projectId).toBe(PROJECT)
})
