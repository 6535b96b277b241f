import type { TraineeToday } from '../../cloudfunctions/contract/app'
import type { Attempt } from '../../miniprogram/trainee/today/kept'
import { asOfNow, nextOf, remember, remembered } from '../../miniprogram/trainee/today/remembered'

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

const at = (time: string, date = '2026-05-20') => Date.parse(`${date}T${time}:00+08:00`)

const day = (changed: Partial<TraineeToday> = {}): TraineeToday => ({
  now: at('08:00'),
  whose: 'mark-of-the-trainee',
  date: '2026-05-20',
  class: { classId: 'C1', title: '1 班', occupation: '操作员', provider: '技校', room: null },
  lessons: [],
  window: { start: at('07:30'), end: at('15:30') },
  nextLessonDate: '2026-05-21',
  checkIns: [],
  next: 'start',
  face: { readiness: 'none', by: 'none', because: null },
  forgotten: null,
  ...changed,
})

const waiting = (kind: Attempt['kind'], date = '2026-05-20') => ({ kind, date }) as Attempt
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
  it('goes on with the taps that the server does not know of yet', () => {
    expect(nextOf(day(), [], true)).toBe('start')
    expect(nextOf(day(), [waiting('start')], true)).toBe('end')
    expect(nextOf(day({ next: 'end' }), [waiting('start'), waiting('end')], true)).toBe('done')
  })

  it('a tap of another day does not stand for one of today', () => {
    expect(nextOf(day(), [waiting('start', '2026-05-19')], true)).toBe('start')
  })

  it.each(['not-yet', 'closed'] as const)(
    '%s is the server’s word: without a line nobody is kept from tapping',
    next => {
      expect(nextOf(day({ next }), [], true)).toBe(next)
      expect(nextOf(day({ next }), [], false)).toBe('start')
    },
  )
})
