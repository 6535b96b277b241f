import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE } from '../support/browser-visit'

/** The sum of all shifts, each the share of the screen that moved times how far: web.dev/articles/cls. */
const MOST = 0.02
const LATE_MS = 400

interface LayoutShift extends PerformanceEntry {
  readonly value: number
}

declare global {
  interface Window {
    shifted?: number
  }
}

const suite = openedInBrowser()

/** Counts from the page's first drawing on, also what a tap would excuse. Runs in the page. */
function watchShifts(): void {
  window.shifted = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      window.shifted = (window.shifted ?? 0) + (entry as LayoutShift).value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** What the last frames did is told to the observer a little later. */
const shiftedOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>(resolve =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.shifted ?? Number.NaN))),
      ),
  )

/** What is on the screen while an answer is waited for is drawn, too. */
async function answerLate(page: Page): Promise<void> {
  await page.route('**/api/**', async route => {
    const answer = await route.fetch()
    await new Promise(resolve => setTimeout(resolve, LATE_MS))
    await route.fulfill({ response: answer })
  })
}

const openDay = (page: Page) =>
  page
    .getByRole('list', { name: '班级日' })
    .getByRole('button')
    .filter({ hasText: '1 段录像' })
    .first()
    .click()

const myHours = (page: Page) => page.getByRole('button', { name: '我的学时', exact: true }).click()

interface Opened {
  readonly account: string
  readonly size: { readonly width: number; readonly height: number }
  /** From the account's first page to the one that is opened. */
  readonly go?: (page: Page) => Promise<unknown>
  /** What stands on it once it is whole. */
  readonly shows: string
}

const pages: readonly (readonly [string, Opened])[] = [
  ['a trainee’s first screen', { account: 'xueyuan02', size: PHONE, shows: '今天的课' }],
  ['a trainee’s first screen on a desk', { account: 'xueyuan03', size: DESK, shows: '今天的课' }],
  ['a trainee’s hours', { account: 'xueyuan02', size: PHONE, go: myHours, shows: '每天' }],
  ['a trainee’s hours on a desk', { account: 'xueyuan02', size: DESK, go: myHours, shows: '每天' }],
  ['a supervisor’s queue', { account: 'jianguan', size: PHONE, shows: '待核查' }],
  ['a supervisor’s queue on a desk', { account: 'jianguan', size: DESK, shows: '待核查' }],
  ['a supervisor’s day', { account: 'jianguan', size: PHONE, go: openDay, shows: '核定全班当天' }],
  ['an instructor’s day', { account: 'jiaoshi', size: PHONE, shows: '点名' }],
]

test.each(pages)(
  'nothing moves while %s is opened',
  async (_, { account, size, go, shows }) => {
    const { page, context, reload } = await suite.visit(account, size)
    const whole = () => page.getByText(shows, { exact: true }).filter({ visible: true }).first().waitFor()
    await go?.(page)
    await whole()
    await page.addInitScript(watchShifts)
    await answerLate(page)
    await reload()
    await whole()
    await page.waitForLoadState('networkidle')
    expect(await shiftedOn(page)).toBeLessThanOrEqual(MOST)
    await context.close()
  },
  60_000,
)

test('on a desk nothing moves while a day is opened beside the queue', async () => {
  const { page, context } = await suite.visit('jianguan', DESK)
  await page.getByText('从左边选一天').waitFor()
  await answerLate(page)
  await page.evaluate(watchShifts)
  await openDay(page)
  await page.getByRole('button', { name: '核定全班当天', exact: true }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await shiftedOn(page)).toBeLessThanOrEqual(MOST)
  await context.close()
}, 60_000)

describe('the line goes, on a trainee’s first screen', () => {
  const CUT_OFF = '现在连不上服务器'
  const pressable = (page: Page) => page.locator('.check-in-button:visible')
  const topOf = async (page: Page) => (await pressable(page).boundingBox())?.y
  const isSaid = (page: Page) => page.getByText(CUT_OFF).first().waitFor()

  const opened = async () => {
    const { page, context, reload } = await suite.visit('xueyuan02')
    await page.getByText('今天的课').waitFor()
    return { page, context, reload, top: await topOf(page) }
  }

  test('nothing moves while it is opened without one', async () => {
    const { page, context, reload, top } = await opened()
    await page.addInitScript(watchShifts)
    await page.route('**/api/**', async route => {
      await new Promise(resolve => setTimeout(resolve, LATE_MS))
      await route.abort()
    })
    await reload()
    await isSaid(page)
    expect(await shiftedOn(page)).toBeLessThanOrEqual(MOST)
    expect(await topOf(page)).toBe(top)
    await context.close()
  }, 60_000)

  test('nothing moves while it goes, nor when it is back', async () => {
    const { page, context, top } = await opened()
    const look = () =>
      page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await page.evaluate(watchShifts)
    await page.route('**/api/**', route => route.abort())
    await look()
    await isSaid(page)
    expect(await topOf(page)).toBe(top)
    await page.unrouteAll({ behavior: 'wait' })
    await look()
    await page.getByText(CUT_OFF).waitFor({ state: 'detached' })
    expect(await shiftedOn(page)).toBeLessThanOrEqual(MOST)
    await context.close()
  }, 60_000)
})
