import type { Page } from 'playwright-core'
import type { Answers } from '../../cloudfunctions/contract/app'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, type Look, PHONE, press } from '../support/browser-visit'

const REASON = '已看过录像和签到记录，当天确有授课'
const QUESTION = '当天下午为什么没有录像？'
const EXPLANATION = '下午停电，改在一楼教室上课，有照片和班主任作证。'

const suite = openedInBrowser()

const open = async (name: string, look: Look) => (await suite.visit(name, look)).page
const dayAt = (page: Page, place: number) =>
  page.getByRole('list', { name: '班级日' }).getByRole('listitem').nth(place)
const classForm = (page: Page) => page.getByRole('group', { name: '核定全班当天' })

/** The supervisor's desk with one of the days that wait open. @returns the page and the day, `11月16日` */
async function desk(place: number) {
  const page = await open('jianguan', DESK)
  const day = dayAt(page, place)
  const [date = ''] = /^\d+月\d+日/.exec((await day.textContent()) ?? '') ?? []
  await day.getByRole('button').click()
  await classForm(page).waitFor()
  return { page, date }
}

test('the effect is shown before a decision, follows the hours typed, and is what the decision then does', async () => {
  const { page } = await desk(0)
  const form = classForm(page)
  const effect = form.getByRole('region', { name: '核定的影响' })
  await effect.getByText('选择认可或不予认可后').waitFor()

  await press(form, '✓ 认可')
  const promised = await effect.getByText(/会改变 \d+ 人的学时，已确认学时合计增加/).textContent()
  const [, more] = /增加 (\d+) 学时/.exec(promised ?? '') ?? []
  await effect.getByText('整个项目的补贴').waitFor()
  await effect.getByRole('button', { name: /^查看每个人的变化/ }).click()
  await effect.getByText('出勤率').first().waitFor()

  await form.getByLabel('理由（必填）').fill(REASON)
  await press(form, '核定全班当天')
  const said = (await page.getByText(/^已核定。/).textContent()) ?? ''
  const [, before, after] = /已确认学时 (\d+) → (\d+)/.exec(said) ?? []
  expect(Number(after) - Number(before)).toBe(Number(more))
}, 60_000)

test("a trainee's effect follows the hours; an effect that could not be had says so and is had on request", async () => {
  const { page } = await desk(0)
  const line = page.getByRole('list', { name: '学员当天' }).getByRole('listitem').first()
  await line.getByRole('button').click()
  const effect = line.getByRole('region', { name: '核定的影响' })
  await page.route('**/api/preview-decision', route => route.abort())
  await press(line, '✓ 认可')
  await effect.getByText('没有算出来：现在连不上服务器').waitFor()
  await page.unroute('**/api/preview-decision')
  await press(effect, '重新试算')
  await effect.getByText('整个项目的补贴').waitFor()

  const asked = page.waitForRequest('**/api/preview-decision')
  await line.getByLabel(/^认可学时/).fill('3')
  expect((await asked).postDataJSON()).toMatchObject({ verdict: 'accepted', hours: 3 })
  await effect.getByText('整个项目的补贴').waitFor()
  await line.getByLabel(/^认可学时/).fill('99')
  await line.getByLabel('理由（必填）').fill(REASON)
  await line.getByRole('button', { name: /^核定.*当天$/ }).click()
  await line.getByText(/学时请填 0 到 \d 的整数/).waitFor()
}, 60_000)

