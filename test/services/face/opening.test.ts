import { AT_ONCE_AT_MOST_MS, CHECK_MS } from '../../../cloudfunctions/domain/attendance/time-of-tap'
import { read } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { engineSaying, installFaces } from '../face-engine'
import { at, School } from '../school'
import { checkIn, DAY, open, WAITS } from './checks'

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

describe('a check is opened only for whom it may be', () => {
  it('nobody without a consent', async () => {
    school.face = engineSaying('passed')
    expect(await open(school)).toEqual({ opened: false, why: 'no-consent' })
  })

  it('nobody who has withdrawn it', async () => {
    await installFaces(school, 'passed')
    await school.answer('t1', 'withdraw-face-consent', {})
    expect(await open(school)).toEqual({ opened: false, why: 'without' })
  })

  it('nobody who has chosen to go without', async () => {
    await installFaces(school, 'passed')
    await school.answer('t1', 'choose-way', { way: 'without' })
    expect(await open(school)).toEqual({ opened: false, why: 'without' })
    expect(await checkIn(school)).toMatchObject(WAITS)
  })

  it('nobody whose template is of other models', async () => {
    await installFaces(school, 'passed')
    school.face = { ...engineSaying('passed'), model: 'newer' }
    expect(await open(school)).toEqual({ opened: false, why: 'not-enrolled' })
  })

  it.each([
    ['2024-06-08', '03:00', 'no-lesson'],
    [DAY, '03:00', 'no-lesson'],
    [DAY, '08:21', 'opened'],
  ])('nobody outside lessons, where the tap would be refused: %s %s is %s', async (date, time, outcome) => {
    await installFaces(school, 'passed')
    school.now = at(date, time)
    const answer = await open(school)
    expect(answer.opened ? 'opened' : answer.why).toBe(outcome)
    const day = await read(school.store, TRAINEE_DAYS, `T1 ${date}`)
    expect(day?.events.length ?? 0).toBe(outcome === 'opened' ? 1 : 0)
  })

  it.each([
    ['start', -CHECK_MS - 1, false],
    ['start', -CHECK_MS, true],
    ['end', AT_ONCE_AT_MOST_MS, true],
    ['end', AT_ONCE_AT_MOST_MS + 1, false],
  ] as const)(
    'but for as long as a tap may still come to count: %s of the window and %i ms is %s',
    async (side, ms, isOpened) => {
      await installFaces(school, 'passed')
      const { window } = await school.answer('t1', 'trainee-today', {})
      school.now = window![side] + ms
      expect((await open(school)).opened).toBe(isOpened)
    },
  )

  it('nobody where there is no engine', async () => {
    expect(await open(school)).toEqual({ opened: false, why: 'none' })
  })
})
