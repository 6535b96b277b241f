import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type DemonstrationServer, startDemonstration } from '../support/browser-server'
import { visit } from '../support/browser-visit'

const PHONE = { width: 375, height: 812 }

let server: DemonstrationServer
let browser: Browser

beforeAll(async () => {
  server = await startDemonstration()
  browser = await launchBrowser()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a check-in whose answer is lost is sent again under its own key, also after the app was closed', async () => {
  const { page } = await visit(browser, server.url, server.account('xueyuan29'), PHONE)
  const keys: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/api/check-in')) keys.push(request.postDataJSON().attemptKey)
  })
  // The server gets the first send; the phone never hears of it.
  await page.route('**/api/check-in', async route => {
    await route.fetch()
    await route.abort()
  })
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  // One that is sent again just then is let end first.
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await page.getByText('签到已收到').waitFor()
  // Once more when the app is opened, and by then perhaps by itself.
  expect(keys.length).toBeGreaterThanOrEqual(2)
  expect(new Set(keys).size).toBe(1)
  await press(page, '知道了')
  await page.reload()
  await page.getByText('今天的打卡').waitFor()
  expect(await page.getByText('等待教师确认').count()).toBe(1)
}, 60_000)

test('a page that could not be read says so, and reads on request', async () => {
  const { page } = await visit(browser, server.url, server.account('xueyuan28'), PHONE)
  await page.getByText('今天的课').waitFor()
  await page.route('**/api/trainee-today', route => route.abort())
  await page.reload()
  await page.getByText('现在连不上服务器').waitFor()
  await page.unroute('**/api/trainee-today')
  await press(page, '再试一次')
  await page.getByText('今天的课').waitFor()
}, 60_000)

test('whoever is not signed in is brought to the sign-in, which says whom to ask without a password', async () => {
  const { page } = await visit(browser, `${server.url}/#/supervisor/days/index`, null, PHONE)
  await page.getByLabel('密码').waitFor()
  await page.getByText(/忘了密码的，请告诉教师或承训单位/).waitFor()
}, 60_000)

test('whoever is signed in is not shown the sign-in while it is found out who they are', async () => {
  const { page } = await visit(browser, server.url, server.account('xueyuan25'), PHONE)
  await page.getByText('今天的课').waitFor()
  let answer = () => {}
  const held = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route('**/api/who-am-i', async route => {
    await held
    await route.continue()
  })
  await page.goto(`${server.url}/#/sign-in/index`)
  await page.reload()
  // A trainee whom this browser knows begins on their own page, before the question is answered.
  await page.getByText('今天的课').waitFor()
  expect(await page.getByLabel('密码').count()).toBe(0)
  answer()
}, 60_000)

test('whoever is signed in and no trainee reads that the question is under way, not the sign-in', async () => {
  const { page } = await visit(browser, server.url, server.account('jianguan'), PHONE)
  await page.getByRole('list', { name: '班级日' }).waitFor()
  let answer = () => {}
  const held = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route('**/api/who-am-i', async route => {
    await held
    await route.continue()
  })
  await page.goto(`${server.url}/#/sign-in/index`)
  await page.reload()
  await page.getByText('正在读取…').waitFor()
  expect(await page.getByLabel('密码').count()).toBe(0)
  answer()
  await page.getByRole('list', { name: '班级日' }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
}, 60_000)

test('a trainee on a page of the supervisors is told that it is not theirs', async () => {
  const { page } = await visit(browser, server.url, server.account('xueyuan27'), PHONE)
  await page.getByText('今天的课').waitFor()
  await page.goto(`${server.url}/#/supervisor/days/index`)
  await page.getByText('您的账号不能查看或办理这一项').waitFor()
}, 60_000)

test('a wrong password is refused in words; the sixth try must wait, and is told how long', async () => {
  const stranger = { name: 'xueyuan26', password: 'wrong' }
  const { page } = await visit(browser, server.url, stranger, PHONE)
  await page.getByText('账号或密码不对').waitFor()
  for (let time = 2; time <= 5; time += 1) {
    const answered = page.waitForResponse('**/api/sign-in')
    await press(page, '登录')
    expect((await answered).status()).toBe(401)
  }
  await press(page, '登录')
  await page.getByText(/请在 \d+ 分钟后再试/).waitFor()
}, 60_000)
