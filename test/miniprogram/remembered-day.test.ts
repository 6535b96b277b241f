import type { TraineeToday } from '../../cloudfunctions/contract/app'
import type { Attempt } from '../../miniprogram/trainee/today/kept'
import { asOfNow, nextOf, remember, remembered } from '../../miniprogram/trainee/today/remembered'
import { at, traineeToday } from '../support/views'

const storage = new Map<string, string>()

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  useDidShow: () => {},
  default: {
    getStorageSync: (key: string) => JSON.parse(storage.get(key) ?? '""'),
    setStorageSync: (key: string, value: unknown) => storage.set(key, JSON.stringify(value)),
  },
}))
jest.mock('../../miniprogram/api/transport', () => ({ transport: {} }))

const day = (changed: Partial<TraineeToday> = {}) => traineeToday({ lessons: [], ...changed })
const waiting = (kind: Attempt['kind']) => ({ kind })
const person = (name: string) => storage.set('person', JSON.stringify({ name }))

beforeEach(() => {
  storage.clear()
  person('xueyuan01')
})
afterEach(() => jest.useRealTimers())

test('what is remembered is the shown person’s alone', () => {
  remember(day())
  expect(remembered()).toEqual(day())
  person('xueyuan02')
  expect(remembered()).toBeNull()
})

test.each(['""', 'null', '[]', '{}', '{"name":"xueyuan01"}', '{"name":"xueyuan01","today":{"whose":1}}'])(
  'damaged, it is as if nothing were: %s',
  damage => {
    storage.set('today', damage)
    expect(remembered()).toBeNull()
  },
)

test('of another day it says only whose it is; midnight in Shanghai parts them', () => {
  jest.useFakeTimers({ now: at('23:59') })
  expect(asOfNow(day())).toEqual(day())
  jest.setSystemTime(at('00:00', '2026-05-21'))
  const next = asOfNow(day({ next: 'done' }))
  expect(next).toMatchObject({ date: '2026-05-21', window: null, next: 'start', whose: day().whose })
})

describe('the button’s next step', () => {
  const NOON = at('12:00')

  it('goes on with the taps that the server does not know of yet', () => {
    expect(nextOf(day(), [], true, NOON)).toBe('start')
    expect(nextOf(day(), [waiting('start')], true, NOON)).toBe('end')
    expect(nextOf(day({ next: 'end' }), [waiting('start'), waiting('end')], true, NOON)).toBe('done')
  })

  it.each([
    [at('07:30') - 1, 'not-yet'],
    [at('07:30'), 'start'],
    [at('15:30'), 'start'],
    [at('15:30') + 1, 'closed'],
  ] as const)('R6 goes by the clock, whenever the server was asked: at %i it is %s', (now, next) => {
    for (const told of ['not-yet', 'start', 'closed'] as const)
      expect(nextOf(day({ next: told }), [], true, now)).toBe(next)
  })

  it.each([at('07:00'), at('16:00')])('without a line nobody is kept from tapping, at %i', now => {
    expect(nextOf(day({ next: 'closed' }), [], false, now)).toBe('start')
  })

  it('a day without lessons has none', () => {
    const free = day({ next: 'no-lesson', window: null })
    expect(nextOf(free, [], true, NOON)).toBe('no-lesson')
    expect(nextOf(free, [], false, NOON)).toBe('no-lesson')
  })
})
