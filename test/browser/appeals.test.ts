import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE } from '../support/browser-visit'

const WORDS = '下课忘了签退，16:40 和同桌一起离开。'
const REASON = '已向教师和同桌核实'

const suite = openedInBrowser({ anew: true })

/** Who forgot to check out on the last day of the demonstration. */
const FORGETFUL = 'xueyuan01'

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).click()

async function dayWithAppeal(page: Page) {
  await page
    .getByRole('list', { name: '班级日' })
    .getByRole('button')
    .filter({ hasText: '1 条学员申诉' })
    .click()
  return page.getByRole('list', { name: '学员当天' }).getByRole('listitem').filter({ hasText: WORDS })
}

test.each([PHONE, DESK])(
  'at $width pixels a forgotten check-out is one tap away the next morning, decided, and its answer read',
  async look => {
    const trainee = await suite.visit(FORGETFUL, look)
    const { page } = trainee
    await page.getByText(/没有签退$/).waitFor()
    await press(page, '补签申请')
    await press(page, '提交补签申请')
    await page.getByText('请先写明情况。').waitFor()
    await page.getByLabel(/^写明情况/).fill(WORDS)
    await press(page, '提交补签申请')
    await page.getByText(/^补签申请已在 .* 提交，等待监管人员处理/).waitFor()
    expect(await page.getByRole('button', { name: '补签申请' }).count()).toBe(0)

    const supervisor = await suite.visit('jianguan', look)
    const line = await dayWithAppeal(supervisor.page)
    await line.getByText(`补签申请：${WORDS}`).waitFor()
    await line.getByRole('button', { name: /^核定/ }).click()
    await line.getByRole('button', { name: '✓ 认可' }).click()
    await line.getByLabel(/^认可学时/).fill('6')
    await line.getByLabel('理由（必填）').fill(REASON)
    await line.getByText('整个项目的补贴').waitFor()
    await line.getByRole('button', { name: /^核定.*当天$/ }).click()
    await supervisor.page.getByText(/^已核定。/).waitFor()

    await trainee.reload()
    await page.getByRole('button', { name: '我的学时' }).waitFor()
    expect(await page.getByText(/没有签退$/).count()).toBe(0)
    await press(page, '我的学时')
    await press(page, /已认可，6 \/ 8 学时$/)
    const told = page.getByRole('region', { name: /的情况$/ })
    await told.getByText('已处理：认可 6 学时').waitFor()
    await told.getByText(`理由：${REASON}`).waitFor()
    expect([...trainee.trouble, ...supervisor.trouble]).toEqual([])
  },
  90_000,
)

test('without a line it says so, keeps the words, and one request comes of however many presses', async () => {
  const { page } = await suite.visit(FORGETFUL)
  await press(page, '补签申请')
  await page.getByLabel(/^写明情况/).fill(WORDS)
  await page.route('**/api/appeal-day', async route => {
    // The server hears it, and its answer is lost.
    await route.fetch()
    await route.abort()
  })
  await press(page, '提交补签申请')
  await page.getByText(/^现在连不上服务器.*不知道有没有送到，请再按一次，不会重复。您写的还在。$/).waitFor()
  expect(await page.getByLabel(/^写明情况/).inputValue()).toBe(WORDS)
  await page.unroute('**/api/appeal-day')
  await press(page, '提交补签申请')
  await page.getByText(/^补签申请已在/).waitFor()

  const supervisor = await suite.visit('jianguan', DESK)
  const line = await dayWithAppeal(supervisor.page)
  await line.waitFor()
  expect(await line.getByText(WORDS).count()).toBe(1)
  await supervisor.page.getByLabel('问题').selectOption('有学员申诉')
  const listed = supervisor.page.getByRole('list', { name: '班级日' }).getByRole('listitem')
  await listed.nth(1).waitFor({ state: 'detached' })
  expect(await listed.count()).toBe(1)
}, 90_000)

test.each(['the first screen', 'the hours'] as const)(
  'changed after its answer was lost, a request sent again from %s is the one of before, and that is said',
  async from => {
    const { page } = await suite.visit(FORGETFUL)
    await page.getByText(/没有签退$/).waitFor()
    if (from === 'the hours') {
      await press(page, '我的学时')
      await press(page, /，待核查，0 \/ 8 学时$/)
    }
    await press(page, '补签申请')
    await page.getByLabel(/^写明情况/).fill(WORDS)
    await page.route('**/api/appeal-day', async route => {
      await route.fetch()
      await route.abort()
    })
    await press(page, '提交补签申请')
    await page.getByText(/不知道有没有送到/).waitFor()
    await page.unroute('**/api/appeal-day')
    await page.getByLabel(/^写明情况/).fill(`${WORDS}还有一位同学。`)
    await press(page, '提交补签申请')
    const said = page
      .getByText(/^前一次已经提交，以那次为准。这一次改动的内容没有保存。/)
      .and(page.locator(':visible'))
    await said.waitFor()
    expect(await page.getByLabel(/^写明情况/).count()).toBe(0)
    expect(await said.evaluate(element => element === document.activeElement)).toBe(true)
    if (from === 'the hours')
      await page.getByText(`补签申请：${WORDS}`).and(page.locator(':visible')).waitFor()
    else await page.getByText(/补签申请已在 .* 提交，等待监管人员处理/).waitFor()
  },
  90_000,
)

test('a decision made before the words were read is not kept, and what was typed stays', async () => {
  const { page } = await suite.visit(FORGETFUL)
  const told = (await page.getByText(/没有签退$/).textContent()) ?? ''
  const [date = ''] = /^\d+月\d+日/.exec(told) ?? []
  const name = (await page.locator('.tools-name:visible').textContent()) ?? ''
  const supervisor = await suite.visit('jianguan', DESK)
  await supervisor.page
    .getByRole('list', { name: '班级日' })
    .getByRole('button', { name: new RegExp(`^${date}`) })
    .click()
  const line = supervisor.page
    .getByRole('list', { name: '学员当天' })
    .getByRole('listitem')
    .filter({ hasText: name })
  await line.getByRole('button', { name: `核定${name}` }).click()
  await line.getByRole('button', { name: '× 不予认可' }).click()
  await line.getByLabel('理由（必填）').fill(REASON)
  await line.getByText('整个项目的补贴').waitFor()

  await press(page, '我的学时')
  await press(page, /，待核查，0 \/ 8 学时$/)
  await press(page, '补签申请')
  await page.getByLabel(/^写明情况/).fill(WORDS)
  await press(page, '提交补签申请')
  await page.getByText('已提交，等待监管人员处理').and(page.locator(':visible')).waitFor()

  await line.getByRole('button', { name: `核定${name}当天` }).click()
  await line.getByText(/提出了补签申请，您的决定没有保存/).waitFor()
  await line.getByRole('button', { name: '查看最新情况' }).click()
  await line.getByText(WORDS).waitFor()
  expect(await line.getByLabel('理由（必填）').inputValue()).toBe(REASON)
}, 90_000)
