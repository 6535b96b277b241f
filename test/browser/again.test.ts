import type { Page } from 'playwright-core'
import type { TraineeToday } from '../../cloudfunctions/contract/app'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { press } from '../support/browser-visit'
import { codeOfRoom } from '../support/face-trainee'

const MINUTE = 60_000

const suite = openedInBrowser()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const sheet = (page: Page) => page.getByRole('alertdialog')

async function open(name: string): Promise<Page> {
  const { page } = await suite.visit(name)
  await page.getByText('今天的课').waitFor()
  return page
}

/** What the server has of the trainee's day. */
const checkInsOf = async (name: string) =>
  (await (await askAs(suite.server, name))('trainee-today', {})).checkIns

async function begin(page: Page): Promise<void> {
  await press(page, '开始签到')
  await sheet(page).getByText('签到已收到').waitFor()
  await press(page, '知道了')
}

test('R7 a check-out that costs hours is asked about first, and one more may be made as long as the window is open', async () => {
  const page = await open('xueyuan02')
  await begin(page)
  await press(page, '结束签退')
  await sheet(page)
    .getByText(/^离下课还有 \d+ 小时 \d+ 分。现在签退，学时只算到现在。$/)
    .waitFor()
  await press(page, '先不签退')
  expect(await sheet(page).count()).toBe(0)
  expect(await checkInsOf('xueyuan02')).toMatchObject([{ kind: 'start' }])

  await press(page, '结束签退')
  await press(page, '仍要签退')
  await sheet(page).getByText('签退已收到').waitFor()
  await press(page, '知道了')
  await page.getByText(/^10:3\d 已签退，学时只算到那时。还在上课的，离开前请再签退一次。$/).waitFor()
  expect(await button(page, '已签退').isDisabled()).toBe(true)

  await press(page, '再签退一次')
  await press(page, '仍要签退')
  await sheet(page).getByText('签退已收到').waitFor()
  await press(page, '知道了')
  await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
  const taken = await checkInsOf('xueyuan02')
  expect(taken.map(({ kind }) => kind)).toEqual(['start', 'end', 'end'])
  expect(await page.getByText('等待教师确认').count()).toBe(3)
}, 60_000)

test('the room’s code typed for a start that waits is sent as a start, and the start that waits stays', async () => {
  const page = await open('xueyuan03')
  await begin(page)
  await press(page, '用课堂签到码再签到一次')
  const dialog = page.getByRole('dialog', { name: '用课堂签到码签到' })
  await dialog.getByText(/^现在用签到码签到，按现在的时间计。10:3\d 的那次还在等教师确认/).waitFor()
  await dialog.getByLabel(/^教室里显示的六位数字/).fill(await codeOfRoom(suite.server))
  await dialog.getByRole('button', { name: '签到', exact: true }).click()
  await sheet(page).getByText('签到成功').waitFor()
  await press(page, '知道了')
  expect(await checkInsOf('xueyuan03')).toMatchObject([
    { kind: 'start', state: 'waiting' },
    { kind: 'start', state: 'recorded', method: 'witnessed' },
  ])
  // Now that a start counts, the code is for the end, and that is asked about first.
  await press(page, '用课堂签到码签退')
  await press(page, '仍要签退')
  const ending = page.getByRole('dialog', { name: '用课堂签到码签退' })
  await ending.waitFor()
  // While an end waits for a word, the code is for one more of it.
  await ending.getByRole('button', { name: '返回' }).click()
  await press(page, '结束签退')
  await press(page, '仍要签退')
  await sheet(page).getByText('签退已收到').waitFor()
  await press(page, '知道了')
  await button(page, '用课堂签到码再签退一次').waitFor()
}, 60_000)

test('a wrong code for a start that waits leads back to it, not to a second one that waits', async () => {
  const page = await open('xueyuan04')
  await begin(page)
  await press(page, '用课堂签到码再签到一次')
  const code = await codeOfRoom(suite.server)
  await page.getByLabel(/^教室里显示的六位数字/).fill(code === '000000' ? '000001' : '000000')
  await press(page, '签到')
  await page.getByRole('dialog', { name: '签到没有成功' }).waitFor()
  await press(page, '返回')
  await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
  expect(await checkInsOf('xueyuan04')).toMatchObject([{ kind: 'start', state: 'waiting' }])
}, 60_000)

describe('the page stays open while time goes on', () => {
  const SOON = 4_000

  /** The day as the server tells it, but for what is about to happen. @returns how often it was asked */
  async function dayChanged(page: Page, change: (today: TraineeToday) => Partial<TraineeToday>) {
    const asked: number[] = []
    await page.route('**/api/trainee-today', async route => {
      const answer = await route.fetch()
      const today: TraineeToday = await answer.json()
      asked.push(today.now)
      await route.fulfill({ response: answer, json: { ...today, ...change(today) } })
    })
    await page.reload()
    return asked
  }

  test('R6 the button can be pressed from the moment at which the window opens', async () => {
    const page = await open('xueyuan05')
    let opens = 0
    const asked = await dayChanged(page, today => {
      opens ||= today.now + SOON
      return { next: 'not-yet', window: { start: opens, end: opens + 60 * MINUTE } }
    })
    await page.getByText('距开放签到').waitFor()
    expect(await button(page, '还没到签到时间').isDisabled()).toBe(true)
    await button(page, '开始签到').waitFor()
    expect(asked).toHaveLength(1)
    await begin(page)
  }, 60_000)

  test('R7 from the grace before the last lesson’s end on nobody is asked any more whether they leave early', async () => {
    const page = await open('xueyuan06')
    await begin(page)
    let ends = 0
    await dayChanged(page, today => {
      ends ||= today.now + SOON
      const [lesson] = today.lessons
      return { graceMs: 1_500, lessons: lesson ? [{ ...lesson, end: ends }] : [] }
    })
    await page.getByText('下课后再签退；现在签退，学时只算到现在。').waitFor()
    await page.getByText('快下课了，离开前请签退。').waitFor()
    await page.getByText('下课了，离开前请签退。').waitFor()
    await press(page, '结束签退')
    await sheet(page).getByText('签退已收到').waitFor()
  }, 60_000)
})

describe('without a line', () => {
  const CUT_OFF = '现在连不上服务器。照常打卡：先记在本机，连上后自动补发。'

  test.each([
    ['the browser is connected again', () => window.dispatchEvent(new Event('online'))],
    [
      'the page is looked at again',
      () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    ],
  ])(
    'opened outside, the page is back as soon as %s',
    async (_, comesBack) => {
      const page = await open('xueyuan07')
      await page.route('**/api/**', route => route.abort())
      await page.reload()
      await page.getByText(CUT_OFF).waitFor()
      await page.unrouteAll({ behavior: 'wait' })
      const answered = page.waitForResponse('**/api/trainee-today')
      await page.evaluate(comesBack)
      await answered
      await page.getByText(CUT_OFF).waitFor({ state: 'detached' })
    },
    60_000,
  )

  test('and by itself after a while', async () => {
    const page = await open('xueyuan08')
    await page.route('**/api/**', route => route.abort())
    await page.reload()
    await page.getByText(CUT_OFF).waitFor()
    await page.unrouteAll({ behavior: 'wait' })
    await page.getByText(CUT_OFF).waitFor({ state: 'detached', timeout: 20_000 })
  }, 60_000)
})
