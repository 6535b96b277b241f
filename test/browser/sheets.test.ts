import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'

const suite = openedInBrowser()

async function open(name: string): Promise<Page> {
  const { page } = await suite.visit(name)
  await page.getByText('今天的课').waitFor()
  return page
}

/** What has the keyboard, in words. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** Where the keyboard comes to; beyond the last button it goes to the browser's own, which the page tells as its body. */
async function tabThrough(page: Page, presses: number): Promise<readonly boolean[]> {
  const within: boolean[] = []
  for (let n = 0; n < presses; n += 1) {
    await page.keyboard.press('Tab')
    const isThere = () => document.activeElement?.closest('dialog, body') !== document.body
    within.push(
      (await page.evaluate(isThere)) || (await page.evaluate(() => document.activeElement === document.body)),
    )
  }
  return within
}

/** The page beneath takes neither the keyboard nor a finger. */
const reachesThePage = (page: Page) =>
  page.evaluate(() => {
    const beneath = document.querySelector<HTMLElement>('.check-in-button')
    beneath?.focus()
    return document.activeElement === beneath
  })

test('a sheet is named by its title, begins there, and holds the keyboard until it is closed', async () => {
  const page = await open('xueyuan02')
  await page.getByRole('button', { name: '开始签到' }).press('Enter')
  await page.getByRole('alertdialog', { name: '签到已收到' }).waitFor()
  expect(await focused(page)).toBe('签到已收到')
  expect(await tabThrough(page, 4)).toEqual([true, true, true, true])
  expect(await reachesThePage(page)).toBe(false)
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  // The button rested while the tap was under hand, and so has lost the keyboard: it begins at the page’s title.
  expect(await focused(page)).toMatch(/^\d+月\d+日/)
}, 60_000)

test('one that is opened from a button gives the keyboard back to it', async () => {
  const page = await open('xueyuan03')
  const way = page.getByRole('button', { name: '用课堂签到码签到' })
  await way.press('Enter')
  await page.getByRole('dialog', { name: '用课堂签到码签到' }).waitFor()
  expect(await focused(page)).toBe('用课堂签到码签到')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await way.evaluate(element => element === document.activeElement)).toBe(true)
}, 60_000)

test('where Escape stands for nothing it closes nothing, however often it is pressed', async () => {
  const page = await open('xueyuan04')
  await page.getByRole('button', { name: '用课堂签到码签到' }).click()
  await page.getByLabel(/^教室里显示的六位数字/).fill('000000')
  await page.getByRole('button', { name: '签到', exact: true }).click()
  const refused = page.getByRole('dialog', { name: '签到没有成功' })
  await refused.waitFor()
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelector('dialog')?.matches(':modal'))
  await refused.getByLabel(/^教室里显示的六位数字/).waitFor()
  expect(await reachesThePage(page)).toBe(false)
}, 60_000)

test('what a tap came to is there when the page is opened anew, as a sheet like any other', async () => {
  const page = await open('xueyuan05')
  await page.getByRole('button', { name: '开始签到' }).click()
  await page.getByRole('alertdialog', { name: '签到已收到' }).waitFor()
  await page.reload()
  await page.getByRole('alertdialog', { name: '签到已收到' }).waitFor()
  expect(await focused(page)).toBe('签到已收到')
  expect(await reachesThePage(page)).toBe(false)
}, 60_000)

test('a browser without modal dialogs has it over the page all the same', async () => {
  const page = await open('xueyuan06')
  await page.evaluate(() => Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal'))
  await page.getByRole('button', { name: '开始签到' }).click()
  const sheet = page.getByRole('alertdialog', { name: '签到已收到' })
  await sheet.waitFor()
  expect(await sheet.boundingBox()).toMatchObject({ x: 0, y: 0, width: 375, height: 812 })
  await sheet.getByRole('button', { name: '知道了' }).click()
  await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
}, 60_000)
