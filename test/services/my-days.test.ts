import { DATE as DAY, NEXT_DATE } from './kept'
import { at, keyOf, School } from './school'

/** A class of two days of 4 hours, 3 and 4 June 2024: 8 in all, so that 90 % are 8 and 70 % are 6. */
let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

const CLOSES = '12:40'
const myDays = () => school.answer('t1', 'my-days', {})

async function acceptDay(date: string, hours: number): Promise<void> {
  const { revision } = await school.answer('supervisor', 'class-day', { classId: 'C1', date })
  await school.answer('supervisor', 'decide', {
    classId: 'C1',
    date,
    traineeId: 'T1',
    verdict: 'accepted',
    hours,
    reason: '已核对',
    seen: revision,
    decisionKey: keyOf(`decision-${date}-${hours}`),
  })
}

it('before the class has begun all its days are ahead, and nothing is lost', async () => {
  school.now = at('2024-06-02', '20:00')
  const { days, ahead, today, scheduledHours, forecast } = await myDays()
  expect({ days, today, scheduledHours }).toEqual({ days: [], today: '2024-06-02', scheduledHours: 0 })
  expect(ahead).toEqual([
    { date: DAY, scheduledHours: 4 },
    { date: NEXT_DATE, scheduledHours: 4 },
  ])
  expect(forecast).toMatchObject({ scheduledHours: 8, hoursToCome: 8 })
})

it('today is to come until its window has closed, and then it is not', async () => {
  school.now = at(DAY, CLOSES) - 1
  expect(await myDays()).toMatchObject({
    days: [{ date: DAY, open: true }],
    ahead: [{ date: NEXT_DATE }],
    forecast: {
      hoursToCome: 8,
      thresholds: [{ ifNoneConfirmed: { kind: 'within-reach', fullDays: 2 } }, {}],
    },
  })
  school.now = at(DAY, CLOSES)
  expect(await myDays()).toMatchObject({
    days: [{ date: DAY, open: false, status: 'absent' }],
    forecast: {
      hoursToCome: 4,
      thresholds: [{ ifNoneConfirmed: { kind: 'out-of-reach', mostHours: 4, hoursShort: 2 } }, {}],
    },
  })
})

it('tells what waits apart from what is confirmed', async () => {
  await school.ordinaryDay(DAY, 45)
  const waiting = await myDays()
  expect(waiting).toMatchObject({ confirmedHours: 0, provisionalHours: 4 })
  const [seventy, ninety] = waiting.forecast.thresholds
  expect(seventy).toMatchObject({
    kind: 'subsidy',
    hoursNeeded: 6,
    ifNoneConfirmed: { kind: 'out-of-reach', hoursShort: 2 },
    ifAllConfirmed: { kind: 'within-reach', fullDays: 1, on: NEXT_DATE, mayMiss: 0 },
  })
  expect(ninety).toMatchObject({ kind: 'whole-cost', hoursNeeded: 8 })
})

it.each([
  [2, { kind: 'within-reach', fullDays: 1 }],
  [1, { kind: 'out-of-reach', hoursShort: 1 }],
])('a reviewer who recognises %i of 4 hours moves the forecast', async (hours, expected) => {
  await school.ordinaryDay(DAY, 45)
  await acceptDay(DAY, hours)
  const { forecast } = await myDays()
  expect(forecast.thresholds[0]).toMatchObject({ ifNoneConfirmed: expected, ifAllConfirmed: expected })
})

it('after the last day nothing is ahead, and the forecast is what came of it', async () => {
  await school.ordinaryDay(DAY, 45)
  await acceptDay(DAY, 4)
  await school.ordinaryDay(NEXT_DATE, 45)
  await acceptDay(NEXT_DATE, 2)
  const { ahead, forecast, confirmedRate } = await myDays()
  expect({ ahead, confirmedRate }).toEqual({ ahead: [], confirmedRate: 7500 })
  expect(forecast.thresholds).toMatchObject([
    { percent: 70, ifNoneConfirmed: { kind: 'reached' } },
    { percent: 90, ifNoneConfirmed: { kind: 'out-of-reach', mostHours: 6, hoursShort: 2 } },
  ])
})
