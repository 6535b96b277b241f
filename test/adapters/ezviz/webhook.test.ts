import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readEzvizMessage } from '../../../cloudfunctions/adapters/ezviz/webhook'
import type { MessageReading, PlatformMessage } from '../../../cloudfunctions/ports/platform-messages'
import { type Bench, CAMERA, camera, DAY, HOUR, MIDNIGHT, MINUTE, openBench } from './workbench'

const SECRET = 'a secret of the console'
const NOW = MIDNIGHT + 9 * HOUR

const header = {
  type: 'ys.onoffline',
  deviceId: 'EX0000001',
  channelNo: 1,
  messageId: '5f00000000000000000000aa',
  messageTime: NOW,
}
const offline = { msgType: 'OFFLINE', occurTime: '2024-06-03 08:58:00', subSerial: 'EX0000001' }
const text = JSON.stringify({ header, body: offline })

function signed(rawBody: Buffer | string, t: number | string = NOW, secret = SECRET) {
  const Signature = createHmac('sha1', secret).update(rawBody).update(String(t)).digest('hex')
  return { Signature, t: String(t) }
}

function read(rawBody: Buffer | string, headers = {}): MessageReading {
  return readEzvizMessage(rawBody, { ...signed(rawBody), ...headers }, SECRET, NOW)
}

function messageOf(value: unknown): PlatformMessage {
  const reading = read(JSON.stringify(value))
  if (reading.accepted) return reading.message
  throw new Error(`not accepted: ${reading.why}`)
}

const refused = (why: string) => ({ accepted: false, why })

describe('a pushed message', () => {
  test('is taken with the right signature, from text and from bytes', () => {
    expect(read(text).accepted).toBe(true)
    expect(read(Buffer.from(text))).toEqual(read(text))
  })

  test.each([
    [(hex: string) => hex.toUpperCase(), 'Signature'],
    [(hex: string) => hex, 'SIGNATURE'],
    [(hex: string) => hex, 'signature'],
  ])('may spell its signature and its headers in either case', (spell, name) => {
    const { Signature, t } = signed(text)
    expect(readEzvizMessage(text, { [name]: spell(Signature), T: t }, SECRET, NOW).accepted).toBe(true)
  })

  test.each([
    ['of another secret', { ...signed(text, NOW, 'another') }],
    ['of another body', { ...signed(`${text} `) }],
    ['of another time', { ...signed(text, NOW - 1), t: String(NOW) }],
    ['cut short', { Signature: signed(text).Signature.slice(0, 38) }],
    ['that is no hex', { Signature: 'z'.repeat(40) }],
    ['that is empty', { Signature: '' }],
    ['given twice', { signature: signed(text).Signature }],
    ['missing', { Signature: undefined }],
    ['without its time', { t: undefined }],
  ])('is refused with a signature %s', (_, headers) => {
    expect(read(text, headers)).toEqual(refused('bad-signature'))
  })

  test('is refused where no secret is set, however it is signed', () => {
    expect(readEzvizMessage(text, signed(text, NOW, ''), null, NOW)).toEqual(refused('no-secret'))
    expect(readEzvizMessage(text, signed(text, NOW, ''), '', NOW)).toEqual(refused('no-secret'))
  })

  test.each([
    [-DAY, true],
    [-DAY - 1, false],
    [DAY, true],
    [DAY + 1, false],
  ])('signed %i ms from now: fresh is %s', (ms, fresh) => {
    const reading = read(text, signed(text, NOW + ms))
    expect(reading.accepted ? true : reading.why).toBe(fresh || 'stale')
  })

  test('signed at no time is stale', () => {
    expect(read(text, signed(text, 'now'))).toEqual(refused('stale'))
  })

  test.each([
    '',
    'null',
    '[]',
    text.slice(0, -1),
    '{"header":{"type":"ys.alarm"},"body":{}}',
    '{"header":{"messageId":""}}',
    JSON.stringify({ header: { ...header, messageId: 'x'.repeat(129) } }),
    '['.repeat(10_000),
  ])('is unreadable when it is %.40j', body => {
    expect(read(body)).toEqual(refused('unreadable'))
  })
})

