import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, press } from '../support/browser-visit'

const suite = openedInBrowser()

const open = async (name: string) => {
  const { page, context } = await suite.visit(name)
  await page.getByText('今天的课').waitFor()
  return { page, context }
}

/** The screen says so once, and the server has it once: one line of today, no second attempt. */
async function expectOneCheckIn(page: Page): Promise<void> {
  await page.getByRole('alertdialog').getByText('签到已收到').waitFor()
  await press(page, '知道了')
  await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
  await page.getByRole('button', { name: '结束签退' }).waitFor()
  expect(await page.getByText(/^等待送达/).count()).toBe(0)
  expect(await page.getByRole('alertdialog').count()).toBe(0)
}

/** All attempts of the trainee today, as the supervisor finds them. */
async function attemptsOf(name: string): Promise<number> {
  const { page, context } = await suite.visit('jianguan', DESK)
  await page.getByRole('button', { name: '全部', exact: true }).click()
  const today = page.getByRole('list', { name: '班级日' }).getByRole('listitem').filter({ hasText: '进行中' })
  await today.getByRole('button').click()
  await page.getByRole('button', { name: /^查看全部 \d+ 次打卡/ }).click()
  const { displayName } = suite.server.account(name)
  const lines = page.getByRole('list', { name: '全部打卡' }).getByRole('listitem')
  await lines.first().waitFor()
  const found = await lines.filter({ hasText: displayName }).count()
  await context.close()
  return found
}

test.each([
  ['before the request leaves', 'xueyuan02', 'nothing'],
  ['after the commit, before the answer', 'xueyuan03', 'answer'],
  ['in the middle of the answer', 'xueyuan04', 'half'],
  ['by a network’s own page to sign in at', 'xueyuan05', 'portal'],
] as const)(
  'cut off %s: one check-in once it is back',
  async (_, name, how) => {
    const { page } = await open(name)
    await page.route('**/api/check-in', async route => {
      if (how === 'portal')
        return route.fulfill({ status: 200, contentType: 'text/html', body: '<p>上网登录</p>' })
      if (how === 'nothing') return route.abort()
      const answer = await route.fetch()
      if (how === 'answer') return route.abort()
      const text = await answer.text()
      return route.fulfill({ response: answer, body: text.slice(0, text.length / 2) })
    })
    await press(page, '开始签到')
    await page.getByText('签到已记在本机').waitFor()
    await press(page, '知道了')
    await page.getByRole('heading', { name: '等待送达 1 次' }).waitFor()
    await page.unrouteAll({ behavior: 'wait' })
    await page.reload()
    await expectOneCheckIn(page)
    expect(await attemptsOf(name)).toBe(1)
  },
  60_000,
)

test('the server stops while a check-in waits, and starts again on the same data: start and end, in order', async () => {
  const { page } = await open('xueyuan06')
  await suite.server.stop()
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  // The button goes on to what comes next.
  await press(page, '结束签退')
  await press(page, '仍要签退')
  await page.getByText('签退已记在本机').waitFor()
  await press(page, '知道了')
  await page.getByRole('heading', { name: '等待送达 2 次' }).waitFor()
  await page.getByRole('button', { name: '已签退', exact: true }).waitFor()
  const sent: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/api/check-in')) sent.push(request.postDataJSON().kind)
  })
  await suite.server.start()
  await press(page, '现在补发')
  await page.getByText('签到已收到').waitFor()
  await press(page, '知道了')
  await page.getByText('签退已收到').waitFor()
  await press(page, '知道了')
  await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
  expect(await page.getByRole('heading', { name: /^等待送达/ }).count()).toBe(0)
  expect(sent).toEqual(['start', 'end'])
  expect(await attemptsOf('xueyuan06')).toBe(2)
}, 90_000)

test('opened again without a line, the first screen has its button and the number that waits', async () => {
  const { page } = await open('xueyuan07')
  await page.route('**/api/**', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  await page.reload()
  await page.getByRole('heading', { name: '等待送达 1 次' }).waitFor()
  await page.getByRole('button', { name: '结束签退' }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await press(page, '再试一次')
  await expectOneCheckIn(page)
}, 60_000)

test('the session is over while a tap waits: the sign-in says so, and it is sent after it', async () => {
  const { page, context } = await open('xueyuan08')
  await page.route('**/api/check-in', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await context.clearCookies()
  await page.unrouteAll({ behavior: 'wait' })
  await press(page, '知道了')
  await page.getByText(/1 次打卡没有送达，本人登录后自动补发/).waitFor()
  const { name, password } = suite.server.account('xueyuan08')
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码').fill(password)
  await press(page, '登录')
  await expectOneCheckIn(page)
}, 60_000)

test('somebody else signs in on the phone: they are told that another’s tap waits, and it is not sent as theirs', async () => {
  const { page } = await open('xueyuan09')
  await page.route('**/api/check-in', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  await press(page, '退出')
  const other = suite.server.account('xueyuan10')
  await page.getByLabel('账号').fill(other.name)
  await page.getByLabel('密码').fill(other.password)
  await page.unrouteAll({ behavior: 'wait' })
  await press(page, '登录')
  await page.getByText(/还有其他人的 1 次打卡没有送达/).waitFor()
  await page.getByRole('button', { name: '开始签到' }).waitFor()
  expect(await page.getByText('今天的打卡').count()).toBe(0)
}, 60_000)

test('signed out, a borrowed phone knows nothing of the person any more but the taps that wait', async () => {
  const { page } = await open('xueyuan14')
  await page.route('**/api/check-in', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  const { displayName } = suite.server.account('xueyuan14')
  const kept = () => page.evaluate(() => Object.entries(localStorage))
  expect(JSON.stringify(await kept())).toContain(displayName)
  await press(page, '退出')
  await page.getByLabel('密码').waitFor()
  const left = await kept()
  expect(left.map(([key]) => key.replace(/:.*/, ':')).sort()).toEqual(['device-id', 'server-time', 'tap:'])
  expect(JSON.stringify(left)).not.toContain(displayName)
  await page.unrouteAll({ behavior: 'wait' })
}, 60_000)

test('a sign-out that does not get through is said as an alarm, and can be put away', async () => {
  const { page } = await open('xueyuan15')
  await page.route('**/api/sign-out', route => route.abort())
  await press(page, '退出')
  const alarm = page.getByRole('alert').filter({ hasText: '还没有退出：现在连不上服务器。' })
  await alarm.waitFor()
  expect(await page.locator('.tools-name:visible').textContent()).toBe(
    suite.server.account('xueyuan15').displayName,
  )
  await press(page, '知道了')
  await alarm.waitFor({ state: 'detached' })
  await press(page, '退出')
  await alarm.waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await press(page, '退出')
  await page.getByLabel('密码').waitFor()
}, 60_000)

test('a browser that can keep nothing says so, and the tap gets through all the same', async () => {
  const { page } = await open('xueyuan13')
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.route('**/api/check-in', route => route.abort())
  await press(page, '开始签到')
  await page
    .getByText(/手机存不下这次打卡/)
    .first()
    .waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await press(page, '知道了')
  await expectOneCheckIn(page)
}, 60_000)
