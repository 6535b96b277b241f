import type { Page } from 'playwright-core'
import type { Answers } from '../../cloudfunctions/contract/app'
import type { DemonstrationServer } from '../../test/support/browser-server'
import { withSignsElsewhere } from '../../test/support/signs-elsewhere'
import { decideElsewhere } from './class'
import { openDay, press, type Screen } from './screen'

const REASON = '已看过录像和签到记录，当天确有授课'

const few = openDay('录像不足 2 段')

async function weigh(page: Page) {
  await few(page)
  await press(page, '✓ 认可')
  await page.getByLabel('理由（必填）').fill(REASON)
}

async function weighOneTrainee(page: Page) {
  await openDay('3 人待核查')(page)
  await page.getByRole('list', { name: '学员当天' }).getByRole('button').first().click()
  const form = page.getByRole('listitem').filter({ has: page.getByRole('group') })
  await form.getByRole('button', { name: '✓ 认可' }).click()
  await form.getByLabel(/^认可学时/).fill('6')
}

async function acceptTogether(page: Page) {
  await openDay('6 人待核查')(page)
  await press(page, '一并认可')
}

async function decide(page: Page) {
  await weigh(page)
  await page.getByText('整个项目的补贴').waitFor()
  await press(page, '核定全班当天')
}

/** Another reviewer is quicker. */
async function conflict(page: Page, server: DemonstrationServer) {
  await press(page, '全部')
  await openDay('没有录像')(page)
  await press(page, '× 不予认可')
  await page.getByLabel('理由（必填）').fill('没有任何录像')
  await page.getByText('整个项目的补贴').waitFor()
  const answered = page.waitForRequest('**/api/preview-decision')
  await press(page, '✓ 认可')
  const { date } = (await answered).postDataJSON()
  await decideElsewhere(server, date)
  await page.getByText('整个项目的补贴').waitFor()
  await press(page, '核定全班当天')
}

async function openToday(page: Page) {
  await press(page, '全部')
  await openDay('进行中')(page)
}

const SCHOOLS = [
  '长春市启航职业培训学校（演示）',
  '吉林省北方汽车工业高级技工学校（演示）',
  '一汽培训中心（演示）',
]
const TITLES = ['工业机器人系统操作员 1 班', '新能源汽车维修工 2 班', '养老护理员 1 班', '电工 3 班']

/** The days of a city's classes in place of the demonstration's few. */
async function ofManyClasses(page: Page) {
  await page.route('**/api/class-days', async route => {
    const answer = await route.fetch()
    const { rows }: Answers['class-days'] = await answer.json()
    const many = SCHOOLS.flatMap((provider, school) =>
      TITLES.flatMap((classTitle, title) =>
        rows.map(row => ({ ...row, classId: `many-${school}-${title}`, classTitle, provider })),
      ),
    )
    await route.fulfill({ response: answer, json: { rows: many, next: 'more' } })
  })
  await press(page, '全部')
}

const effect = (page: Page) => page.getByRole('region', { name: '核定的影响' })

/** The queue, and a day with the evidence beside it. */
export const supervisor: readonly Screen[] = [
  {
    name: 'supervisor-ways',
    account: 'jianguan',
    phone: ['light'],
    desk: ['light'],
    go: openToday,
    focus: page => page.getByText('打卡方式', { exact: true }),
    shows: '打卡方式',
  },
  {
    name: 'supervisor-signals',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: async page => {
      await withSignsElsewhere(page)
      await openDay('1 段录像')(page)
    },
    focus: page => page.getByRole('list', { name: '需要人看一眼的迹象' }),
    shows: '一部手机为多人打卡',
  },
  {
    name: 'supervisor-many',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: ofManyClasses,
    shows: '承训单位',
  },
  { name: 'supervisor-days', account: 'jianguan', phone: ['light', 'elder'], shows: '待核查' },
  {
    name: 'supervisor-none',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: async page => {
      await page.getByLabel('问题', { exact: true }).selectOption('deleted-since')
    },
    shows: '没有符合上面条件的待核查班级日。',
  },
  {
    name: 'supervisor-effect',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: weigh,
    focus: effect,
    shows: '整个项目的补贴',
  },
  {
    name: 'supervisor-effect-trainee',
    account: 'jianguan',
    desk: ['light'],
    go: weighOneTrainee,
    focus: page => effect(page).last(),
    shows: '整个项目的补贴',
  },
  {
    name: 'supervisor-together',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: acceptTogether,
    focus: page => page.getByRole('group', { name: '一并认可' }),
    shows: '整个项目的补贴',
  },
  {
    name: 'supervisor-day',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: openDay('1 段录像'),
    shows: '说明要求',
  },
  {
    name: 'supervisor-clip',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: async page => {
      await openDay('1 段录像')(page)
      await page
        .getByRole('button', { name: /^播放计入的段/ })
        .first()
        .click()
    },
    focus: page => page.getByRole('region', { name: '看录像' }),
    shows: '复制播放地址',
  },
  {
    name: 'supervisor-table',
    account: 'jianguan',
    phone: ['light'],
    go: async page => {
      await openDay('1 段录像')(page)
      await press(page, '以表格查看时间明细')
    },
    focus: page => page.getByRole('table'),
    shows: '收起时间明细',
  },
  {
    name: 'supervisor-keys',
    account: 'jianguan',
    desk: ['light'],
    go: async page => {
      await few(page)
      const keys = page.getByRole('button', { name: '快捷键', exact: true })
      if (await keys.isVisible()) await keys.click()
    },
    shows: '核定全班当天',
  },
  {
    name: 'supervisor-offline',
    at: 'without-power',
    account: 'jianguan',
    phone: ['light'],
    desk: ['light'],
    go: async page => {
      await openToday(page)
      await press(page, /^查看全部/)
    },
    shows: /^当天离线/,
  },
  {
    name: 'supervisor-appeal',
    at: 'make-up-asked',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: openDay('1 条学员申诉'),
    focus: page => page.getByRole('list', { name: '学员当天' }).getByRole('listitem').first(),
    shows: /^补签申请：/,
  },
  {
    name: 'supervisor-conflict',
    at: 'acts',
    account: 'jianguan',
    desk: ['light'],
    go: conflict,
    shows: '查看最新情况',
  },
  {
    name: 'supervisor-decided',
    at: 'acts',
    once: true,
    account: 'jianguan',
    phone: ['light'],
    desk: ['light'],
    go: decide,
    shows: /^已核定。/,
  },
  {
    name: 'supervisor-waiting',
    at: 'recordings-unknown',
    account: 'jianguan',
    phone: ['light'],
    desk: ['light'],
    go: async page => {
      await press(page, '全部')
      await openDay('录像待查清')(page)
    },
    shows: '核定全班当天',
  },
]
