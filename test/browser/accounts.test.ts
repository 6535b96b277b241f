import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE, press } from '../support/browser-visit'
import { MADE_UP, withManyClasses } from '../support/many-classes'

const CHOSEN = 'a-password-of-my-own'
const NAME = 'ceshi.jianguan'

const suite = openedInBrowser()
let administrator: Page
let given: string

beforeAll(async () => {
  administrator = (await suite.visit('guanli', DESK)).page
}, 240_000)

const passwordTold = (page: Page) => page.locator('.told-password').innerText()

/** On the page of a new password. */
async function choose(page: Page, current: string, fresh: string, again: string) {
  await page.getByLabel('现在的密码').fill(current)
  await page.getByLabel(/^新密码/).fill(fresh)
  await page.getByLabel('再填一次新密码').fill(again)
  await press(page, '保存新密码')
}

test('an administrator makes an account, and its password is shown once', async () => {
  await press(administrator, '新建账号')
  await press(administrator, '新建账号')
  await administrator.getByText('请选择角色。').waitFor()
  await administrator
    .getByRole('group', { name: '角色', exact: true })
    .getByRole('button', { name: '监管人员' })
    .click()
  await administrator.getByLabel('账号（登录时填写）').fill(NAME)
  await administrator.getByLabel('姓名').fill('韩雪')
  await press(administrator, '新建账号')
  given = await passwordTold(administrator)
  expect(given).toMatch(/^[a-z2-9]{10}$/)
  await press(administrator, '已记下，不再显示')
  await administrator.reload()
  await administrator.getByRole('list', { name: '账号' }).waitFor()
  expect(await administrator.getByText(given).count()).toBe(0)
}, 60_000)

test('whoever signs in with a password from somebody else chooses another before anything else', async () => {
  const { page } = await suite.visit({ name: NAME, password: given })
  await page.getByRole('heading', { name: '设置新密码' }).waitFor()
  // No way around it.
  const refused = page.waitForResponse('**/api/class-days')
  await page.goto(`${suite.server.url}/#/supervisor/days/index`)
  expect((await refused).status()).toBe(403)
  await page.waitForURL('**/#/password/index')

  await choose(page, given, CHOSEN, `${CHOSEN}x`)
  await page.getByText('两次填写的新密码不一样').waitFor()
  await choose(page, 'not-the-one', CHOSEN, CHOSEN)
  await page.getByText('原密码不对').waitFor()
  await choose(page, given, CHOSEN, CHOSEN)
  await page.getByRole('heading', { name: '班级日核查' }).waitFor()

  const again = await suite.visit({ name: NAME, password: CHOSEN })
  await again.page.getByRole('heading', { name: '班级日核查' }).waitFor()
}, 60_000)

test('an account is found by its beginning, reset and closed, each after a question', async () => {
  await administrator.getByLabel(/^查找账号/).fill('ceshi')
  await press(administrator, '查找')
  const row = administrator.getByRole('list', { name: '账号' }).getByRole('listitem')
  await row.getByText(NAME).waitFor()
  await administrator.waitForFunction(() => document.querySelectorAll('.account').length === 1)

  await press(administrator, '重置密码：韩雪')
  await press(administrator, '确定重置密码')
  expect(await passwordTold(administrator)).not.toBe(given)
  await press(administrator, '已记下，不再显示')
  await row.getByText('还没改初始密码').waitFor()

  await press(administrator, '停用：韩雪')
  await administrator.getByRole('alertdialog', { name: '停用账号：韩雪？' }).waitFor()
  // Nothing is done by the key that leaves, and the keyboard is where it was.
  await administrator.keyboard.press('Escape')
  await administrator.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await administrator.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    '停用：韩雪',
  )
  await press(administrator, '停用：韩雪')
  await press(administrator, '确定停用账号')
  await row.getByText('已停用').waitFor()
  const { page } = await suite.visit({ name: NAME, password: CHOSEN })
  await page.getByText('账号或密码不对').waitFor()
}, 60_000)