test('of two reviewers the second is told, keeps what was typed, and may decide after having looked', async () => {
  const first = await desk(1)
  const second = await desk(1)
  expect(second.date).toBe(first.date)
  for (const { page } of [first, second]) await press(classForm(page), '× 不予认可')
  await classForm(first.page).getByLabel('理由（必填）').fill('录像与课表不符')
  await classForm(second.page).getByLabel('理由（必填）').fill(REASON)
  await press(classForm(first.page), '核定全班当天')
  await first.page.getByText(/^已核定。/).waitFor()

  await press(classForm(second.page), '核定全班当天')
  await classForm(second.page)
    .getByText(/已处理过这一天，您的决定没有保存/)
    .waitFor()
  // One button stands out: first the one that shows what the other did, then the one that decides.
  const outstanding = classForm(second.page).locator('.button-primary')
  expect(await outstanding.allTextContents()).toEqual(['查看最新情况'])
  await press(classForm(second.page), '查看最新情况')
  await second.page.getByText('录像与课表不符').waitFor()
  expect(await outstanding.allTextContents()).toEqual(['核定全班当天'])
  await classForm(second.page).getByText('您填写的内容还在').waitFor()
  expect(await classForm(second.page).getByLabel('理由（必填）').inputValue()).toBe(REASON)
  await press(classForm(second.page), '核定全班当天')
  await second.page.getByText(/^已核定。/).waitFor()
}, 60_000)

test('those who wait only for a look at who vouched are accepted together, but for whom one takes out', async () => {
  const page = await open('jianguan', DESK)
  await page.getByRole('list', { name: '班级日' }).getByText('6 人待核查').first().click()
  await page.getByText('4 名学员只因由教师见证或用课堂签到码打卡等待核定').waitFor()
  await press(page, '一并认可')
  const form = page.getByRole('group', { name: '一并认可' })
  const people = form.getByRole('list', { name: '一并认可的学员' }).getByRole('button')
  expect(await people.count()).toBe(4)
  await form.getByText('会改变 4 人的学时').waitFor()
  const alone = (await people.first().getAttribute('aria-label'))?.split(' ')[0] ?? ''
  await people.first().click()
  await form.getByText('会改变 3 人的学时').waitFor()

  await press(form, '认可这 3 人')
  await form.getByText('请写明理由。').waitFor()
  await form.getByLabel('理由（必填）').fill(REASON)
  await press(form, '认可这 3 人')
  await page.getByText(/^已核定。已确认学时/).waitFor()
  await page.getByText('只因由教师见证').waitFor({ state: 'detached' })
  expect(await page.getByText(REASON).count()).toBe(3)
  const left = page.getByRole('list', { name: '学员当天' }).getByRole('listitem').filter({ hasText: alone })
  expect(await left.textContent()).toContain('待核查')
}, 60_000)

test('a question goes to the instructor first of all, and its answer comes back', async () => {
  const { page, date } = await desk(0)
  const form = classForm(page)
  await press(form, '? 要求说明')
  await press(form, '就全班当天要求说明')
  await form.getByText('请写明要问什么。').waitFor()
  await form.getByLabel(/^要问什么/).fill(QUESTION)
  await press(form, '就全班当天要求说明')
  await page.getByText(/^已要求说明/).waitFor()

  const instructor = await open('jiaoshi', PHONE)
  await instructor.getByRole('heading', { name: '请先说明（1 条）' }).waitFor()
  const headings = await instructor.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings[0]).toBe('请先说明（1 条）')
  await instructor.getByRole('heading', { name: new RegExp(`^${date}`) }).waitFor()
  await instructor.getByText(QUESTION).waitFor()
  await press(instructor, '发出说明')
  await instructor.getByText('请写明情况。').waitFor()
  await instructor.getByLabel(/^说明/).fill(EXPLANATION)
  await press(instructor, '发出说明')
  await instructor.getByText('请先说明').waitFor({ state: 'detached' })

  await page.reload()
  await dayAt(page, 0).getByRole('button').click()
  await page.getByText(EXPLANATION).waitFor()
}, 60_000)

