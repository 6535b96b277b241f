import type { Locator, Page } from 'playwright-core'
import { askAs } from '../test/support/ask-as'
import type { DemonstrationServer } from '../test/support/browser-server'
import { consent, enrol, goWithout } from '../test/support/face-trainee'
import {
  answerMakeUp,
  askForMakeUp,
  decideElsewhere,
  loseADay,
  losePower,
  waitForTheSlot,
} from './screens-class'

export type Mode = 'light' | 'dark' | 'elder'

export interface Screen {
  readonly name: string
  /** A name of the demonstration; `newcomer`: who signs in for the first time; null: nobody. */
  readonly account: string | null
  /** What is kept in the documentation: on a phone, and on a desk. */
  readonly phone?: readonly Mode[]
  readonly desk?: readonly Mode[]
  /** Taking it changes what is to be seen: it is taken once, of a person whom no other picture shows. */
  readonly once?: true
  /** What must have happened before, once; it stays for the screens that follow. */
  readonly first?: (server: DemonstrationServer) => Promise<void>
  /** From the account's first page to what is to be seen. */
  readonly go?: (page: Page, server: DemonstrationServer) => Promise<unknown>
  /** What is to stand in the middle of a picture that can't show everything; left out: the page from its top. */
  readonly focus?: (page: Page) => Locator
  /** What must stand on the page before the picture is taken. */
  readonly shows: string | RegExp
}

const REASON = '已看过录像和签到记录，当天确有授课'

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()

const openDay = (saying: string) => (page: Page) =>
  page.getByRole('list', { name: '班级日' }).getByRole('button').filter({ hasText: saying }).first().click()

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

