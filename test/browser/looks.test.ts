import type { Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { PHONE } from '../support/browser-visit'

const WIDTHS = [375, 768, 1024, 1440]

const suite = openedInBrowser()

/** What of the shown page reaches beyond the window's right edge. */
const beyondTheEdge = (page: Page) =>
  page.locator('.page:visible').evaluateAll(pages =>
    pages
      .flatMap(shown => Array.from(shown.querySelectorAll('*')))
      .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map(element => `${element.tagName} ${element.className}`),
  )

test.each([
  ['xueyuan24', '今天的课'],
  ['jiaoshi', '当天的录像'],
  ['jianguan', '班级日核查'],
  ['chengxun', '本单位的班级日'],
  ['guanli', '新建账号'],
  ['caiwu', '补贴结算'],
])(
  'the first page of %s fits its window, on a phone and on a desk, in big text too',
  async (name, shows) => {
    for (const elder of [false, true]) {
      const { page, context } = await suite.visit(name, { ...PHONE, elder })
      await page.getByText(shows, { exact: true }).filter({ visible: true }).first().waitFor()
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        expect({ width, beyond: await beyondTheEdge(page) }).toEqual({ width, beyond: [] })
      }
      await context.close()
    }
  },
  60_000,
)

test.each(['xueyuan24', 'jiaoshi', 'jianguan', 'chengxun', 'guanli', 'caiwu'])(
  'of the buttons on the first page of %s one at most is solid',
  async name => {
    const { page, context } = await suite.visit(name)
    await page.getByText('退出').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.locator('.button-primary:visible').count()).toBeLessThanOrEqual(1)
    await context.close()
  },
  60_000,
)

/** A row of the roll: where its three cells begin, whatever the size of text. */
const columnsOf = (page: Page) =>
  page
    .locator('.roll-line')
    .evaluateAll(lines =>
      lines.map(line =>
        Array.from(line.querySelectorAll('.roll-cell'), cell =>
          Math.round(cell.getBoundingClientRect().left),
        ),
      ),
    )

test.each([false, true])(
  'the roll is a table on a phone; big text: %s',
  async elder => {
    const { page, context } = await suite.visit('jiaoshi', { ...PHONE, elder })
    await page.getByText('点名').waitFor()
    const columns = await columnsOf(page)
    expect(columns).toHaveLength(30)
    expect(new Set(columns.map(String)).size).toBe(1)
    const [start = 0, end = 0] = columns[0] ?? []
    expect(start).toBeGreaterThan(80)
    expect(end).toBeGreaterThan(start)
    await context.close()
  },
  60_000,
)

/** Texts of a time line that stand on each other or hang over the line's ends. */
const unreadable = (page: Page) =>
  page.locator('.time-line:visible').evaluateAll(lines =>
    lines.flatMap(line =>
      ['.tick', '.tap-count', '.moment'].flatMap(kind =>
        Array.from(line.querySelectorAll('.track-line, .hour-labels')).flatMap(row => {
          const around = row.getBoundingClientRect()
          const texts = Array.from(row.querySelectorAll(kind), text => ({
            text: text.textContent,
            box: text.getBoundingClientRect(),
          }))
            .filter(({ box }) => box.width > 0)
            .sort((a, b) => a.box.left - b.box.left)
          return texts
            .filter(
              ({ box }, place) =>
                box.left < Math.max(around.left - 1, texts[place - 1]?.box.right ?? 0) ||
                box.right > around.right + 1,
            )
            .map(({ text }) => text)
        }),
      ),
    ),
  )

test.each([false, true])(
  'the time line and its table fit every window, and no figure stands on another; big text: %s',
  async elder => {
    const { page, context } = await suite.visit('jianguan', {
      ...PHONE,
      elder,
    })
    await page.getByRole('list', { name: '班级日' }).getByRole('button').first().click()
    await page.getByRole('button', { name: '以表格查看时间明细' }).click()
    await page.getByRole('table').waitFor()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      const found = { width, beyond: await beyondTheEdge(page), unreadable: await unreadable(page) }
      expect(found).toEqual({ width, beyond: [], unreadable: [] })
    }
    await context.close()
  },
  60_000,
)

test('elder mode makes text at least 18 and targets at least 60 pixels, and is kept', async () => {
  const elder = { ...PHONE, elder: true }
  const { page } = await suite.visit('xueyuan25', elder)
  await page.getByText('今天的课').waitFor()
  await page.reload()
  await page.getByText('今天的课').waitFor()
  const heights = await page
    .getByRole('button')
    .evaluateAll(found =>
      found.map(button => button.getBoundingClientRect().height).filter(height => height > 0),
    )
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(60)
  const sizes = await page.locator('.page').evaluateAll(pages =>
    pages
      .flatMap(shown => Array.from(shown.querySelectorAll('*')))
      .filter(element => element.textContent?.trim() && element.getClientRects().length > 0)
      .map(element => Number.parseFloat(getComputedStyle(element).fontSize)),
  )
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18)
}, 60_000)

/** Sentences of several lines whose last line holds one character, punctuation apart. Runs in the page. */
function orphans(): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    const range = document.createRange()
    const bottoms = Array.from(text, (_, place) => {
      range.setStart(node, place)
      range.setEnd(node, place + 1)
      return Math.round(range.getBoundingClientRect().bottom)
    })
    const last = bottoms.at(-1)
    const onLastLine = [...text].filter((_, place) => bottoms[place] === last).join('')
    const isBroken = last !== 0 && bottoms.some(bottom => bottom !== 0 && bottom !== last)
    if (isBroken && onLastLine.replace(/\p{P}/gu, '').length <= 1) found.push(text)
  }
  return found
}

test('no Chinese sentence ends on a line of one character', async () => {
  const { page } = await suite.visit('xueyuan25')
  await page.getByText('今天的课').waitFor()
  const found: string[] = []
  for (let width = 320; width <= 430; width += 2) {
    await page.setViewportSize({ width, height: 812 })
    found.push(...(await page.evaluate(orphans)).map(text => `${width}: ${text}`))
  }
  expect(found).toEqual([])
}, 60_000)
