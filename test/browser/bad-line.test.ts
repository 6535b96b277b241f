import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { PHONE, press, visit } from '../support/browser-visit'

const suite = openedInBrowser()

test('a check-in whose answer is lost is sent again under its own key, also after the app was closed', async () => {
  const { page } = await suite.visit('xueyuan29')
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
  const { page } = await suite.visit('xueyuan28')
  await page.getByText('今天的课').waitFor()
  await page.route('**/api/trainee-today', route => route.abort())
  await page.reload()
  await page.getByText('现在连不上服务器').waitFor()
  await page.unroute('**/api/trainee-today')
  await press(page, '再试一次')
  await page.getByText('今天的课').waitFor()
}, 60_000)

test('whoever is not signed in is brought to the sign-in, which says whom to ask without a password', async () => {
  const { page } = await visit(suite.browser, `${suite.server.url}/#/supervisor/days/index`, null, PHONE)
  await page.getByLabel('密码').waitFor()
  await page.getByText(/忘了密码的，请告诉教师或承训单位/).waitFor()
}, 60_000)

/** At the sign-in, from the question who they are to its answer. @returns lets it be answered */
async function askedWhoTheyAre(page: Page): Promise<() => void> {
  let answer = () => {}
  const held = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route('**/api/who-am-i', async route => {
    await held
    await route.continue()
  })
  await page.goto(`${suite.server.url}/#/sign-in/index`)
  await page.reload()
  return answer
}

test('whoever is signed in is not shown the sign-in while it is found out who they are', async () => {
  const { page } = await suite.visit('xueyuan25')
  await page.getByText('今天的课').waitFor()
  const answer = await askedWhoTheyAre(page)
  // A trainee whom this browser knows begins on their own page, before the question is answered.
  await page.getByText('今天的课').waitFor()
  expect(await page.getByLabel('密码').count()).toBe(0)
  answer()
}, 60_000)

test('whoever is signed in and no trainee reads that the question is under way, not the sign-in', async () => {
  const { page } = await suite.visit('jianguan')
  await page.getByRole('list', { name: '班级日' }).waitFor()
  const answer = await askedWhoTheyAre(page)
  await page.getByText('正在读取…').waitFor()
  expect(await page.getByLabel('密码').count()).toBe(0)
  answer()
  await page.getByRole('list', { name: '班级日' }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
}, 60_000)

test('a trainee on a page of the supervisors is told that it is not theirs', async () => {
  const { page } = await suite.visit('xueyuan27')
  await page.getByText('今天的课').waitFor()
  await page.goto(`${suite.server.url}/#/supervisor/days/index`)
  await page.getByText('您的账号不能查看或办理这一项').waitFor()
}, 60_000)

test('a wrong password is refused in words; the sixth try must wait, and is told how long', async () => {
  const stranger = { name: 'xueyuan26', password: 'wrong' }
  const { page } = await suite.visit(stranger)
  await page.getByText('账号或密码不对').waitFor()
  for (let time = 2; time <= 5; time += 1) {
    const answered = page.waitForResponse('**/api/sign-in')
    await press(page, '登录')
    expect((await answered).status()).toBe(401)
  }
  await press(page, '登录')
  await page.getByText(/请在 \d+ 分钟后再试/).waitFor()
}, 60_000)