/** On a phone whose line is gone: the tap waits. */
async function tapWithoutLine(page: Page) {
  await page.getByText('今天的课').waitFor()
  await page.route('**/api/**', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
}

/** What stands on the first screen when the app is opened again while there is still no line. */
async function openWithoutLine(page: Page) {
  await tapWithoutLine(page)
  await press(page, '知道了')
  await page.reload()
}

/** A forgotten check-out, told to the supervisors the next morning. */
async function writeMakeUp(page: Page) {
  await press(page, '补签申请')
  await page.getByLabel(/^写明情况/).fill('下课忘了签退，16:40 和同桌李伟一起离开。')
}

async function lastDay(page: Page) {
  await press(page, '我的学时')
  await press(page, /，待核查，0 \/ 8 学时$|，已认可，8 \/ 8 学时$/)
}

const chosenDay = (page: Page) => page.getByRole('region', { name: /的情况$/ })
const ENROLLED = 'xueyuan22'
const TAP = /^(开始签到|结束签退)$/
const chosen = new Set<string>()

/** What somebody has chosen before their pictures are taken, once. */
const first =
  (account: string, choose: (server: DemonstrationServer, account: string) => Promise<void>) =>
  async (server: DemonstrationServer) => {
    if (!chosen.has(account)) await choose(server, account)
    chosen.add(account)
  }

const enrolOne = first(ENROLLED, enrol)

/** Of the class one is enrolled, two have agreed, one goes without, and the others have not chosen. */
async function fillTheRoll(server: DemonstrationServer) {
  await enrolOne(server)
  for (const account of ['xueyuan23', 'xueyuan24']) await consent(server, account)
  const ask = await askAs(server, 'xueyuan26')
  await ask('choose-way', { way: 'without' })
}

async function beginEnrolment(page: Page) {
  await press(page, '人脸登记')
  await press(page, /^登记/)
  await press(page, '现场拍三张')
}

/** Nothing is answered: the screen stays as it is while the server is asked. */
const silence = (page: Page, operation: string) => page.route(`**/api/${operation}`, () => {})

/** The big button; who has begun the day is asked whether they leave early. */
async function tap(page: Page) {
  const button = page.getByRole('button', { name: TAP })
  const ends = (await button.textContent()) === '结束签退'
  await button.click()
  if (ends) await press(page, '仍要签退')
}

async function standBeforeCamera(page: Page) {
  await page.getByText('今天的课').waitFor()
  await silence(page, 'open-face')
  await tap(page)
}

/** The engine says so; the tap waits for what the person chooses. */
async function standInTheDark(page: Page) {
  await page.getByText('今天的课').waitFor()
  await page.route('**/api/judge-face', route =>
    route.fulfill({ json: { checkId: 'screens-check', outcome: 'too-dark', left: 2 } }),
  )
  await tap(page)
}

/** The app is closed in the middle of the check, and opened again. */
async function openAfterCheck(page: Page) {
  await standBeforeCamera(page)
  await page.getByText('正在打开摄像头…').waitFor()
  await page.unroute('**/api/open-face')
  await page.reload()
}

const effect = (page: Page) => page.getByRole('region', { name: '核定的影响' })
const secondCamera = (page: Page) => page.getByRole('group', { name: '摄像头 D10000002-1' })

export const screens: readonly Screen[] = [
  { name: 'sign-in', account: null, phone: ['light', 'elder'], shows: '登录' },
  { name: 'new-password', account: 'newcomer', phone: ['light', 'elder'], shows: '保存新密码' },
  {
    name: 'trainee-today',
    account: 'xueyuan20',
    first: first('xueyuan20', enrol),
    phone: ['light', 'dark', 'elder'],
    shows: '今天的课',
  },
  {
    name: 'trainee-late',
    account: 'xueyuan27',
    first: first('xueyuan27', goWithout),
    phone: ['light', 'elder'],
    shows: '今天的打卡',
  },
  {
    name: 'trainee-kept',
    account: 'xueyuan30',
    first: first('xueyuan30', goWithout),
    phone: ['light', 'elder'],
    go: tapWithoutLine,
    shows: '知道了',
  },
  {
    name: 'trainee-no-line',
    account: 'xueyuan30',
    phone: ['light', 'dark', 'elder'],
    go: openWithoutLine,
    shows: '等待送达 1 次',
  },
  {
    name: 'trainee-face-consent',
    account: 'xueyuan25',
    phone: ['light'],
    focus: page => page.getByText('不用人脸怎么打卡'),
    shows: '同意用人脸打卡',
  },
  {
    name: 'trainee-face',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: page => press(page, '人脸打卡'),
    shows: '改打卡方式',
  },
  {
    name: 'trainee-face-withdraw',
    account: ENROLLED,
    first: enrolOne,
    go: async page => {
      await press(page, '人脸打卡')
      await press(page, '撤回同意')
    },
    shows: '确定撤回',
  },
  {
    name: 'trainee-face-camera',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: standBeforeCamera,
    shows: '停止',
  },
  {
    name: 'trainee-face-dark',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: standInTheDark,
    shows: '光线太暗',
  },
  {
    name: 'trainee-face-resume',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light'],
    go: openAfterCheck,
    shows: '继续人脸核验',
  },
  {
    name: 'trainee-room-code',
    account: ENROLLED,
    phone: ['light', 'elder'],
    go: page => press(page, /^用课堂签到码签/),
    shows: '返回',
  },
  {
    name: 'trainee-early',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: page => press(page, '结束签退'),
    shows: '先不签退',
  },
  {
    name: 'trainee-days',
    account: 'xueyuan01',
    phone: ['light', 'dark', 'elder'],
    desk: ['light'],
    go: page => press(page, '我的学时'),
    shows: '每天',
  },
  {
    name: 'trainee-days-reason',
    account: 'xueyuan01',
    phone: ['light', 'elder'],
    go: async page => {
      await press(page, '我的学时')
      await press(page, /待核查，0 \/ 8 学时$/)
    },
    focus: page => page.getByRole('region', { name: /的情况$/ }),
    shows: '没有签退',
  },
  {
    name: 'trainee-forgotten',
    account: 'xueyuan01',
    phone: ['light', 'dark', 'elder'],
    shows: '补签申请',
  },
  {
    name: 'trainee-make-up',
    account: 'xueyuan01',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: writeMakeUp,
    shows: '提交补签申请',
  },
  {
    name: 'trainee-appeal',
    account: 'xueyuan12',
    phone: ['light'],
    go: async page => {
      await press(page, '我的学时')
      await press(page, /缺勤，0 \/ 8 学时$/)
      await press(page, '申诉这一天')
    },
    focus: chosenDay,
    shows: '提交申诉',
  },
  {
    name: 'instructor-today',
    account: 'jiaoshi',
    phone: ['light', 'dark', 'elder'],
    desk: ['light'],
    shows: /^还不满 20 分钟$/,
  },
  {
    name: 'instructor-stop-early',
    account: 'jiaoshi',
    phone: ['light'],
    go: page => secondCamera(page).getByRole('button', { name: '停止录制' }).click(),
    focus: secondCamera,
    shows: '仍要停止',
  },
  {
    name: 'instructor-room-code',
    account: 'jiaoshi',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: page => press(page, '课堂签到码'),
    shows: /秒后换下一个$/,
  },
  {
    name: 'instructor-faces',
    account: 'jiaoshi',
    first: fillTheRoll,
    phone: ['light', 'elder'],
    go: page => press(page, '人脸登记'),
    shows: '不用人脸打卡',
  },
  {
    name: 'instructor-enrol',
    account: 'jiaoshi',
    first: fillTheRoll,
    go: beginEnrolment,
    shows: '拍这一张',
  },
  {
    name: 'supervisor-ways',
    account: 'jianguan',
    phone: ['light'],
    desk: ['light'],
    go: openToday,
    focus: page => page.getByText('打卡方式', { exact: true }),
    shows: '打卡方式',
  },
  { name: 'supervisor-days', account: 'jianguan', phone: ['light', 'elder'], shows: '待核查' },
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
  { name: 'provider-days', account: 'chengxun', phone: ['light'], shows: '本单位的班级日' },
  {
    name: 'provider-explains',
    account: 'chengxun',
    phone: ['light'],
    desk: ['light'],
    go: openDay('说明要求待答'),
    shows: '发出说明',
  },
  { name: 'auditor-days', account: 'shenji', desk: ['light'], go: few, shows: '说明要求' },
  { name: 'finance', account: 'caiwu', phone: ['light'], shows: /在后续版本开放/ },
  { name: 'accounts', account: 'guanli', phone: ['light', 'elder'], desk: ['dark'], shows: 'caiwu' },
  {
    name: 'accounts-new',
    account: 'guanli',
    phone: ['light'],
    go: async page => {
      await press(page, '新建账号')
      await page
        .getByRole('group', { name: '角色', exact: true })
        .getByRole('button', { name: '教师' })
        .click()
    },
    shows: '班级编号（多个用空格分开，可以留空）',
  },
  {
    name: 'accounts-told',
    account: 'guanli',
    phone: ['light'],
    go: async page => {
      await press(page, '重置密码：许文静')
      await press(page, '确定重置密码')
    },
    shows: '已记下，不再显示',
  },
  {
    name: 'supervisor-offline',
    account: 'jianguan',
    first: losePower,
    phone: ['light'],
    desk: ['light'],
    go: async page => {
      await openToday(page)
      await press(page, /^查看全部/)
    },
    shows: /^当天离线/,
  },
  {
    name: 'instructor-offline',
    account: 'jiaoshi',
    phone: ['light', 'dark', 'elder'],
    go: async page => {
      await secondCamera(page).getByRole('button', { name: '检查摄像头，看现在的画面' }).click()
      await secondCamera(page).getByText('请检查电源和网络').waitFor()
      await page
        .getByRole('group', { name: '摄像头 D10000001-1' })
        .getByRole('button', { name: /^检查/ })
        .click()
    },
    focus: secondCamera,
    shows: '请看画面：能看到课堂、不黑、不偏。',
  },
  {
    name: 'trainee-asked',
    account: 'xueyuan01',
    first: askForMakeUp,
    phone: ['light', 'elder'],
    go: lastDay,
    focus: chosenDay,
    shows: '已提交，等待监管人员处理',
  },
  {
    name: 'supervisor-appeal',
    account: 'jianguan',
    phone: ['light', 'elder'],
    desk: ['light', 'dark'],
    go: openDay('1 条学员申诉'),
    focus: page => page.getByRole('list', { name: '学员当天' }).getByRole('listitem').first(),
    shows: /^补签申请：/,
  },
  {
    name: 'trainee-answered',
    account: 'xueyuan01',
    first: answerMakeUp,
    phone: ['light', 'dark', 'elder'],
    go: lastDay,
    focus: chosenDay,
    shows: /^已处理：认可/,
  },
  { name: 'supervisor-conflict', account: 'jianguan', desk: ['light'], go: conflict, shows: '查看最新情况' },
  {
    name: 'trainee-check-in',
    once: true,
    account: 'xueyuan29',
    phone: ['light'],
    go: page => press(page, '开始签到'),
    shows: '知道了',
  },
  {
    name: 'supervisor-waiting',
    account: 'jianguan',
    first: loseADay,
    phone: ['light'],
    desk: ['light'],
    go: async page => {
      await press(page, '全部')
      await openDay('录像待查清')(page)
    },
    shows: '核定全班当天',
  },
  {
    name: 'trainee-days-waiting',
    account: 'xueyuan01',
    phone: ['light'],
    go: page => press(page, '我的学时'),
    shows: /录像还没查清/,
  },
  {
    name: 'instructor-slot',
    account: 'jiaoshi',
    first: waitForTheSlot,
    phone: ['light', 'elder'],
    focus: page => page.getByText('当天的录像'),
    shows: /^该录第/,
  },
]