test('a provider may answer, and neither a provider nor an auditor is offered a decision', async () => {
  const supervisor = await desk(0)
  await press(classForm(supervisor.page), '? 要求说明')
  await classForm(supervisor.page)
    .getByLabel(/^要问什么/)
    .fill('请补充照片')
  await press(classForm(supervisor.page), '就全班当天要求说明')
  await supervisor.page.getByText(/^已要求说明/).waitFor()

  const provider = await open('chengxun', DESK)
  await provider.getByRole('heading', { name: '本单位的班级日' }).waitFor()
  expect(await dayAt(provider, 0).textContent()).toContain('1 条说明要求待答')
  await dayAt(provider, 0).getByRole('button').click()
  await provider.getByLabel(/^说明/).fill(EXPLANATION)
  await press(provider, '发出说明')
  await provider.getByText('说明已发出').waitFor()

  const auditor = await open('shenji', DESK)
  await dayAt(auditor, 0).getByRole('button').click()
  await auditor.getByRole('heading', { name: /^学员/ }).waitFor()
  for (const page of [provider, auditor]) {
    expect(await page.getByRole('button', { name: /^(核定|✓|×|\?)/ }).count()).toBe(0)
  }
  expect(await auditor.getByRole('button', { name: '发出说明' }).count()).toBe(0)
}, 60_000)

const focused = (page: Page) => page.locator(':focus')

