import type { Page } from 'playwright-core'
import { actBefore } from '../../test/support/face-actor'
import { enrol } from '../../test/support/face-trainee'
import { ENROLLED, enrolOne } from './enrolled'
import { first, press, type Screen } from './screen'

const TAP = /^(开始签到|结束签退)$/
/** What the page asks of whoever stands before its camera. */
const ASKED = /^请(慢慢|把脸)/
/** Has not come yet. */
const LATE = 'xueyuan20'

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

/** Somebody stands there and does as is asked; the engine's answer is held back, so that nobody is checked in. */
async function turnBeforeCamera(page: Page) {
  await page.getByText('今天的课').waitFor()
  await actBefore(page, 'same-person')
  await silence(page, 'judge-face')
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

/** The consent and the check by face. */
export const traineeFace: readonly Screen[] = [
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
    go: page => press(page, '人脸打卡设置'),
    shows: '改打卡方式',
  },
  {
    name: 'trainee-face-withdraw',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: async page => {
      await press(page, '人脸打卡设置')
      await press(page, '撤回同意')
    },
    shows: '确定撤回',
  },
  {
    name: 'trainee-face-opening',
    account: ENROLLED,
    first: enrolOne,
    go: standBeforeCamera,
    shows: '停止',
  },
  {
    name: 'trainee-face-camera',
    account: ENROLLED,
    first: enrolOne,
    phone: ['light', 'elder'],
    go: turnBeforeCamera,
    shows: ASKED,
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
    go: page => press(page, /^用课堂签到码/),
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
    name: 'trainee-checked-in',
    at: 'acts',
    once: true,
    account: LATE,
    first: first(LATE, enrol),
    phone: ['light'],
    go: page => press(page, '开始签到'),
    shows: '签到成功',
  },
]
