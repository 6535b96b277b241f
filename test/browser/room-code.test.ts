import type { Page } from 'playwright-core'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { PHONE } from '../support/browser-visit'

const WALL = { width: 1440, height: 900 }
const SLOT_MS = 15_000

const suite = openedInBrowser()

const digits = (page: Page) => page.locator('.room-code-digits')
const shown = async (page: Page) => (await digits(page).textContent())?.replaceAll(/\s/g, '') ?? ''

/** Until another code stands there than this one. */
const changed = (page: Page, code: string) =>
  page.waitForFunction(
    before => document.querySelector('.room-code-digits')?.textContent?.replaceAll(/\s/g, '') !== before,
    code,
  )

/** A screen that can be kept on: how often it was asked for, and let go. */
const rememberLocks = () => {
  const locks = { held: 0, released: 0 }
  const release = async () => {
    locks.released += 1
  }
  const request = async () => {
    locks.held += 1
    return { release }
  }
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true })
  Object.assign(window, { locks })
}
const locksOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { locks: { held: number; released: number } }).locks)

/** The page as the instructor opens it; from then on the page's own time is the test's. */
async function openCode(size: { width: number; height: number }): Promise<Page> {
  const { page } = await suite.visit('jiaoshi', size)
  const link = page.getByRole('button', { name: '课堂签到码' })
  await link.waitFor()
  await page.evaluate(rememberLocks)
  await page.clock.install({ time: Date.now() })
  await link.click()
  await digits(page).waitFor()
  return page
}

test('six digits stand large on a phone and on a wall, the server’s own', async () => {
  for (const [size, most] of [
    [PHONE, 330],
    [WALL, 1000],
  ] as const) {
    const page = await openCode(size)
    const ask = await askAs(suite.server, 'jiaoshi')
    const { classId } = (await ask('class-today', {})).class
    const { codes } = await ask('room-code', { classId })
    const valid = codes.map(({ code }) => code)
    // The slot may have changed between the page and the question.
    const first = await shown(page)
    expect(first).toMatch(/^\d{6}$/)
    await page.clock.runFor(SLOT_MS)
    await changed(page, first)
    expect(valid).toContain(await shown(page))
    const box = await digits(page).boundingBox()
    expect(box?.width).toBeLessThanOrEqual(size.width)
    expect(box?.width).toBeGreaterThan(most * 0.85)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(overflow).toBe(false)
    await page.context().close()
  }
}, 120_000)

test('it changes by itself each quarter of a minute, and says how long it stands', async () => {
  const page = await openCode(PHONE)
  const seen = new Set<string>()
  for (let slot = 0; slot < 4; slot += 1) {
    const code = await shown(page)
    seen.add(code)
    await page.getByText(/^\d{1,2} 秒后换下一个$/).waitFor()
    // Both clocks go on, or the next answer would bring the page back.
    suite.server.advance(SLOT_MS)
    await page.clock.runFor(SLOT_MS)
    await changed(page, code)
  }
  expect(seen.size).toBe(4)
}, 120_000)

test('it goes on for minutes without a line, says so, and then says that it is used up', async () => {
  const page = await openCode(PHONE)
  await page.route('**/api/room-code', route => route.abort())
  await page.clock.runFor(60_000)
  await page.getByText(/^现在取不到新的签到码，手上的还能用 3 分 \d\d 秒。请检查网络。$/).waitFor()
  const before = await shown(page)
  await page.clock.runFor(2 * 60_000)
  await changed(page, before)
  expect(await shown(page)).toMatch(/^\d{6}$/)
  await page.clock.runFor(2 * 60_000)
  await page.getByText(/签到码用完了：学员先照常打卡，之后由您在“等待见证”里确认。$/).waitFor()
  expect(await digits(page).count()).toBe(0)
}, 120_000)

test('the screen is kept on while it is shown, and let go on the way back', async () => {
  const page = await openCode(PHONE)
  expect(await locksOf(page)).toEqual({ held: 1, released: 0 })
  await page.getByRole('button', { name: '返回课堂' }).click()
  await page.getByRole('heading', { name: '点名' }).waitFor()
  expect(await locksOf(page)).toEqual({ held: 1, released: 1 })
}, 120_000)
