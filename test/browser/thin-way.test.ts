import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, type Look, PHONE, type Visit } from '../support/browser-visit'

const REASON = '已看过录像和签到记录，当天确有授课'

const suite = openedInBrowser()
const visits: Visit[] = []

async function open(name: string, look: Look): Promise<Visit> {
  const opened = await suite.visit(name, look)
  visits.push(opened)
  return opened
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** The first two numbers joined by an arrow after a word. */
const beforeAndAfter = (sentence: string, word: string): [number, number] => {
  const [, before, after] = new RegExp(`${word} (\\d+) → (\\d+)`).exec(sentence) ?? []
  return [Number(before), Number(after)]
}

describe.each([
  ['a phone', PHONE, 'xueyuan01'],
  ['a desk', DESK, 'xueyuan02'],
])('on %s', (_, look, account) => {
  let trainee: Visit

  test('a trainee checks in, and the check-in waits for the instructor', async () => {
    trainee = await open(account, look)
    const { page } = trainee
    await button(page, '开始签到').click()
    const confirmation = page.getByRole('alertdialog')
    await confirmation.getByText('签到已收到').waitFor()
    expect(await confirmation.textContent()).toContain('等待教师确认')
    expect(await confirmation.textContent()).toMatch(/10:3\d:\d\d/)
    await button(page, '知道了').click()
    await button(page, '结束签退').waitFor()
    expect(await page.getByText('等待教师确认').count()).toBe(1)
  }, 60_000)

  test('the instructor sees the roll and the recordings, and witnesses with a reason', async () => {
    const { page } = await open('jiaoshi', look)
    const name = suite.server.account(account).displayName
    const line = page.getByRole('list', { name: '学员打卡' }).getByRole('listitem').filter({ hasText: name })
    await line.getByText('待见证').waitFor()
    await button(page, /^等待见证 \d+ 次$/).click()
    expect(await page.locator('.classroom-waiting:focus').count()).toBe(1)
    expect(await page.getByText(/查询于 \d\d:\d\d/).count()).toBeGreaterThan(0)

    await button(page, `见证${name}`).click()
    // Where it was pressed, not above a list that may be longer than the screen.
    const pressed = page.locator('.waiting-line').filter({ hasText: name })
    await pressed.getByText('请先写明见证理由。').waitFor()
    await button(page, '去选理由').click()
    expect(await page.locator('.waiting-said:focus').count()).toBe(1)
    await button(page, '本人到场，当面核对').click()
    expect(await page.getByText('请先写明见证理由。').count()).toBe(0)
    await button(page, `见证${name}`).click()
    await page.getByText('已见证 1 次打卡').waitFor()
    await line.getByText('已签到').waitFor()
  }, 60_000)

  test('the trainee sees the check-in recorded, and finds the hours', async () => {
    const { page } = trainee
    await trainee.reload()
    await page.getByText('已记录').waitFor()
    await button(page, '我的学时').click()
    await page.getByRole('heading', { name: '每天' }).waitFor()
    expect(await page.getByText('出勤率', { exact: true }).count()).toBe(1)
  }, 60_000)

  test('a supervisor opens a flagged class-day beside its evidence and decides; the hours change and stay', async () => {
    const { page } = await open('jianguan', look)
    const days = page.getByRole('list', { name: '班级日' }).getByRole('listitem')
    await days.first().getByText('待核查').first().waitFor()
    const date = (await days.first().textContent())?.slice(0, 6) ?? ''
    await days.first().getByRole('button').click()
    await page.getByRole('img', { name: /^计入的段/ }).waitFor()
    await button(page, '以表格查看时间明细').click()
    expect(await page.getByRole('table').getByText('上课时段', { exact: true }).count()).toBe(2)

    await button(page, '✓ 认可').click()
    await button(page, '核定全班当天').click()
    await page.getByText('请写明理由。').waitFor()
    await page.getByLabel('理由（必填）').fill(REASON)
    await button(page, '核定全班当天').click()
    const said = await page.getByText(/^已核定。/).textContent()
    const [before, after] = beforeAndAfter(said ?? '', '已确认学时')
    expect(after).toBeGreaterThan(before)

    const again = (await open('jianguan', look)).page
    await button(again, '全部').click()
    const day = again.getByRole('list', { name: '班级日' }).getByRole('listitem').filter({ hasText: date })
    expect(await day.textContent()).toContain(`已确认 ${after} 学时`)
    await day.getByRole('button').click()
    await again.getByText(REASON).waitFor()
  }, 60_000)
})

test('nothing failed on the way: no error on a console, no failed request', () => {
  expect(visits).toHaveLength(8)
  expect(visits.flatMap(({ trouble }) => trouble)).toEqual([])
})
