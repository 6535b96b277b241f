import { type Delivery, type Message, MessengerError } from '../../../cloudfunctions/ports/messenger'
import { CloudCallError } from '../../support/cloudbase-gateway/open-api'
import { benches, MESSAGES, OPEN_ID, reminder } from './workbench'

const newBench = benches()

async function outcomeOf(sending: Promise<Delivery>): Promise<Delivery | MessengerError> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof MessengerError) return error
    throw error
  }
}

describe('a message', () => {
  it('arrives once, in the keywords of its template, and opens the page', async () => {
    const { wechat, messenger } = await newBench()
    wechat.consent(OPEN_ID, 'tmpl-reminder')
    expect(await messenger.send(reminder())).toEqual({ kind: 'sent' })
    expect(wechat.sent).toEqual([
      {
        openId: OPEN_ID,
        templateId: 'tmpl-reminder',
        page: 'trainee/today/index',
        data: {
          thing1: '工业机器人系统操作员 1 班',
          thing2: '实训楼 201',
          time3: '2024年6月3日 08:30',
          thing4: '请提前到场，点开签到',
          character_string5: '2024-06-03 11:40',
        },
      },
    ])
  })

  it('of every kind is as WeChat takes it', async () => {
    const { wechat, messenger } = await newBench()
    const at = Date.UTC(2024, 11, 31, 3, 5)
    const to = { openId: OPEN_ID, page: 'trainee/today/index' }
    const className = '一个名字很长很长很长很长很长很长的培训班级'
    const messages: Message[] = [
      reminder({ className, room: null }),
      {
        ...to,
        kind: 'forgotten-check-out',
        content: { className, cameAt: at, endedAt: at, closesAt: at, hint: '请点开签退' },
      },
      {
        ...to,
        kind: 'day-flagged',
        content: { className, date: '2024-06-03', reason: '没有录像\n', status: '待核查', hint: '请点开' },
      },
      {
        ...to,
        kind: 'decision',
        content: {
          className,
          date: '2024-06-03',
          verdict: '不予认可',
          reason: ' ',
          decidedAt: at,
          hint: '请点开',
        },
      },
    ]
    for (const message of messages) {
      const templateId = MESSAGES.templates[message.kind]?.templateId ?? ''
      wechat.consent(OPEN_ID, templateId)
      expect([message.kind, await messenger.send(message)]).toEqual([message.kind, { kind: 'sent' }])
    }
    expect(wechat.sent.map(({ data }) => data)).toEqual([
      expect.objectContaining({ thing1: '一个名字很长很长很长很长很长很长的培训…', thing2: '未填写' }),
      expect.objectContaining({ time2: '2024年12月31日 11:05', date4: '2024年12月31日 11:05' }),
      expect.objectContaining({ date2: '2024年6月3日', phrase3: '待核查', thing4: '没有录像' }),
      expect.objectContaining({ character_string2: '2024-06-03', phrase3: '不予认可', thing4: '未填写' }),
    ])
  })

  it('is refused where the person has no consent left, and WeChat then says so of each further one', async () => {
    const { wechat, messenger } = await newBench()
    wechat.consent(OPEN_ID, 'tmpl-reminder')
    await messenger.send(reminder())
    expect(await messenger.send(reminder())).toEqual({ kind: 'refused' })
    expect(wechat.sent).toHaveLength(1)
  })

  it('of a kind without a template is not sent', async () => {
    const { open } = await newBench()
    const sending = open(undefined, { opens: 'formal', templates: {} }).send(reminder())
    expect(await outcomeOf(sending)).toMatchObject({ name: 'MessengerError', outcome: 'not-sent' })
  })

  it('has the templates that were chosen, one of a kind', async () => {
    const { messenger } = await newBench()
    expect(messenger.templates).toEqual([
      { kind: 'session-reminder', templateId: 'tmpl-reminder' },
      { kind: 'forgotten-check-out', templateId: 'tmpl-forgotten' },
      { kind: 'day-flagged', templateId: 'tmpl-flagged' },
      { kind: 'decision', templateId: 'tmpl-decision' },
    ])
  })
})

