import { type Message, MessengerError } from '../../../cloudfunctions/ports/messenger'
import { insert, put } from '../../../cloudfunctions/ports/store'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { CLASS_DAYS, emptyClassDay } from '../../../cloudfunctions/services/documents/class-days'
import { DECISION_NEWS, type OutgoingMessage } from '../../../cloudfunctions/services/documents/messages'
import { sendDue } from '../../../cloudfunctions/services/messages/send-due'
import { CLAIM_MS } from '../../../cloudfunctions/services/messages/send-waiting'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { accountOf, DATE } from '../kept'
import { at } from '../school'
import { MessageBench, openIdFor } from './bench'

const MINUTE = 60_000
const DUE = at(DATE, '07:30')

let bench: MessageBench
beforeEach(async () => {
  bench = await MessageBench.open('t1', 't2')
  bench.school.now = at(DATE, '07:00')
  await bench.consent('t1', 'session-reminder')
})
afterEach(() => bench.close())

const left = () => bench.left('t1', 'session-reminder')

describe('what comes of a message', () => {
  it('sent: its consent is used up', async () => {
    expect(await bench.tick(DUE)).toMatchObject({ left: false, outage: null, ended: { sent: 1 } })
    expect(await bench.messages()).toEqual(['t1 session-reminder sent'])
    expect(await left()).toBe(0)
  })

  it('refused: no consent is counted any more but those given since', async () => {
    await bench.consent('t1', 'session-reminder')
    bench.messenger.withdraw(openIdFor('t1'))
    expect((await bench.tick(DUE)).ended).toMatchObject({ refused: 1 })
    expect(await bench.messages()).toEqual(['t1 session-reminder refused'])
    expect(await left()).toBe(0)
  })

  it('undeliverable: told with WeChat’s code, never tried again, and no consent was used up', async () => {
    bench.messenger.failNext('undeliverable')
    const ended: OutgoingMessage[] = []
    bench.school.now = DUE
    const slice = { goOn: () => true, onEnded: (message: OutgoingMessage) => void ended.push(message) }
    expect((await sendDue(bench.server, slice)).ended).toMatchObject({ undeliverable: 1 })
    expect(ended).toMatchObject([{ state: 'undeliverable', because: '47003 thing1 is wrong' }])
    expect(await left()).toBe(1)
    await bench.tick(DUE + 5 * MINUTE)
    expect(bench.sent()).toEqual([])
  })

  it('not sent: its consent is given back, and it is tried with the next tick', async () => {
    bench.messenger.failNext('not-sent')
    expect(await bench.tick(DUE)).toMatchObject({ outage: { name: 'MessengerError', outcome: 'not-sent' } })
    expect(await bench.messages()).toEqual(['t1 session-reminder waiting'])
    expect(await left()).toBe(1)
    await bench.tick(DUE + 5 * MINUTE)
    expect(bench.sent()).toEqual(['t1 session-reminder'])
    expect(await left()).toBe(0)
  })

  it.each([
    [at(DATE, '08:30') - 1, 1, 'sent'],
    [at(DATE, '08:30'), 0, 'lapsed too-late'],
  ])('not sent until %i: %i message, %s', async (now, sent, state) => {
    bench.messenger.failNext('not-sent')
    await bench.tick(DUE)
    await bench.tick(now)
    expect(bench.sent()).toHaveLength(sent)
    expect(await bench.messages()).toEqual([`t1 session-reminder ${state}`])
    expect(await left()).toBe(1 - sent)
  })

  it.each(['unknown-sent', 'unknown-unsent'] as const)(
    'unknown (%s): recorded so, and not sent again',
    async how => {
      bench.messenger.failNext(how)
      expect(await bench.tick(DUE)).toMatchObject({ outage: { outcome: 'unknown' }, ended: { unknown: 1 } })
      expect(await bench.messages()).toEqual(['t1 session-reminder unknown no-answer'])
      expect(await left()).toBe(0)
      await bench.tick(DUE + 5 * MINUTE)
      expect(bench.sent()).toHaveLength(how === 'unknown-sent' ? 1 : 0)
    },
  )

  it('an outage ends the slice: nothing more is tried before the next one', async () => {
    await bench.consent('t2', 'session-reminder')
    bench.messenger.failNext(...Array.from({ length: 4 }, () => 'not-sent' as const))
    await bench.tick(DUE)
    expect((await bench.messages()).sort()).toEqual([
      't1 session-reminder waiting',
      't2 session-reminder waiting',
    ])
  })
})

