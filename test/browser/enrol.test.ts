import type { Locator, Page } from 'playwright-core'
import { type Enrolment, type FaceEngine, FaceVerifierError } from '../../cloudfunctions/ports/face-verifier'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE, visit } from '../support/browser-visit'
import { consent, enrol, FAKE_CAMERA, REFUSED_CAMERA, ToldEngine } from '../support/face-trainee'

const told = new ToldEngine()
/** What enrolments come to, one after the other; then all succeed. */
const next: (Enrolment | FaceVerifierError)[] = []
/** How many photos each was shown. */
const shown: number[] = []
const engine: FaceEngine = {
  ...told.engine,
  enrol: async (photos, basis, on) => {
    shown.push(photos.length)
    const outcome = next.shift()
    if (outcome instanceof Error) throw outcome
    return outcome ?? told.engine.enrol(photos, basis, on)
  },
}

const suite = openedInBrowser({ faces: engine, flags: FAKE_CAMERA })

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
const pressIn = (part: Locator, name: string) => part.getByRole('button', { name, exact: true }).click()
const nameOf = (account: string) => suite.server.account(account).displayName
const lineOf = (page: Page, account: string) =>
  page
    .getByRole('list', { name: '学员人脸登记' })
    .getByRole('listitem')
    .filter({ hasText: nameOf(account) })

/** The instructor's page of the class's faces. */
async function openFaces(by = suite.browser): Promise<Page> {
  const { page } = await visit(by, suite.server.url, suite.server.account('jiaoshi'), PHONE)
  await press(page, '人脸登记')
  await page.getByRole('list', { name: '学员人脸登记' }).waitFor()
  return page
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).waitFor()
  await press(page, '拍这一张')
}

test('who has agreed is enrolled with three photos, taken one after the other, and told until when it is kept', async () => {
  await consent(suite.server, 'xueyuan01')
  const page = await openFaces()
  expect(await lineOf(page, 'xueyuan02').textContent()).toContain('还没有选择')
  expect(await lineOf(page, 'xueyuan02').getByRole('button').count()).toBe(0)
  await press(page, `登记${nameOf('xueyuan01')}`)
  await press(page, '现场拍三张')
  await shoot(page, '第 1 张：正面')
  await shoot(page, '第 2 张：稍向左')
  expect(shown).toEqual([])
  await shoot(page, '第 3 张：稍向右')
  await page.getByText(`${nameOf('xueyuan01')} 已登记，下次就能用人脸打卡`).waitFor()
  expect(shown.splice(0)).toEqual([3])
  await page.getByText(/最长保存到 \d{4}年\d+月\d+日，到期自动删除/).waitFor()
  await press(page, '回到名单')
  await lineOf(page, 'xueyuan01').getByText('已登记').waitFor()
  expect(await lineOf(page, 'xueyuan01').textContent()).toMatch(/保存到 \d{4}年/)
}, 120_000)

test('a photo that is of no use is named, and this one alone is taken again', async () => {
  await consent(suite.server, 'xueyuan03')
  next.push({ enrolled: false, photo: 1, fault: 'too-dark' })
  const page = await openFaces()
  await press(page, `登记${nameOf('xueyuan03')}`)
  await press(page, '现场拍三张')
  for (const name of ['第 1 张：正面', '第 2 张：稍向左', '第 3 张：稍向右']) await shoot(page, name)
  await page.getByText(/^第 2 张：稍向左，太暗。请到亮一些的地方.*请重拍这一张。$/).waitFor()
  await shoot(page, '第 2 张：稍向左')
  await page.getByText(/ 已登记，/).waitFor()
  expect(shown.splice(0)).toEqual([3, 3])
}, 120_000)

test('of the identity card one photo is enough; an engine that does not answer loses nobody’s choice', async () => {
  await consent(suite.server, 'xueyuan04')
  next.push(new FaceVerifierError('the engine is down'))
  const page = await openFaces()
  await press(page, `登记${nameOf('xueyuan04')}`)
  await press(page, '拍身份证照片')
  await shoot(page, '身份证照片')
  await page.getByText(/^没有登记：人脸服务现在没有答复/).waitFor()
  await shoot(page, '身份证照片')
  await page.getByText(/ 已登记，/).waitFor()
  expect(shown.splice(0)).toEqual([1, 1])
}, 120_000)

test('without the camera it says what to do, and leads back to the list', async () => {
  await consent(suite.server, 'xueyuan05')
  const refusing = await suite.launch(REFUSED_CAMERA)
  const page = await openFaces(refusing)
  await press(page, `登记${nameOf('xueyuan05')}`)
  await press(page, '现场拍三张')
  await page.getByText(/^没有使用相机的许可。/).waitFor()
  await page.getByRole('button', { name: '重新打开相机' }).waitFor()
  await press(page, '不登记了，回到名单')
  await lineOf(page, 'xueyuan05').getByText('等待登记').waitFor()
}, 120_000)

