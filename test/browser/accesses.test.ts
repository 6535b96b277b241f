import type { Page } from 'playwright-core'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { refuseTooOften } from '../support/refused-often'

const suite = openedInBrowser()
let auditor: Page

beforeAll(async () => {
  const supervisor = await askAs(suite.server, 'jianguan')
  const { rows } = await supervisor('class-days', {})
  const [row] = rows
  if (!row) throw new Error('the demonstration has no class-day')
  await supervisor('class-day', { classId: row.classId, date: row.date })
  await refuseTooOften(suite.server)
  auditor = (await suite.visit('shenji')).page
  await auditor.getByRole('button', { name: /^查阅记录/ }).click()
}, 60_000)

const page = () => auditor.locator('.page:visible')
const rows = () => page().getByRole('list', { name: '逐条记录' }).getByRole('listitem')

test('the day is the server’s, and what others looked at stands there by name, the supervisors’ first', async () => {
  const first = rows().first()
  await first.getByText('看班级日', { exact: true }).waitFor()
  expect(await first.innerText()).toMatch(
    /（监管人员）[\s\S]*查看[\s\S]*工业机器人系统操作员 1 班 · \d+月\d+日/,
  )
}, 60_000)

test('what was refused too often to be listed is told with what it means and what to do', async () => {
  const told = page().getByRole('list', { name: '被拒绝太多，只记了次数' }).getByRole('listitem')
  expect(await told.innerText()).toMatch(/（教师）：\d\d:00–\d\d:00，\d\d:\d\d 以后又被拒绝 3 次。/)
  await page().getByText('请管理员马上重置密码或停用这个账号').waitFor()
  await page().getByRole('button', { name: '被拒绝 100' }).click()
  await page().getByText('第 1–30 条，共 100 条').waitFor()
  await page().getByRole('button', { name: '办理 0' }).click()
  await page().getByText('这一天没有这样的记录。').waitFor()
}, 60_000)

test('another date is had by a press or typed, and none that is yet to come', async () => {
  await page().getByRole('button', { name: '前一天' }).press('Enter')
  await page().getByRole('button', { name: '全部 0' }).waitFor()
  expect(await auditor.evaluate(() => document.activeElement?.textContent)).toBe('前一天')
  expect(await page().getByRole('list', { name: '被拒绝太多，只记了次数' }).count()).toBe(0)
  const date = page().getByLabel(/^日期/)
  for (const [typed, said] of [
    ['11-22', '日期请写成 2026-11-22 这样。'],
    ['2026-13-40', '日期请写成 2026-11-22 这样。'],
    ['2999-01-01', '这一天还没有到。'],
  ] as const) {
    await date.fill(typed)
    await date.press('Enter')
    await page().getByText(said).waitFor()
  }
  await page().getByRole('button', { name: '后一天' }).click()
  await rows().first().waitFor()
}, 60_000)

test('nobody but the auditor is led there', async () => {
  const { page: other } = await suite.visit('jianguan')
  await other.getByRole('heading', { name: '班级日核查' }).waitFor()
  expect(await other.getByRole('button', { name: /^查阅记录/ }).count()).toBe(0)
}, 60_000)