describe('an instructor’s classes', () => {
  const NAME_OF_CLASS = '工业机器人系统操作员 1 班'
  const row = () => administrator.getByRole('list', { name: '账号' }).getByRole('listitem').first()
  const given = () => administrator.getByRole('list', { name: '已选的班级' }).getByRole('listitem')
  const sheet = () => administrator.getByRole('dialog', { name: '选择班级' })
  const toChoose = () => sheet().getByRole('list', { name: '班级' }).getByRole('listitem')
  /** Once it is drawn, the keyboard is on the button that is called so. */
  const goesOnWith = (name: string) =>
    administrator.waitForFunction(called => {
      const at = document.activeElement
      return at?.getAttribute('aria-label') === called || at?.textContent === called
    }, name)
  const toClass = (name: string) => sheet().getByRole('button', { name: new RegExp(`^${name}`) })

  test('are called by their names in the list and where they are changed, and few need no search', async () => {
    await administrator.getByLabel(/^查找账号/).fill('jiaoshi')
    await press(administrator, '查找')
    await administrator.waitForFunction(() => document.querySelectorAll('.account').length === 1)
    await row().getByText(`教师 · ${NAME_OF_CLASS}`).waitFor()
    await row()
      .getByRole('button', { name: /^修改：/ })
      .click()
    await given().getByText('实训楼 203').waitFor()
    expect(await given().innerText()).toContain(NAME_OF_CLASS)
    await press(administrator, '选择班级')
    expect(await toClass(NAME_OF_CLASS).getAttribute('aria-pressed')).toBe('true')
    expect(await toChoose().count()).toBe(1)
    expect(await sheet().getByLabel(/^查找/).count()).toBe(0)
    await press(administrator, '完成（已选 1 个）')
    await press(administrator, '取消')
  }, 60_000)

  test('are found among two hundred, chosen and taken away by keyboard, and what is there no more is refused', async () => {
    await withManyClasses(administrator)
    await row()
      .getByRole('button', { name: /^修改：/ })
      .click()
    await administrator.getByRole('button', { name: '选择班级' }).focus()
    await administrator.keyboard.press('Enter')
    await sheet()
      .getByText(`已显示 40 个，共 ${MADE_UP + 1} 个。`)
      .waitFor()
    await sheet().getByRole('button', { name: '更多' }).click()
    await administrator.waitForFunction(
      () => document.querySelectorAll('.classes-open .button').length === 80,
    )
    await administrator.keyboard.press('Escape')
    await sheet().waitFor({ state: 'detached' })
    await goesOnWith('选择班级')

    await administrator.keyboard.press('Enter')
    await sheet().getByLabel(/^查找/).fill('养老护理员 3 班')
    await sheet()
      .getByText(/^找到 \d+ 个班级。$/)
      .waitFor()
    expect(await toChoose().first().innerText()).toContain('养老护理员 3 班')
    await toClass('养老护理员 3 班').press('Space')
    expect(await toClass('养老护理员 3 班').getAttribute('aria-pressed')).toBe('true')
    await sheet().getByLabel(/^查找/).fill('没有的班')
    await sheet().getByText('没有找到这样的班级').waitFor()
    await sheet().getByLabel(/^查找/).fill('焊工 2 班')
    await toClass('焊工 2 班').press('Space')
    await press(administrator, '完成（已选 3 个）')
    expect(await given().count()).toBe(3)

    // What only the page was shown, the server does not give.
    await press(administrator, '保存修改')
    await administrator.getByText('没有找到这个班级').waitFor()

    await administrator.getByRole('button', { name: '移除：养老护理员 3 班' }).press('Enter')
    await administrator.waitForFunction(() => document.querySelectorAll('.class-given').length === 2)
    await goesOnWith('移除：焊工 2 班')
    await administrator.keyboard.press('Enter')
    await administrator.waitForFunction(() => document.querySelectorAll('.class-given').length === 1)
    await goesOnWith(`移除：${NAME_OF_CLASS}`)
    await administrator.keyboard.press('Enter')
    await administrator.getByText('还没有选班级。').waitFor()
    await goesOnWith('选择班级')
  }, 60_000)

  test('are saved as they were chosen', async () => {
    await press(administrator, '保存修改')
    await row().getByText(`教师 · ${NAME_OF_CLASS}`).waitFor({ state: 'detached' })
    await row()
      .getByRole('button', { name: /^修改：/ })
      .click()
    await press(administrator, '选择班级')
    await toClass(NAME_OF_CLASS).click()
    await press(administrator, '完成（已选 1 个）')
    await press(administrator, '保存修改')
    await row().getByText(`教师 · ${NAME_OF_CLASS}`).waitFor()
    await administrator.unrouteAll()
  }, 60_000)

  test('can be reached by thumb in elder mode: no row is lower than sixty, nothing is wider than the phone', async () => {
    await administrator.setViewportSize(PHONE)
    await press(administrator, '大字版')
    await withManyClasses(administrator)
    await row()
      .getByRole('button', { name: /^修改：/ })
      .click()
    await press(administrator, '选择班级')
    await toChoose().nth(39).waitFor()
    const sizes = await sheet()
      .getByRole('button')
      .evaluateAll(all => all.map(one => one.getBoundingClientRect().height))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(60)
    expect(
      await administrator.evaluate(() => document.querySelector('.classes-all')?.scrollWidth),
    ).toBeLessThanOrEqual(PHONE.width)
    await press(administrator, '完成（已选 1 个）')
    await press(administrator, '取消')
    await administrator.unrouteAll()
    await press(administrator, '✓ 大字版')
    await administrator.setViewportSize(DESK)
  }, 60_000)
})

test('on a desk an account is one line, with what may be done at its end; on a phone it folds', async () => {
  const row = administrator.getByRole('list', { name: '账号' }).getByRole('listitem').first()
  const height = async () => (await row.boundingBox())?.height ?? 0
  expect(await height()).toBeLessThan(64)
  await administrator.setViewportSize(PHONE)
  expect(await height()).toBeGreaterThan(80)
  await administrator.setViewportSize(DESK)
}, 60_000)

test('a long list is cut in sight: more is had on request', async () => {
  await administrator.reload()
  await administrator.getByRole('list', { name: '账号' }).getByRole('listitem').first().waitFor()
  expect(await administrator.getByRole('button', { name: '更多' }).count()).toBe(0)
  await administrator.route('**/api/accounts', async route => {
    const answer = await route.fetch({ postData: '{}' })
    const { accounts, classes } = await answer.json()
    const isFirst = route.request().postDataJSON().after === undefined
    const page = isFirst
      ? { accounts: accounts.slice(0, 5), classes, next: 'cursor' }
      : { accounts: accounts.slice(5), classes, next: null }
    await route.fulfill({ response: answer, json: page })
  })
  await administrator.reload()
  await administrator.getByText('已显示 5 个，还有更多。').waitFor()
  await press(administrator, '更多')
  await administrator.getByText('还有更多').waitFor({ state: 'detached' })
  expect(await administrator.getByText('jianguan', { exact: true }).count()).toBe(1)
}, 60_000)

test('finance is told that settlements come later, and is shown no figure', async () => {
  const { page } = await suite.visit('caiwu')
  await page.getByText('补贴结算在后续版本开放').waitFor()
  expect(await page.locator('.page').innerText()).not.toMatch(/\d+(\.\d+)? 元/)
}, 60_000)
