import type { Page, Route } from 'playwright-core'
import type { Input, PlaybackView } from '../../cloudfunctions/contract/app'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, type Look, PHONE } from '../support/browser-visit'

const suite = openedInBrowser()

async function openDay(look: Look, account = 'jianguan'): Promise<Page> {
  const { page } = await suite.visit(account, look)
  await page
    .getByRole('list', { name: '班级日' })
    .getByRole('button')
    .filter({ hasText: '1 段录像' })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^播放录像/ })
    .first()
    .waitFor()
  return page
}

const panel = (page: Page) => page.getByRole('region', { name: '看录像' })
const asked = (page: Page) =>
  page
    .waitForRequest('**/api/playback-address')
    .then(request => request.postDataJSON() as Input<'playback-address'>)
const focused = (page: Page) => page.locator(':focus')

/** Answers for the platform. */
const answering =
  (view: (question: Input<'playback-address'>) => Partial<PlaybackView>) => (route: Route) => {
    const question = route.request().postDataJSON() as Input<'playback-address'>
    const shows = { start: question.from, end: question.to }
    const json = { url: 'https://video.example/a.webm', expiresAt: null, shows, cutAtMidnight: false }
    return route.fulfill({ json: { ...json, ...view(question) } })
  }

test.each([PHONE, DESK])(
  'at $width pixels a click on a run asks for the moment under it, and what can’t be played here says what to do',
  async look => {
    const page = await openDay(look)
    const run = page.getByRole('button', { name: /^播放录像/ }).first()
    const box = await run.boundingBox()
    if (!box) throw new Error('the run is not drawn')
    const whole = asked(page)
    await run.focus()
    await page.keyboard.press('Enter')
    const { from, to } = await whole
    const half = asked(page)
    await run.click({ position: { x: box.width / 2, y: box.height / 2 } })
    const later = await half
    expect(later.to).toBe(to)
    expect(Math.abs(later.from - (from + to) / 2)).toBeLessThan((to - from) / 10 + 1000)

    await panel(page)
      .getByText(/放不了这种视频流.*萤石云视频.*设备 D1000000\d 通道 1/)
      .waitFor()
    await panel(page)
      .getByText(/^可以看 .* – /)
      .waitFor()
    await panel(page)
      .getByText(/前有效，过后请重新取一次/)
      .waitFor()
    await panel(page).getByRole('button', { name: '关闭录像' }).click()
    await panel(page).waitFor({ state: 'detached' })
  },
  60_000,
)

test('with the keyboard alone a counted segment is opened, the panel is where the keyboard goes on, and it is closed', async () => {
  const page = await openDay(DESK)
  await page.getByRole('button', { name: /^播放计入的段 1/ }).focus()
  await page.keyboard.press('Enter')
  await panel(page).getByRole('heading', { name: '计入的段 1' }).and(focused(page)).waitFor()
  await page.keyboard.press('Tab')
  await panel(page).getByRole('button', { name: '关闭录像' }).and(focused(page)).waitFor()
  await page.keyboard.press('Enter')
  await panel(page).waitFor({ state: 'detached' })
  await page.locator('.pressable:focus').waitFor()
}, 60_000)

test('the table plays what the line plays, for whoever reads it', async () => {
  const page = await openDay(PHONE)
  await page.getByRole('button', { name: '以表格查看时间明细' }).click()
  const question = asked(page)
  await page
    .getByRole('button', { name: /^看录像：计入的段 \d/ })
    .first()
    .click()
  const { from, to } = await question
  expect(to - from).toBe(20 * 60_000)
  await panel(page)
    .getByRole('heading', { name: /^计入的段 \d/ })
    .and(focused(page))
    .waitFor()
}, 60_000)

test('what a browser can play is played in it, over midnight in two parts', async () => {
  const page = await openDay(DESK)
  await page.route('**/a.webm', route => route.fulfill({ contentType: 'video/webm', body: '' }))
  const midnight = answering(({ from, to }) => {
    const isFirst = !page.url().includes('later') && to - from > 60_000
    return isFirst ? { shows: { start: from, end: from + 60_000 }, cutAtMidnight: true } : {}
  })
  await page.route('**/api/playback-address', midnight)
  const first = asked(page)
  await page.getByRole('button', { name: /^播放计入的段 1/ }).focus()
  await page.keyboard.press('Enter')
  const { from } = await first
  await panel(page)
    .getByText(/^录像跨过零点/)
    .waitFor()
  const second = asked(page)
  await panel(page).getByRole('button', { name: '接着看零点以后' }).click()
  expect((await second).from).toBe(from + 60_000)
}, 60_000)

test('a video that does not open says what to do, and the address may be had anew', async () => {
  const page = await openDay(DESK)
  await page.route('**/a.webm', route => route.abort())
  await page.route(
    '**/api/playback-address',
    answering(() => ({})),
  )
  await page.getByRole('button', { name: /^播放计入的段 1/ }).focus()
  await page.keyboard.press('Enter')
  await panel(page)
    .getByText(/放不了这种视频流/)
    .waitFor()
  const again = asked(page)
  await panel(page).getByRole('button', { name: '重新取播放地址' }).click()
  await again
}, 60_000)

test.each([
  [
    'the platform does not answer',
    { status: 503, json: { error: { code: 'outage', message: '摄像头离线，请检查电源。' } } },
    '没有取到录像：摄像头离线，请检查电源。',
  ],
  [
    'a refusal',
    {
      status: 404,
      json: { error: { code: 'not-found', message: '这个班级没有绑定这台摄像头，请刷新页面后重新选择。' } },
    },
    '没有取到录像：这个班级没有绑定这台摄像头，请刷新页面后重新选择。',
  ],
] as const)(
  'says it in its own sentence: %s',
  async (_, answer, sentence) => {
    const page = await openDay(DESK)
    await page.route('**/api/playback-address', route => route.fulfill(answer))
    await page
      .getByRole('button', { name: /^播放录像/ })
      .first()
      .click()
    await panel(page).getByText(sentence).waitFor()
    await page.unroute('**/api/playback-address')
    await page.route('**/api/playback-address', route => route.abort())
    await panel(page).getByRole('button', { name: '重新取播放地址' }).click()
    await panel(page).getByText('没有取到录像：现在连不上服务器').waitFor()
  },
  60_000,
)

test('an address that only Ezviz’s player knows says so', async () => {
  const page = await openDay(DESK, 'shenji')
  await page.route(
    '**/api/playback-address',
    answering(() => ({ url: 'ezopen://open.ys7.com/D10000001/1.cloud.rec' })),
  )
  await page
    .getByRole('button', { name: /^播放录像/ })
    .first()
    .click()
  await panel(page)
    .getByText(/只能用萤石自己的播放器看/)
    .waitFor()
  expect(await panel(page).getByRole('button', { name: '复制播放地址' }).count()).toBe(0)
}, 60_000)
