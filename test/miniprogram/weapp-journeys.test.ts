/** @jest-environment node */
import {
  instructorStarts,
  type Journey,
  type Opened,
  supervisorDecides,
  traineeChecksIn,
} from '../support/wechat-phone/journeys'
import { MOST_NODES, MOST_SET_DATA_BYTES } from '../support/wechat-phone/measured'
import { openedPhones } from '../support/wechat-phone/opened-phones'

const { open } = openedPhones()

const journeys: readonly [string, (open: Opened) => Promise<Journey>, readonly string[]][] = [
  [
    'a trainee checks in and looks at their hours',
    traineeChecksIn,
    ['sign-in/index', 'trainee/today/index', 'trainee/days/index'],
  ],
  ['an instructor starts a recording', instructorStarts, ['sign-in/index', 'instructor/today/index']],
  [
    'a supervisor decides on a day',
    supervisorDecides,
    ['sign-in/index', 'supervisor/days/index', 'supervisor/day/index'],
  ],
]

test.each(journeys)(
  '%s, and no page has too many nodes or changes too much at once',
  async (_, journey, routes) => {
    const { phone } = await journey(open)
    const { pages } = phone.measured
    expect(pages.map(({ route }) => route)).toEqual(routes)
    expect(pages.filter(({ mostNodes }) => mostNodes > MOST_NODES)).toEqual([])
    expect(pages.filter(({ mostBytes }) => mostBytes > MOST_SET_DATA_BYTES)).toEqual([])
  },
  60_000,
)

test('the way back from the hours is to the day, as it stands by then', async () => {
  const { phone, operations } = await traineeChecksIn(open, 'xueyuan02')
  phone.back()
  await phone.sees('今天的打卡')
  expect(phone.path).toBe('trainee/today/index')
  expect(operations.filter(asked => asked === 'check-in')).toHaveLength(1)
}, 60_000)
