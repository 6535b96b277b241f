import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE } from '../support/browser-visit'
import { ELSEWHERE, withSignsElsewhere } from '../support/signs-elsewhere'

const HOUR_MS = 3_600_000

const suite = openedInBrowser()

test('signs are found in the night, and shown as signs with what may honestly be behind them', async () => {
  const trainee = await askAs(suite.server, 'xueyuan08')
  const { date, class: of } = await trainee('trainee-today', {})
  const location = { latitude: 0, longitude: 0 }
  await trainee('check-in', { kind: 'start', attemptKey: 'signals-attempt-08', location })

  // Past midnight; the night's work is done once the server has started and caught up.
  await suite.server.stop()
  suite.server.advance(15 * HOUR_MS)
  await suite.server.start()
  const supervisor = await askAs(suite.server, 'jianguan')
  const day = { classId: of.classId, date }
  const isLookedAt = async () => (await supervisor('class-day', day)).signals?.looked === true
  while (!(await isLookedAt())) await new Promise(resolve => setTimeout(resolve, 200))

  for (const look of [DESK, PHONE]) {
    const { page, trouble } = await suite.visit('jianguan', look)
    await page.getByRole('list', { name: '班级日' }).waitFor()
    await page.goto(`${suite.server.url}/#/supervisor/day/index?classId=${of.classId}&date=${date}`)
    const signs = page.getByRole('list', { name: '需要人看一眼的迹象' })
    await signs.getByText('定位不在国内').waitFor()
    await signs.getByText('也可能是手机定位出错，或用了代理网络。').waitFor()
    await page.getByText('这些只是自动找出的迹象，不是结论，也不说明任何人有错。').waitFor()
    expect(trouble).toEqual([])
  }

  const teacher = await askAs(suite.server, 'jiaoshi')
  expect((await teacher('class-day', day)).signals).toBeNull()
}, 120_000)

test('a person of another class stands there masked, with the class, and its day is one press away', async () => {
  for (const look of [DESK, PHONE]) {
    const { page } = await suite.visit('jianguan', look)
    await withSignsElsewhere(page)
    const own = '工业机器人系统操作员 1 班'
    const row = page.getByRole('list', { name: '班级日' }).getByRole('button').first()
    await row.click()
    const signs = page.getByRole('list', { name: '需要人看一眼的迹象' })
    await signs.getByText(`与${ELSEWHERE.title}的张*`).waitFor()
    expect(await signs.innerText()).not.toContain('made-up')
    expect(await page.locator('.page:visible').innerText()).toContain(own)
    await signs
      .getByRole('button', { name: new RegExp(`^打开 ${ELSEWHERE.title} `) })
      .first()
      .click()
    await page.waitForURL(`**/supervisor/day/index?classId=${ELSEWHERE.classId}&date=*`)
    // The server has no such class, and the page says so.
    await page.getByText('没有找到这个班级').filter({ visible: true }).waitFor()
  }
}, 60_000)
