import { openedInBrowser } from '../support/browser-suite'
import { DESK } from '../support/browser-visit'

const MINUTE = 60_000

const suite = openedInBrowser()

test('a tap without a line is kept, sent by itself when the line is back, and told with both its times', async () => {
  const { page } = await suite.visit('xueyuan11')
  await page.getByText('今天的课').waitFor()
  await page.route('**/api/**', route => route.abort())
  await page.getByRole('button', { name: '开始签到' }).click()
  await page.getByText('签到已记在本机').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByRole('heading', { name: '等待送达 1 次' }).waitFor()

  suite.server.advance(40 * MINUTE)
  await page.unroute('**/api/**')
  await page.reload()
  const confirmation = page.getByRole('alertdialog')
  await confirmation.getByText('签到已收到').waitFor()
  const told = (await confirmation.textContent()) ?? ''
  expect(told).toMatch(/点击时间 \d+月\d+日 10:3\d，到达时间 \d+月\d+日 11:1\d/)
  expect(told).toContain('等待教师确认')
  await confirmation.getByRole('button', { name: '知道了' }).click()
  await page.getByText(/^10:3\d 点击，11:1\d 到达$/).waitFor()
  expect(await page.getByText('等待送达').count()).toBe(0)
}, 60_000)

test('the instructor sees that it came late before vouching for it', async () => {
  const { page } = await suite.visit('jiaoshi')
  const { displayName } = suite.server.account('xueyuan11')
  const line = page
    .getByRole('list', { name: '学员打卡' })
    .getByRole('listitem')
    .filter({ hasText: displayName })
  await line.getByText(/^补发：签到 10:3\d 点击，11:1\d 到达$/).waitFor()
  await page.getByText(/^签到 10:3\d 点击，11:1\d 到达$/).waitFor()
}, 60_000)

test('the supervisor sees both times, and a tap that was refused among all taps of the day', async () => {
  const late = (await suite.visit('xueyuan12')).page
  await late.getByText('今天的课').waitFor()
  // A phone that says it waited since before the window opened.
  await late.route('**/api/check-in', route => {
    const body = { ...route.request().postDataJSON(), waitedMs: 6 * 60 * MINUTE }
    return route.continue({ postData: JSON.stringify(body) })
  })
  await late.getByRole('button', { name: '开始签到' }).click()
  await late.getByText('没有打上卡').waitFor()

  const { page } = await suite.visit('jianguan', DESK)
  await page.getByRole('button', { name: '全部', exact: true }).click()
  const today = page.getByRole('list', { name: '班级日' }).getByRole('listitem').filter({ hasText: '进行中' })
  await today.getByRole('button').click()
  const trainee = page.getByRole('list', { name: '学员当天' }).getByRole('listitem')
  await trainee.getByText(/^签到 10:3\d 点击，11:1\d 到达/).waitFor()
  await page.getByRole('button', { name: /^查看全部 \d+ 次打卡（1 次未通过）$/ }).click()
  const refused = page
    .getByRole('list', { name: '全部打卡' })
    .getByRole('listitem')
    .filter({ hasText: '未通过' })
  expect(await refused.textContent()).toContain('不在打卡时段')
}, 60_000)
