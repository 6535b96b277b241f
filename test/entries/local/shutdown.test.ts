import { once } from 'node:events'
import { connect } from 'node:net'
import { type ClosingStep, closeInOrder } from '../../../cloudfunctions/entries/local/shutdown'
import { openHttpSchool } from './http-app'
import { rawExchange } from './raw-exchange'

const never = () => new Promise<void>(() => {})

describe('closing', () => {
  it('takes one group after another, and the steps of a group at the same time', async () => {
    const order: string[] = []
    let finishFirst = () => {}
    const first: ClosingStep = {
      what: () => '2 requests',
      close: async () => {
        await new Promise<void>(resolve => {
          finishFirst = resolve
        })
        order.push('requests')
      },
    }
    const step = (name: string): ClosingStep => ({
      what: () => name,
      close: async () => void order.push(name),
    })
    const closing = closeInOrder([[first, step('rounds')], [step('store')]], 1_000)
    await new Promise(resolve => setImmediate(resolve))
    expect(order).toEqual(['rounds'])
    finishFirst()
    expect(await closing).toEqual([])
    expect(order).toEqual(['rounds', 'requests', 'store'])
  })

  it('goes on without what takes too long, makes an end of it, and says so', async () => {
    jest.useFakeTimers()
    const cut = jest.fn()
    const store = jest.fn(async () => {})
    const closing = closeInOrder(
      [[{ what: () => '2 requests', close: never, cut }], [{ what: () => 'store', close: store }]],
      10_000,
    )
    await jest.advanceTimersByTimeAsync(9_999)
    expect([cut.mock.calls.length, store.mock.calls.length]).toEqual([0, 0])
    await jest.advanceTimersByTimeAsync(1)
    expect(await closing).toEqual(['2 requests'])
    expect([cut.mock.calls.length, store.mock.calls.length]).toEqual([1, 1])
    jest.useRealTimers()
  })

  it('leaves the store a second of its own', async () => {
    jest.useFakeTimers()
    const closing = closeInOrder(
      [[{ what: () => 'rounds', close: never }], [{ what: () => 'store', close: never }]],
      10_000,
    )
    await jest.advanceTimersByTimeAsync(11_000)
    expect(await closing).toEqual(['rounds', 'store'])
    jest.useRealTimers()
  })

  it('closes the rest also when a step fails, and hands its failure on', async () => {
    const store = jest.fn(async () => {})
    const failing = { what: () => '2 requests', close: () => Promise.reject(new Error('broken')) }
    await expect(closeInOrder([[failing], [{ what: () => 'store', close: store }]], 1_000)).rejects.toThrow(
      'broken',
    )
    expect(store).toHaveBeenCalled()
  })
})

describe('a server that stops', () => {
  it('answers what is under way, also what still comes on its connection, and takes no new one', async () => {
    const http = await openHttpSchool()
    const trainee = await http.signedIn('t1')
    const { store } = http.school
    const get = store.get.bind(store)
    let arrived = () => {}
    const asking = new Promise<void>(resolve => {
      arrived = resolve
    })
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    jest.spyOn(store, 'get').mockImplementationOnce(async (...asked) => {
      arrived()
      await held
      return get(...asked)
    })
    const answered = trainee.post('who-am-i', {})
    await asking
    const closed = http.close()
    const later = await rawExchange(http.url, ['GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'])
    release()
    expect(later.status).toBe(Number.NaN)
    expect(await (await answered).json()).toMatchObject({ name: 't1' })
    await closed
  })

  it('does not wait for connections on which nothing was asked', async () => {
    const http = await openHttpSchool()
    await http.signedIn('t1')
    const opened = connect(Number(new URL(http.url).port), '127.0.0.1')
    await once(opened, 'connect')
    const ended = once(opened, 'close')
    await http.close()
    await ended
  })
})
