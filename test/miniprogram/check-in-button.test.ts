import { resolve } from 'node:path'
import simulate from 'miniprogram-simulate'
import { durationInWords } from '../../miniprogram/components/time'

const NOON = Date.parse('2026-05-20T12:00:00+08:00')
const MINUTE = 60_000
const sources = resolve(__dirname, '../../miniprogram')
const id = simulate.load(resolve(sources, 'native/check-in-button/check-in-button'), 'button', {
  rootPath: sources,
})

interface Properties {
  readonly action: string
  readonly enabled: boolean
  readonly label: string
  readonly until: number
  readonly skew: number
}

const usual: Properties = {
  action: '开始签到',
  enabled: true,
  label: '距上课',
  until: NOON + 23 * MINUTE,
  skew: 0,
}

interface Listenable {
  addEventListener(name: string, listener: () => void): void
}

/** Its typings leave this method out. */
const listenable = (component: object) => component as Listenable

function shown(changed: Partial<Properties> = {}) {
  const button = simulate.render(id, { ...usual, ...changed })
  button.attach(document.createElement('div'))
  const presses: number[] = []
  listenable(button).addEventListener('press', () => presses.push(Date.now()))
  return {
    text: () => button.dom?.textContent ?? '',
    tap: async () => {
      button.querySelector('.face')?.dispatchEvent('tap')
      // The simulator hands an event on in the next microtask.
      await Promise.resolve()
    },
    leave: () => button.detach(),
    presses,
  }
}

beforeEach(() => jest.useFakeTimers({ now: NOON }))
afterEach(() => jest.useRealTimers())

test('it says what it does and the time left', () => {
  expect(shown().text()).toBe('开始签到距上课 23 分 00 秒')
})

test('the time left is by the server, not by the phone', () => {
  expect(shown({ skew: 3 * MINUTE }).text()).toContain('距上课 20 分 00 秒')
})

test('it counts down by itself', () => {
  const button = shown()
  jest.advanceTimersByTime(61_000)
  expect(button.text()).toContain('距上课 21 分 59 秒')
})

test('with nothing to wait for there is no time', () => {
  expect(shown({ until: 0 }).text()).toBe('开始签到')
})

test.each([
  ['799 ms later is the same press', 799, 1],
  ['800 ms later is another', 800, 2],
])('a second tap %s', async (_, later, presses) => {
  const button = shown()
  await button.tap()
  jest.advanceTimersByTime(later)
  await button.tap()
  expect(button.presses).toHaveLength(presses)
})

test('at rest it takes no press', async () => {
  const button = shown({ enabled: false, action: '打卡已截止' })
  await button.tap()
  expect(button.presses).toEqual([])
})

test('it leaves no timer behind', () => {
  const before = jest.getTimerCount()
  const button = shown()
  expect(jest.getTimerCount()).toBe(before + 1)
  button.leave()
  expect(jest.getTimerCount()).toBe(before)
})

test.each([-1, 0, 999, 59_999, 60_000, 3_599_999, 3_600_000, 7_380_000])(
  'its own script and the app say %d ms in the same words',
  left => {
    expect(shown({ until: NOON + left }).text()).toContain(`距上课 ${durationInWords(left)}`)
  },
)