it('a message that fails each time keeps no other waiting', async () => {
  for (const name of ['t3', 'i1', 'i2']) await bench.signIn(name)
  for (const name of ['t2', 't3', 'i1']) await bench.consent(name, 'session-reminder')
  await bench.consent('i2', 'decision')
  bench.messenger.failNext(...Array.from({ length: 4 }, () => 'not-sent' as const))
  await bench.tick(DUE)
  expect(bench.sent()).toEqual([])
  const at = DUE + MINUTE
  const decisionId = 'd1'
  await bench.server.store.commit([
    insert(CLASS_DAYS, append(CLASS_DAYS, emptyClassDay('C2', DATE), decisionAt(at, decisionId))),
    insert(DECISION_NEWS, { id: decisionId, classId: 'C2', date: DATE, traineeId: null, at }),
  ])
  const { messenger } = bench
  const reachesOne = {
    templates: messenger.templates,
    send: async (message: Message) => {
      if (message.openId !== openIdFor('i2')) throw new MessengerError('not-sent', 'busy', '-1')
      return messenger.send(message)
    },
  }
  bench.school.now = DUE + 5 * MINUTE
  await sendDue({ ...bench.server, messenger: reachesOne }, { goOn: () => true })
  expect(bench.sent()).toEqual(['i2 decision'])
})

function decisionAt(at: number, decisionId: string) {
  const who = { by: '监管员', accountId: null, traineeId: null }
  return {
    type: 'decision',
    decisionId,
    at,
    verdict: 'accepted',
    hours: null,
    reason: '核对',
    ...who,
  } as const
}

describe('a process that dies while it sends', () => {
  it.each(['dies-sent', 'dies-unsent'] as const)('(%s) leaves a claim that nobody takes', async how => {
    bench.messenger.failNext(how)
    await expect(bench.tick(DUE)).rejects.toThrow('died')
    await bench.tick(DUE + CLAIM_MS - 1)
    expect(await bench.messages()).toEqual(['t1 session-reminder claimed'])
    await bench.tick(DUE + CLAIM_MS)
    expect(await bench.messages()).toEqual(['t1 session-reminder unknown died-while-sending'])
    expect(bench.sent()).toHaveLength(how === 'dies-sent' ? 1 : 0)
    expect(await left()).toBe(0)
  })

  it('and was not dead after all knows better than who gave it up', async () => {
    let finish = () => {}
    const { messenger } = bench
    const paused = new Promise<void>(resolve => {
      finish = resolve
    })
    let reached = () => {}
    const isSending = new Promise<void>(resolve => {
      reached = resolve
    })
    const slow = {
      ...bench.server,
      messenger: {
        templates: messenger.templates,
        send: async (...asked: Parameters<typeof messenger.send>) => {
          reached()
          await paused
          return messenger.send(...asked)
        },
      },
    }
    bench.school.now = DUE
    const sending = sendDue(slow, { goOn: () => true })
    await isSending
    await bench.tick(DUE + CLAIM_MS)
    expect(await bench.messages()).toEqual(['t1 session-reminder unknown died-while-sending'])
    finish()
    await sending
    expect(await bench.messages()).toEqual(['t1 session-reminder sent'])
    expect(bench.sent()).toHaveLength(1)
  })
})

describe('a message goes to nobody', () => {
  const change = async (more: object) =>
    bench.server.store.commit([put(ACCOUNTS, { ...(await accountOf(bench.school, 't1')), ...more })])
  const nothing = async (because: string) => {
    bench.messenger.failNext('not-sent')
    await bench.tick(DUE)
    return async () => {
      await bench.tick(DUE + 5 * MINUTE)
      expect(bench.sent()).toEqual([])
      expect(await bench.messages()).toEqual([`t1 session-reminder lapsed ${because}`])
    }
  }

  it('whose account was closed', async () => {
    const check = await nothing('not-in-wechat')
    await bench.school.answer('administrator', 'close-account', { accountId: 'A-t1' })
    await check()
  })

  it('who has signed out', async () => {
    const check = await nothing('not-in-wechat')
    await bench.told('t1', 'sign-out', {})
    await check()
  })

  it('whose password was reset', async () => {
    const check = await nothing('not-in-wechat')
    await bench.school.answer('administrator', 'reset-password', { accountId: 'A-t1' })
    await check()
  })

  it('where somebody else has the account by now', async () => {
    const check = await nothing('no-consent')
    await bench.signIn('t1', openIdFor('another'))
    bench.messenger.consent(openIdFor('another'), 'session-reminder')
    await check()
  })

  it('who is in another class, or has another role', async () => {
    const check = await nothing('not-theirs')
    await change({ traineeClassId: 'C2' })
    await check()
  })

  it('where the kind has no template any more', async () => {
    const check = await nothing('no-template')
    bench.messenger.templates = bench.messenger.templates.filter(({ kind }) => kind !== 'session-reminder')
    await check()
  })
})

it('what is kept and told of messages names nobody by the OPENID', async () => {
  await bench.consent('t2', 'session-reminder')
  bench.messenger.failNext('undeliverable')
  const told = await bench.tick(DUE)
  expect(JSON.stringify([told, await bench.documents()])).not.toContain('oWX')
})