describe('what a message says', () => {
  test('is that a camera went down, when it did, not when that was told', () => {
    expect(messageOf({ header, body: offline })).toEqual({
      messageId: '5f00000000000000000000aa',
      kind: 'camera-offline',
      type: 'ys.onoffline',
      deviceSerial: 'EX0000001',
      channelNo: 1,
      at: NOW - 2 * MINUTE,
      taskId: null,
      problem: null,
    })
    expect(messageOf({ header, body: { ...offline, msgType: 'ONLINE' } }).kind).toBe('camera-online')
    expect(messageOf({ header, body: { ...offline, msgType: 'REBOOT' } }).kind).toBe('other')
  })

  test.each([
    ['2024-06-03 08:58:00', NOW - 2 * MINUTE],
    ['2024-06-03T08:58:00', NOW - 2 * MINUTE],
    [NOW - 1, NOW - 1],
    [String(NOW - 1), NOW - 1],
    ['vor zwei Minuten', NOW],
    [1717376280, NOW],
    [null, NOW],
  ])('happened, by an occurTime of %j, at %i', (occurTime, at) => {
    expect(messageOf({ header, body: { ...offline, occurTime } }).at).toBe(at)
  })

  test('may lack everything but its id', () => {
    const bare = { header: { messageId: 'm' } }
    const unknown = { kind: 'other', type: '', deviceSerial: null, channelNo: null, at: null }
    expect(messageOf(bare)).toMatchObject(unknown)
    const wild = {
      header: { messageId: 'm', type: 7, deviceId: {}, channelNo: 'x', messageTime: [] },
      body: 7,
    }
    expect(messageOf(wild)).toMatchObject(unknown)
  })

  const cloud = { ...header, type: 'ys.open.cloud' }

  test('is of a recording of 1.0, its problem in either spelling', () => {
    const body = { taskId: 'f00d', deviceSerial: 'EX0000001', channel: 1, errorCode: '0', errrorMsg: null }
    const right = { kind: 'recording', taskId: 'f00d', problem: null, at: NOW }
    expect(messageOf({ header: cloud, body })).toMatchObject(right)
    const problem = '设备取流异常'
    const amiss = { ...body, errorCode: '6519' }
    expect(messageOf({ header: cloud, body: { ...amiss, errrorMsg: problem } }).problem).toBe(problem)
    expect(messageOf({ header: cloud, body: { ...amiss, errorMsg: problem } }).problem).toBe(problem)
    expect(messageOf({ header: cloud, body: amiss }).problem).toBe('6519')
  })

  test('is of a recording of 2.0, by its plan', () => {
    const body = { messageType: 'task_remind_pull_storage', planId: 590001, devId: 'EX0000001', errorCode: 0 }
    expect(messageOf({ header: cloud, body })).toMatchObject({
      kind: 'recording',
      taskId: '590001',
      problem: null,
    })
    const plan = { messageType: 'plan_info_result', planId: 590001, planStatus: 11 }
    expect(messageOf({ header: { ...cloud, deviceId: '' }, body: plan })).toMatchObject({
      kind: 'recording',
      deviceSerial: null,
    })
  })

  test.each(['video_frame', 'video_frame_status_change'])(
    '%s is of pictures, not of a recording',
    messageType => {
      expect(
        messageOf({ header: cloud, body: { messageType, taskId: 'f00d', errorCode: '1' } }),
      ).toMatchObject({
        kind: 'other',
        taskId: null,
        problem: null,
      })
    },
  )

  test.each(['ys.alarm', 'ys.calling', 'ys.devicestatus', 'ys.shadow.change', 'ys.stream.manage'])(
    '%s is something else',
    type => {
      expect(messageOf({ header: { ...header, type }, body: {} })).toMatchObject({ kind: 'other', type })
    },
  )
})

describe('messages as they come over the wire', () => {
  const read: MessageReading[] = []
  let bench: Bench
  let receiver: Server
  beforeEach(async () => {
    read.length = 0
    const recording = { kind: 'cloud-2.0', spaceId: 44028 } as const
    bench = await openBench([camera([])], { recording }, { spaceIds: [44028] })
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const reading = readEzvizMessage(Buffer.concat(chunks), request.headers, SECRET, bench.clock.now)
      read.push(reading)
      const messageId = reading.accepted ? reading.message.messageId : null
      response.writeHead(reading.accepted ? 200 : 403).end(JSON.stringify({ messageId }))
    })
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
    const { port } = receiver.address() as AddressInfo
    bench.standIn.subscribe({ url: `http://127.0.0.1:${port}/`, secret: SECRET, retries: 0 })
  })
  afterEach(async () => {
    receiver.closeAllConnections()
    await new Promise(resolve => receiver.close(resolve))
  })
  const kinds = () => read.map(reading => (reading.accepted ? reading.message.kind : reading.why))

  test('are read, with capitals in the signature too, twice and in any order', async () => {
    bench.standIn.setPushing({ hold: true, copies: 2, upperCaseSignature: true })
    bench.standIn.setOnline('EX0000001', false)
    bench.standIn.setOnline('EX0000001', true)
    bench.standIn.releasePushes('reversed')
    await bench.standIn.tick()
    expect(kinds()).toEqual(['camera-online', 'camera-online', 'camera-offline', 'camera-offline'])
  })

  test('name the task that was started', async () => {
    const { now } = bench.clock
    const taskId = await bench.control.startRecording(CAMERA, { from: now, until: now + HOUR }, 'r')
    bench.clock.now += 2 * HOUR
    await bench.standIn.tick()
    const tasks = read.map(reading => reading.accepted && reading.message.taskId)
    expect(tasks.length).toBeGreaterThan(0)
    expect(new Set(tasks)).toEqual(new Set([taskId]))
    expect(new Set(kinds())).toEqual(new Set(['recording']))
  })

  test.each([
    [{ wrongSignature: true }, 'bad-signature'],
    [{ badJson: true }, 'unreadable'],
    [{ withoutMessageId: true }, 'unreadable'],
  ])('with %j are refused: %s', async (habits, why) => {
    bench.standIn.setPushing(habits)
    bench.standIn.setOnline('EX0000001', false)
    await bench.standIn.tick()
    expect(kinds()).toEqual([why])
  })
})
