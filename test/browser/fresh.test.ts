import type { Page } from 'playwright-core'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE, press } from '../support/browser-visit'

const SECOND = 1_000
const HOUR = 3_600_000
const SERIAL = 'D10000002'

const suite = openedInBrowser()

/** The instructor's page with a clock that the test winds on; nobody presses anything. */
async function open(size = PHONE) {
  const { page, context, reload } = await suite.visit('jiaoshi', size)
  await page.getByText('点名').waitFor()
  await page.clock.install()
  await reload()
  await page.getByText('点名').waitFor()
  await page.getByText(/的情况$/).waitFor()
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  return { page, context, asked }
}

/** A trainee taps elsewhere. */
async function tap(account: string): Promise<string> {
  const ask = await askAs(suite.server, account)
  await ask('check-in', { kind: 'start', attemptKey: `fresh-attempt-${account}` })
  return suite.server.account(account).displayName
}

const rollLine = (page: Page, name: string) =>
  page.getByRole('list', { name: '学员打卡' }).getByRole('listitem').filter({ hasText: name })

test.each([
  ['a phone', PHONE],
  ['a desk', DESK],
])(
  'the roll fills by itself on %s, and what is typed, the keyboard and the place on the page stay',
  async (_, size) => {
    const [before, after] = size === PHONE ? ['xueyuan01', 'xueyuan02'] : ['xueyuan03', 'xueyuan04']
    await tap(before)
    const { page, context } = await open(size)
    const reason = page.getByLabel('见证理由（必填）')
    await reason.fill('当面')
    const place = () => reason.evaluate(field => field.getBoundingClientRect().top)
    const stood = await place()
    const name = await tap(after)
    await page.clock.fastForward(31 * SECOND)
    await rollLine(page, name).getByText('待见证').waitFor()
    expect(await reason.inputValue()).toBe('当面')
    expect(await reason.evaluate(field => field === document.activeElement)).toBe(true)
    expect(await place()).toBe(stood)
    await context.close()
  },
  60_000,
)

test('a camera that goes off under a running recording stops its clock by itself', async () => {
  const { page, context } = await open()
  const camera = page.getByRole('group', { name: `摄像头 ${SERIAL}-1` })
  await camera.getByRole('button', { name: '开始录制', exact: true }).click()
  await camera.getByText('还不满 20 分钟').waitFor()
  suite.server.standIn.setOnline(SERIAL, false)
  await suite.server.standIn.tick()
  await page.clock.fastForward(31 * SECOND)
  await camera.getByText('摄像头离线，现在没有在录').waitFor()
  suite.server.standIn.setOnline(SERIAL, true)
  await suite.server.standIn.tick()
  await press(camera, '停止录制')
  await press(camera, '仍要停止')
  await camera.getByRole('button', { name: '开始录制', exact: true }).waitFor()
  await context.close()
}, 60_000)

test('nobody is asked while the page is out of view; back in view it is asked at once', async () => {
  const { page, context, asked } = await open()
  const showing = (state: string) =>
    page.evaluate(said => {
      Object.defineProperty(document, 'visibilityState', { value: said, configurable: true })
      window.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await showing('hidden')
  await page.clock.fastForward(600 * SECOND)
  expect(asked).toEqual([])
  const name = await tap('xueyuan05')
  await showing('visible')
  await rollLine(page, name).getByText('待见证').waitFor()
  await context.close()
}, 60_000)

test('where nothing changes it is asked every two minutes, and says of when it tells', async () => {
  const { page, context, asked } = await open()
  for (let passed = 0; passed < 360; passed += 10) {
    const answered = asked.length
    await page.clock.runFor(10 * SECOND)
    if (asked.length > answered) await page.waitForLoadState('networkidle')
  }
  asked.splice(0)
  await page.clock.runFor(119 * SECOND)
  expect(asked.filter(path => path === '/api/class-today').length).toBeLessThanOrEqual(1)
  await page.getByText(/^10:3\d 的情况$/).waitFor()
  await context.close()
}, 60_000)

test('one press asks for everything: also what the supervisors want explained of another day', async () => {
  const { page, context } = await open()
  expect(await page.getByText(/^请先说明/).count()).toBe(0)
  const ask = await askAs(suite.server, 'jianguan')
  const { rows } = await ask('class-days', { pendingOnly: true })
  const { classId, date } = rows[0]!
  for (const [place, question] of ['录像为什么中断？', '谁在场？'].entries()) {
    await ask('ask-explanation', { classId, date, question, requestKey: `fresh-question-${place}` })
    await press(page, '刷新')
    await page.getByRole('heading', { name: `请先说明（${place + 1} 条）` }).waitFor()
    await page.getByText(question, { exact: false }).waitFor()
  }
  await context.close()
}, 60_000)

test('opened before the class, it offers the recording when the time has come', async () => {
  const ask = await askAs(suite.server, 'jiaoshi')
  for (;;) {
    const { now, window } = await ask('class-today', {})
    if (window && now < window.start) break
    suite.server.advance(HOUR)
  }
  const { page, context } = await open()
  expect(await page.getByRole('button', { name: '开始录制' }).count()).toBe(0)
  const { now, window } = await ask('class-today', {})
  suite.server.advance(window!.start - now)
  await page.clock.fastForward(window!.start - now + SECOND)
  await page.getByRole('button', { name: '开始录制', exact: true }).first().waitFor()
  await context.close()
}, 60_000)