test('a supervisor comes to the same page from the class’s day', async () => {
  const { page } = await suite.visit('jianguan', DESK)
  await press(page, '全部')
  await page.getByRole('list', { name: '班级日' }).getByRole('button').first().click()
  await press(page, '这个班的人脸登记')
  await page.getByRole('list', { name: '学员人脸登记' }).waitFor()
  await press(page, '返回')
  await page.getByRole('list', { name: '班级日' }).waitFor()
}, 120_000)

/** A trainee whose face does not pass, and who taps all the same. */
async function tapWithFailedFace(account: string): Promise<void> {
  await enrol(suite.server, account)
  told.outcome = 'not-same-person'
  const ask = await askAs(suite.server, account)
  const attemptKey = `failed-face-${account}`
  const opened = await ask('open-face', { attemptKey, faceKey: attemptKey })
  if (!opened.opened) throw new Error(opened.why)
  const { checkId } = opened.task
  const picture = Buffer.from('a frame').toString('base64')
  await ask('judge-face', { checkId, frames: [{ picture, takenAt: 0, step: null }] })
  await ask('check-in', { kind: 'start', attemptKey, faceCheckId: checkId })
}

test('whose face failed is vouched for knowingly, and the supervisor reads both names', async () => {
  await tapWithFailedFace('xueyuan06')
  const name = nameOf('xueyuan06')
  const instructor = (await suite.visit('jiaoshi')).page
  await instructor.getByText(/人脸核验 1 次没有通过，最近 10:3\d：看着不像本人/).waitFor()
  await press(instructor, `见证${name}`)
  const form = instructor.getByRole('group', { name: `见证${name}` })
  await pressIn(form, '摄像头无法识别')
  await pressIn(form, `确认是${name}本人，见证`)
  await form.getByText(/^这次人脸核验没有通过：请先选/).waitFor()
  await pressIn(form, '看过身份证')
  await pressIn(form, `确认是${name}本人，见证`)
  await instructor.getByText('已见证 1 次打卡。').waitFor()

  const { page } = await suite.visit('jianguan', DESK)
  await press(page, '全部')
  const today = page.getByRole('list', { name: '班级日' }).getByRole('listitem').filter({ hasText: '进行中' })
  await today.getByRole('button').click()
  const told = page.getByRole('list', { name: '人脸没有通过、由人确认的打卡' })
  const { displayName } = suite.server.account('jiaoshi')
  const sentence = new RegExp(
    `^${displayName}见证了${name} 10:3\\d 的签到；此前人脸核验没有通过（看着不像本人）。`,
  )
  await told.getByText(sentence).waitFor()
  await page.getByText(/开班至今：\d+ 次打卡里 \d+ 次不用人脸/).waitFor()
}, 120_000)

test('what was said of one whose face failed, or of those together, is not said of the next: it is asked anew', async () => {
  const [first, second, third] = ['xueyuan07', 'xueyuan08', 'xueyuan09']
  await tapWithFailedFace(first)
  await tapWithFailedFace(second)
  const ask = await askAs(suite.server, third)
  await ask('choose-way', { way: 'without' })
  await ask('check-in', { kind: 'start', attemptKey: `without-face-${third}` })
  const { page, context } = await suite.visit('jiaoshi')
  const formOf = (account: string) => page.getByRole('group', { name: `见证${nameOf(account)}` })
  const confirm = (account: string) => pressIn(formOf(account), `确认是${nameOf(account)}本人，见证`)

  await press(page, '看过身份证')
  await press(page, '本人到场，当面核对')
  await press(page, `见证${nameOf(first)}`)
  await confirm(first)
  await formOf(first)
    .getByText(/^这次人脸核验没有通过：请先选/)
    .waitFor()
  await pressIn(formOf(first), '看过身份证')
  await confirm(first)
  await formOf(first).getByText('请先写明见证理由。').waitFor()
  await pressIn(formOf(first), '本人到场，当面核对')
  await confirm(first)
  await formOf(first).waitFor({ state: 'detached' })

  await press(page, `见证${nameOf(second)}`)
  await confirm(second)
  await formOf(second)
    .getByText(/^这次人脸核验没有通过：请先选/)
    .waitFor()
  expect(await formOf(second).getByRole('button', { pressed: true }).count()).toBe(0)
  expect(await formOf(second).getByLabel('见证理由（必填）').inputValue()).toBe('')

  await press(page, `见证${nameOf(third)}`)
  await page.getByText('已见证 1 次打卡。').waitFor()
  const instructor = await askAs(suite.server, 'jiaoshi')
  const { roll } = await instructor('class-today', {})
  const stateOf = (account: string) => roll.find(({ name }) => name === nameOf(account))?.start?.state
  expect([first, second, third].map(stateOf)).toEqual(['recorded', 'waiting', 'recorded'])
  await context.close()
}, 120_000)