describe('what WeChat answers', () => {
  it.each([
    [43101, { kind: 'refused' }],
    [40003, { kind: 'undeliverable', code: '40003' }],
    [40037, { kind: 'undeliverable', code: '40037' }],
    [41030, { kind: 'undeliverable', code: '41030' }],
    [45168, { kind: 'undeliverable', code: '45168' }],
    [47003, { kind: 'undeliverable', code: '47003' }],
    // One that no page names: WeChat has answered, so it was not sent, and would not be.
    [49999, { kind: 'undeliverable', code: '49999' }],
    [-1, { name: 'MessengerError', outcome: 'not-sent', code: '-1' }],
    [40001, { name: 'MessengerError', outcome: 'not-sent', code: '40001' }],
    [42001, { name: 'MessengerError', outcome: 'not-sent', code: '42001' }],
    [43107, { name: 'MessengerError', outcome: 'not-sent', code: '43107' }],
    [43108, { name: 'MessengerError', outcome: 'not-sent', code: '43108' }],
    [45009, { name: 'MessengerError', outcome: 'not-sent', code: '45009' }],
    [48001, { name: 'MessengerError', outcome: 'not-sent', code: '48001' }],
  ])('%i has its way', async (code, expected) => {
    const { wechat, messenger } = await newBench()
    wechat.answerNextWith(code)
    expect(await outcomeOf(messenger.send(reminder()))).toMatchObject(expected)
  })

  it('never repeats who it was sent to', async () => {
    const { messenger, wechat } = await newBench()
    // The stand-in says the OPENID in its sentence.
    const unknown = await outcomeOf(messenger.send(reminder()))
    expect(unknown).toMatchObject({ kind: 'undeliverable', code: '40003' })
    wechat.answerNextWith(45009)
    const busy = await outcomeOf(messenger.send(reminder()))
    expect(busy).toBeInstanceOf(Error)
    const told = JSON.stringify([unknown, busy, String(busy), Object.values(busy), (busy as Error).stack])
    expect(told).toContain('***')
    expect(told).not.toContain(OPEN_ID)
    expect((busy as Error).cause).toBeUndefined()
  })

  it('by something that is no answer of its is not taken for a message sent', async () => {
    // The SDK hands on a page of text with the code 0.
    const { messenger } = await newBench(() => '<html>gateway</html>')
    expect(await outcomeOf(messenger.send(reminder()))).toMatchObject({ outcome: 'unknown' })
  })
})

describe('the cloud', () => {
  it.each([
    [-604100, 'not-sent'],
    [-604101, 'not-sent'],
    [-604104, 'not-sent'],
    [-604102, 'unknown'],
    [-604103, 'unknown'],
  ])('says %i: %s', async (code, outcome) => {
    const { messenger } = await newBench(() => {
      throw new CloudCallError(code)
    })
    expect(await outcomeOf(messenger.send(reminder()))).toMatchObject({ outcome, code: String(code) })
  })

  it.each([
    ['throttled', 'not-sent'],
    ['expired-signature', 'not-sent'],
    ['server-timeout', 'unknown'],
    ['unavailable', 'unknown'],
    ['cut', 'unknown'],
    ['cut-short', 'unknown'],
  ] as const)('fails as %s: %s, and nothing is sent again', async (how, outcome) => {
    const { gateway, wechat, messenger } = await newBench()
    wechat.consent(OPEN_ID, 'tmpl-reminder')
    wechat.consent(OPEN_ID, 'tmpl-reminder')
    gateway.faults.add({ action: 'wx.openApi', how })
    expect(await outcomeOf(messenger.send(reminder()))).toMatchObject({ name: 'MessengerError', outcome })
    expect(wechat.sent).toHaveLength(how === 'cut-short' ? 1 : 0)
  })

  it('is silent: unknown, after the time that a message may take', async () => {
    const { gateway, open } = await newBench()
    gateway.faults.add({ action: 'wx.openApi', how: 'silence' })
    expect(await outcomeOf(open(200).send(reminder()))).toMatchObject({ outcome: 'unknown' })
  })

  it('is not there: nothing was sent', async () => {
    const { messenger, stop } = await newBench()
    await stop()
    expect(await outcomeOf(messenger.send(reminder()))).toMatchObject({ outcome: 'not-sent' })
  })
})