/** Goes on with the Tab key alone until the keyboard is at such an element. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page).evaluateAll(found =>
      found.map(element => {
        const label =
          'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null)?.[0] : undefined
        return element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? ''
      }),
    )
    if (name.test(at[0] ?? '')) return
  }
  throw new Error(`no ${name} on the keyboard's way`)
}

test('on the desk the keys go through the queue and make the form ready, and never fire while somebody types', async () => {
  const page = await open('jianguan', DESK)
  await dayAt(page, 1).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('region', { name: '快捷键' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('region', { name: '快捷键' }).waitFor({ state: 'detached' })

  const isChosen = async (place: number) => {
    const day = dayAt(page, place).getByRole('button', { pressed: true })
    await day.and(focused(page)).waitFor()
  }
  for (const [key, place] of [
    ['j', 0],
    ['j', 1],
    ['k', 0],
    ['ArrowDown', 1],
    ['ArrowUp', 0],
  ] as const) {
    await page.keyboard.press(key)
    await isChosen(place)
  }
  const form = classForm(page)
  await form.waitFor()
  await page.keyboard.press('3')
  await form
    .getByLabel(/^要问什么/)
    .and(focused(page))
    .waitFor()
  await page.keyboard.press('Escape')
  await isChosen(0)
  await page.keyboard.press('2')
  await form.getByRole('button', { name: '× 不予认可', pressed: true }).waitFor()
  const reason = form.getByLabel('理由（必填）')
  await reason.and(focused(page)).waitFor()
  await page.keyboard.type('j123?k')
  expect(await reason.inputValue()).toBe('j123?k')
  expect(await page.getByText(/^已核定。/).count()).toBe(0)
  await page.keyboard.press('Escape')
  await isChosen(0)
}, 60_000)

test('a day is decided on the desk with the keyboard alone, and the next one is a key away', async () => {
  const page = await open('jianguan', DESK)
  await dayAt(page, 1).waitFor()
  const second = (await dayAt(page, 1).textContent())?.slice(0, 6) ?? ''
  await page.keyboard.press('j')
  await classForm(page).waitFor()
  await page.keyboard.press('1')
  await classForm(page).getByLabel('理由（必填）').and(focused(page)).waitFor()
  await page.keyboard.type(REASON)
  await page.getByText('整个项目的补贴').waitFor()
  await tabTo(page, /^核定全班当天$/)
  await page.keyboard.press('Enter')
  await page.getByText(/^已核定。/).waitFor()
  const next = page.getByRole('button', { name: new RegExp(`^下一天：${second}`) })
  await next.and(focused(page)).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: new RegExp(`^${second}`) }).waitFor()
  await page
    .getByRole('button', { pressed: true, name: new RegExp(`^${second}`) })
    .and(focused(page))
    .waitFor()
}, 60_000)

test('the keys can be turned off, and stay off', async () => {
  const page = await open('jianguan', DESK)
  await dayAt(page, 0).waitFor()
  await press(page, '快捷键')
  await press(page, '✓ 快捷键已开')
  await page.reload()
  await dayAt(page, 0).waitFor()
  await page.keyboard.press('j')
  expect(
    await page.getByRole('list', { name: '班级日' }).getByRole('button', { pressed: true }).count(),
  ).toBe(0)
  await press(page, '快捷键')
  await press(page, '快捷键已关')
  await page.getByRole('button', { name: '✓ 快捷键已开', exact: true }).waitFor()
  await page.keyboard.press('j')
  await dayAt(page, 0).getByRole('button', { pressed: true }).waitFor()
}, 60_000)

test('on a phone a day is opened, read as a table, asked about and left, with the keyboard alone', async () => {
  const page = await open('jianguan', PHONE)
  await dayAt(page, 0).waitFor()
  await tabTo(page, /^\d+月\d+日/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^以表格查看时间明细$/)
  await page.keyboard.press('Enter')
  const table = page.getByRole('table', { name: '时间明细' })
  await table.getByRole('columnheader', { name: '时间' }).waitFor()
  const taps = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '签到', exact: true }) })
  expect(await taps.count()).toBeGreaterThan(20)
  await tabTo(page, /要求说明$/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^要问什么/)
  await page.keyboard.type(QUESTION)
  await tabTo(page, /^就全班当天要求说明$/)
  await page.keyboard.press('Enter')
  await page
    .getByText(/^已要求说明/)
    .and(focused(page))
    .waitFor()
}, 60_000)

test('the queue is narrowed to a kind of flag, and says so when nothing of it waits', async () => {
  const page = await open('jianguan', DESK)
  await dayAt(page, 0).waitFor()
  await press(page, '全部')
  await dayAt(page, 6).waitFor()
  await page.getByLabel('问题').selectOption('有学员待核查')
  await dayAt(page, 6).waitFor({ state: 'detached' })
  for (const text of await page.getByRole('list', { name: '班级日' }).getByRole('listitem').allTextContents())
    expect(text).toContain('人待核查')
  await page.getByLabel('问题').selectOption('录像待查清')
  await page.getByText('没有符合上面条件的班级日。').waitFor()
  expect(await page.getByText('从左边选一天').count()).toBe(0)
  await press(page, '清除条件')
  await dayAt(page, 6).waitFor()
  await page.getByText('从左边选一天').waitFor()
}, 60_000)

test('on a phone the page of a day says whose class it is', async () => {
  const page = await open('jianguan', PHONE)
  await dayAt(page, 0).getByRole('button').click()
  await page.getByRole('heading', { name: /^\d+月\d+日 周.$/, level: 1 }).waitFor()
  await page.locator('.summary-class').getByText('工业机器人系统操作员 1 班', { exact: true }).waitFor()
}, 60_000)

test('classes of several providers are told apart by the provider, those of one need no such word', async () => {
  const page = await open('jianguan', DESK)
  const another = page.getByText('· 乙校', { exact: true })
  await dayAt(page, 0).waitFor()
  expect(await page.getByRole('list', { name: '班级日' }).getByText('· 长春市启航').count()).toBe(0)
  await page.route('**/api/class-days', async route => {
    const answer = await route.fetch()
    const { rows, ...rest }: Answers['class-days'] = await answer.json()
    const theirs = rows.map(row => ({ ...row, classId: `${row.classId}-b`, provider: '乙校' }))
    await route.fulfill({ response: answer, json: { ...rest, rows: [...rows, ...theirs] } })
  })
  await page.reload()
  await another.first().waitFor()
  expect(await page.getByText('· 长春市启航职业培训学校（演示）', { exact: true }).count()).toBe(
    await another.count(),
  )
}, 60_000)
