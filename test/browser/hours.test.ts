import type { Page } from 'playwright-core'
import type { MyDays } from '../../cloudfunctions/contract/app'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, type Look, PHONE } from '../support/browser-visit'

const suite = openedInBrowser()

/** The page with the server's answer, or with what becomes of it. */
async function myHours(look: Look, change: (answer: MyDays) => MyDays = answer => answer) {
  const opened = await suite.visit('xueyuan01', look)
  await opened.page.route('**/api/my-days', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change((await response.json()) as MyDays) })
  })
  const answered = opened.page.waitForResponse('**/api/my-days')
  await opened.page.getByRole('button', { name: '我的学时' }).click()
  const answer = (await (await answered).json()) as MyDays
  await opened.page.locator('.page:visible').getByText(answer.class.title).waitFor()
  return { ...opened, answer }
}

const beyondTheEdge = (page: Page) =>
  page
    .locator('.page:visible *')
    .evaluateAll(found =>
      found
        .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
        .map(element => element.className),
    )

const day = (page: Page, saying: string | RegExp) =>
  page.getByRole('group', { name: /年/ }).getByRole('button', { name: saying })

test.each([PHONE, DESK])(
  'at $width pixels the ring, its words and the calendar say what the server has',
  async look => {
    const { page, trouble, context, answer } = await myHours(look)
    const { confirmedHours, provisionalHours, scheduledHours, forecast, days, ahead } = answer
    const ring = page.getByRole('img', {
      name: `已确认 ${confirmedHours} 学时，待确认 ${provisionalHours - confirmedHours} 学时，未计入 ${scheduledHours - provisionalHours} 学时，还没上 ${forecast.hoursToCome} 学时`,
    })
    await ring.waitFor()
    const image = await ring
      .locator('.ring-band')
      .evaluate(band => getComputedStyle(band).getPropertyValue('background-image'))
    expect(image).toMatch(/^conic-gradient\(rgb.*repeating-conic-gradient\(/)
    expect(await page.getByText(/^再满 \d+ 天可达 90%/).count()).toBeGreaterThan(0)
    expect(days.length + ahead.length).toBeGreaterThan(10)
    expect(await beyondTheEdge(page)).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  },
  60_000,
)

test('a tap on a day tells why it stands as it does, and what to do next', async () => {
  const { page, context } = await myHours(PHONE)
  const flagged = day(page, /待核查/).first()
  await flagged.click()
  expect(await flagged.getAttribute('aria-pressed')).toBe('true')
  const told = page.getByRole('region', { name: /的情况$/ })
  const date = ((await flagged.getAttribute('aria-label')) ?? '').split('，')[0] ?? ''
  await told.getByRole('heading', { name: date }).waitFor()
  for (const name of ['打卡', '学时', '原因', '接下来']) await told.getByText(name, { exact: true }).waitFor()
  await context.close()
}, 60_000)

test('months are turned one by one, and end where the lessons end', async () => {
  const { page, context } = await myHours(DESK, answer => ({
    ...answer,
    today: '2026-05-20',
    days: answer.days.slice(0, 1).map(held => ({ ...held, date: '2026-05-19' })),
    ahead: [{ date: '2026-07-01', scheduledHours: 6 }],
  }))
  await page.getByText('2026 年 5 月').waitFor()
  expect(await page.getByRole('button', { name: '上个月' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '下个月' }).click()
  await page.getByText('2026 年 7 月').waitFor()
  expect(await page.getByRole('button', { name: '下个月' }).isDisabled()).toBe(true)
  await day(page, '7月1日 周三，还没上，6 学时的课').click()
  await page.getByText('6 学时的课，还没上').waitFor()
  await context.close()
}, 60_000)

test('in elder mode every day of the calendar is a target of 60 pixels, on a phone and on a desk', async () => {
  for (const look of [PHONE, DESK]) {
    const { page, context } = await myHours({ ...look, elder: true })
    const sizes = await day(page, /周/).evaluateAll(found =>
      found.map(button => {
        const { width, height } = button.getBoundingClientRect()
        return Math.min(width, height)
      }),
    )
    expect(sizes.length).toBeGreaterThan(10)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(60)
    expect(await beyondTheEdge(page)).toEqual([])
    await context.close()
  }
}, 60_000)

const nothing = { days: [], scheduledHours: 0, provisionalHours: 0, confirmedHours: 0, confirmedRate: 0 }
const lost = { kind: 'out-of-reach', mostHours: 20, hoursShort: 8 } as const
const threshold = { kind: 'subsidy', percent: 70, hoursNeeded: 28 } as const

test.each<[string, (answer: MyDays) => MyDays, RegExp]>([
  [
    'has no timetable',
    answer => ({
      ...answer,
      ...nothing,
      ahead: [],
      forecast: { scheduledHours: 0, hoursToCome: 0, thresholds: [] },
    }),
    /^还没有排课/,
  ],
  [
    'has not begun',
    answer => ({ ...answer, ...nothing, ahead: [{ date: '2026-07-01', scheduledHours: 6 }] }),
    /^还没开课，第一次课是 7月1日 周三。$/,
  ],
  [
    'is over',
    answer => ({
      ...answer,
      ahead: [],
      forecast: {
        scheduledHours: 40,
        hoursToCome: 0,
        thresholds: [{ ...threshold, ifNoneConfirmed: lost, ifAllConfirmed: lost }],
      },
    }),
    /^差 8 学时$/,
  ],
])(
  'a class that %s is told so',
  async (_, change, said) => {
    const { page, trouble, context } = await myHours(PHONE, change)
    await page.getByText(said).waitFor()
    expect(trouble).toEqual([])
    await context.close()
  },
  60_000,
)
