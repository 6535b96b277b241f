import type { Page } from 'playwright-core'
import { enrol, goWithout } from '../../test/support/face-trainee'
import { first, press, type Screen } from './screen'

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

/** A trainee's day and hours. */
export const trainee: readonly Screen[] = [
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
    name: 'trainee-asked',
    at: 'make-up-asked',
    account: 'xueyuan01',
    phone: ['light', 'elder'],
    go: lastDay,
    focus: chosenDay,
    shows: '已提交，等待监管人员处理',
  },
  {
    name: 'trainee-answered',
    at: 'make-up-answered',
    account: 'xueyuan01',
    phone: ['light', 'dark', 'elder'],
    go: lastDay,
    focus: chosenDay,
    shows: /^已处理：认可/,
  },
  {
    name: 'trainee-check-in',
    at: 'acts',
    once: true,
    account: 'xueyuan29',
    phone: ['light'],
    go: page => press(page, '开始签到'),
    shows: '知道了',
  },
  {
    name: 'trainee-days-waiting',
    at: 'recordings-unknown',
    account: 'xueyuan01',
    phone: ['light'],
    go: page => press(page, '我的学时'),
    shows: /录像还没查清/,
  },
]
