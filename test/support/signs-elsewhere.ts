import type { Page } from 'playwright-core'
import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import type { SignalsView } from '../../cloudfunctions/contract/signals'

export const ELSEWHERE = { classId: 'made-up-2', title: '焊工 2 班' }

/** Signs that name two people of another class, found on a day whose own people the server knows. */
function signsOn({ row: { classId, date }, trainees }: ClassDayDetail): SignalsView {
  const [one, another] = trainees.map(({ traineeId }) => traineeId)
  const here = { classId, date, traineeId: one ?? '' }
  const there = { classId: ELSEWHERE.classId, date, traineeId: 'made-up-trainee-1' }
  const alsoThere = { ...there, traineeId: 'made-up-trainee-2' }
  const at = Date.parse(`${date}T08:21:00+08:00`)
  return {
    looked: true,
    awaited: true,
    signals: [
      {
        kind: 'device-of-many',
        deviceId: 'a1b2c3d4e5f6',
        people: 5,
        regularly: 3,
        withinDays: 30,
        seen: [here, { ...here, traineeId: another ?? '' }, there, alsoThere],
      },
      {
        kind: 'same-picture',
        traineeId: here.traineeId,
        checkId: 'check-1',
        other: { ...there, checkId: 'check-2', at, samePerson: false },
        exact: 2,
        near: 2,
        looks: 4,
        people: 2,
      },
      { kind: 'virtual-camera', traineeId: here.traineeId, checkId: 'check-1', label: 'OBS Virtual Camera' },
    ],
    classes: [ELSEWHERE],
    others: [
      { classId: there.classId, traineeId: there.traineeId, maskedName: '张*' },
      { classId: there.classId, traineeId: alsoThere.traineeId, maskedName: '欧**晴' },
    ],
  }
}

/** The page is shown signs beside what the server answers: of the demonstration's one class they can name no other. */
export async function withSignsElsewhere(page: Page): Promise<void> {
  await page.route('**/api/class-day', async route => {
    const answer = await route.fetch()
    const detail: ClassDayDetail = await answer.json()
    const json = answer.ok() ? { ...detail, signals: signsOn(detail) } : detail
    await route.fulfill({ response: answer, json })
  })
}
