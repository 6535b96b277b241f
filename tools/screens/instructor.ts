import type { Page } from 'playwright-core'
import type { Answers } from '../../cloudfunctions/contract/app'
import type { FaceTries } from '../../cloudfunctions/contract/face'
import { askAs } from '../../test/support/ask-as'
import type { DemonstrationServer } from '../../test/support/browser-server'
import { actBefore } from '../../test/support/face-actor'
import { consent } from '../../test/support/face-trainee'
import { enrolOne } from './enrolled'
import { press, type Screen } from './screen'

/** Of the class one is enrolled, two have agreed, one goes without, and the others have not chosen. */
async function fillTheRoll(server: DemonstrationServer) {
  await enrolOne(server)
  for (const account of ['xueyuan23', 'xueyuan24']) await consent(server, account)
  const ask = await askAs(server, 'xueyuan26')
  await ask('choose-way', { way: 'without' })
}

async function beginEnrolment(page: Page) {
  await page.getByText('点名').waitFor()
  await actBefore(page, 'same-person')
  await press(page, '人脸登记')
  await press(page, /^登记/)
  await press(page, '现场拍三张')
}

/** Of one who waits the face has failed, and the instructor has not said by what they were known. */
async function vouchOverFace(page: Page) {
  await page.route('**/api/class-today', async route => {
    const answer = await route.fetch()
    const today: Answers['class-today'] = await answer.json()
    const waits = today.roll.find(({ start }) => start?.state === 'waiting')
    const faceTries: FaceTries = { failed: 2, lastOutcome: 'not-same-person', lastAt: waits?.start?.at ?? 0 }
    const roll = today.roll.map(entry => (entry === waits ? { ...entry, faceTries } : entry))
    await route.fulfill({ response: answer, json: { ...today, roll } })
  })
  await press(page, '刷新')
  await page.getByText(/人脸核验 2 次没有通过/).waitFor()
  const line = page.locator('.waiting-line').filter({ hasText: '人脸核验 2 次没有通过' })
  await line.getByRole('button').click()
  await line.getByRole('button', { name: /本人，见证$/ }).click()
}

const secondCamera = (page: Page) => page.getByRole('group', { name: '摄像头 D10000002-1' })

/** The classroom. */
export const instructor: readonly Screen[] = [
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
    phone: ['light', 'elder'],
    go: beginEnrolment,
    shows: '拍这一张',
  },
  {
    name: 'instructor-over-face',
    account: 'jiaoshi',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: vouchOverFace,
    focus: page => page.getByRole('group', { name: /^见证/ }),
    shows: /^这次人脸核验没有通过：请先选/,
  },
  {
    name: 'instructor-offline',
    at: 'without-power',
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
    name: 'instructor-slot',
    at: 'second-slot',
    account: 'jiaoshi',
    phone: ['light', 'elder'],
    focus: page => page.getByText('当天的录像'),
    shows: /^该录第/,
  },
]
