import type { Page } from 'playwright-core'
import type { FaceVerifier } from '../../cloudfunctions/ports/face-verifier'
import { consentText } from '../../cloudfunctions/services/face/consent-text'
import { versionInWords } from '../../miniprogram/trainee/face/standing-words'
import { engineSaying } from '../services/face-engine'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { press } from '../support/browser-visit'
import { consent, enrol } from '../support/face-trainee'

/** Who looks at faces, as the school has it just now. */
const face = { ...engineSaying('passed') } as FaceVerifier
const nobody: FaceVerifier = { way: 'none', because: '人脸识别没有启动，打卡由教师确认。' }
const service: FaceVerifier = {
  way: 'service',
  open: async () => ({ verifyId: 'v', number: 'n', expiresAt: 0 }),
  verdict: async () => null,
}
const lookingNow = (verifier: FaceVerifier) => Object.assign(face, verifier)

const suite = openedInBrowser({ faces: face })

beforeEach(() => {
  lookingNow(engineSaying('passed'))
})

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** The trainee's page of the face. */
async function open(name: string): Promise<Page> {
  const { page } = await suite.visit(name)
  await press(page, '人脸打卡设置')
  await heading(page, '现在').waitFor()
  return page
}

/** As whoever is asked for the trainee's rights would see it. */
const standing = async (name: string) => (await askAs(suite.server, name))('face-standing', {})

async function withdraw(page: Page): Promise<void> {
  await press(page, '撤回同意')
  await page.getByText(/^撤回后，登记的人脸特征马上销毁/).waitFor()
  await press(page, '确定撤回')
  await page.getByText(/您撤回了同意$/).waitFor()
}

test.each([
  ['nobody looks at faces any more', 'xueyuan01', nobody],
  ['WeChat looks instead', 'xueyuan02', service],
])(
  '%s: what was enrolled is shown with its term, and can be taken back',
  async (_, name, verifier) => {
    await enrol(suite.server, name)
    lookingNow(verifier)
    const page = await open(name)
    await page.getByText('保存到', { exact: true }).waitFor()
    await page.getByText('以前同意', { exact: true }).waitFor()
    expect(await page.getByText(/不收集任何人脸信息/).count()).toBe(0)
    await withdraw(page)
    expect(await page.getByRole('button', { name: '撤回同意', exact: true }).count()).toBe(0)
    expect(await standing(name)).toMatchObject({ enrolled: null, mayWithdraw: false })
  },
  60_000,
)

test('the text is another since: it is asked about anew, and what was agreed to can be taken back', async () => {
  await enrol(suite.server, 'xueyuan03')
  const text = consentText('frames')
  const { version } = text
  Object.assign(text, { version: 'frames-2099-01-01' })
  try {
    const page = await open('xueyuan03')
    await page.getByText(new RegExp(`，${versionInWords(version)}$`)).waitFor()
    await page.getByRole('button', { name: '同意用人脸打卡' }).waitFor()
    await withdraw(page)
    expect(await standing('xueyuan03')).toMatchObject({ otherConsent: null, enrolled: null })
  } finally {
    Object.assign(text, { version })
  }
}, 60_000)

test('nobody looks at faces, and a consent without an enrolment is in force: it can be taken back', async () => {
  await consent(suite.server, 'xueyuan04')
  lookingNow(nobody)
  const page = await open('xueyuan04')
  await press(page, '撤回同意')
  await page.getByText(/本系统没有保存您的人脸/).waitFor()
  await press(page, '确定撤回')
  await page.getByText('撤回', { exact: true }).waitFor()
  expect(await standing('xueyuan04')).toMatchObject({ otherConsent: null, mayWithdraw: false })
}, 60_000)

test('whoever never agreed to anything has nothing to take back', async () => {
  lookingNow(nobody)
  const page = await open('xueyuan05')
  await page.getByText(/不收集任何人脸信息/).waitFor()
  expect(await page.getByRole('button', { name: '撤回同意' }).count()).toBe(0)
}, 60_000)
