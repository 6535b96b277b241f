import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../test/support/browser'
import { type DemonstrationServer, startDemonstration } from '../test/support/browser-server'
import { type Look, visit } from '../test/support/browser-visit'
import { fillTheClass } from './screens-class'

const FOLDER = 'docs/screens'
const TALLEST = 1600

type Mode = 'light' | 'dark' | 'elder'

interface Screen {
  readonly name: string
  readonly account: string | null
  readonly wide?: boolean
  readonly modes: readonly Mode[]
  /** From the account's first page to what is to be seen. */
  readonly go?: (page: Page) => Promise<unknown>
  /** What must stand on the page before the picture is taken. */
  readonly shows: string
}

/** The worst but two: one with some recordings, though too few, shows most. */
const openDay = (page: Page) => page.getByRole('list', { name: '班级日' }).getByRole('button').nth(2).click()

const screens: readonly Screen[] = [
  { name: 'sign-in', account: null, modes: ['light', 'elder'], shows: '登录' },
  { name: 'trainee-today', account: 'xueyuan20', modes: ['light', 'dark', 'elder'], shows: '今天的课' },
  {
    name: 'trainee-days',
    account: 'xueyuan01',
    modes: ['light', 'dark', 'elder'],
    go: page => page.getByRole('button', { name: '我的学时' }).click(),
    shows: '每天',
  },
  { name: 'instructor-today', account: 'jiaoshi', modes: ['light', 'dark', 'elder'], shows: '当天的录像' },
  { name: 'instructor-today', account: 'jiaoshi', wide: true, modes: ['light'], shows: '当天的录像' },
  { name: 'supervisor-days', account: 'jianguan', modes: ['light', 'elder'], shows: '待核查' },
  {
    name: 'supervisor-day',
    account: 'jianguan',
    modes: ['light', 'elder'],
    go: openDay,
    shows: '核定全班当天',
  },
  {
    name: 'supervisor-day',
    account: 'jianguan',
    wide: true,
    modes: ['light', 'dark'],
    go: openDay,
    shows: '核定全班当天',
  },
  {
    name: 'trainee-check-in',
    account: 'xueyuan30',
    modes: ['light'],
    go: page => page.getByRole('button', { name: '开始签到' }).click(),
    shows: '知道了',
  },
]

const lookOf = ({ wide }: Screen, mode: Mode): Look => ({
  width: wide ? 1440 : 375,
  height: wide ? 1000 : 812,
  colours: mode === 'dark' ? 'dark' : 'light',
  elder: mode === 'elder',
})

/** The page scrolls inside a box of its own: the window is made as tall as that box, within reason. */
async function showAll(page: Page, { width, height }: Look): Promise<void> {
  const wanted = await page.evaluate(() =>
    Math.max(...Array.from(document.querySelectorAll('.taro_page'), box => box.scrollHeight)),
  )
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(height, wanted)) })
}

async function take(server: DemonstrationServer, browser: Awaited<ReturnType<typeof launchBrowser>>) {
  for (const screen of screens) {
    for (const mode of screen.modes) {
      const look = lookOf(screen, mode)
      const account = screen.account === null ? null : server.account(screen.account)
      const { page, context } = await visit(browser, server.url, account, look)
      await screen.go?.(page)
      await page.getByText(screen.shows, { exact: true }).filter({ visible: true }).first().waitFor()
      await showAll(page, look)
      const file = join(FOLDER, `${screen.name}-${look.width}-${mode}.png`)
      await page.screenshot({ path: file })
      console.log(file)
      await context.close()
    }
  }
}

function sayIfNoChineseFont(): void {
  const fonts = execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (!fonts.trim())
    console.error('没有中文字体，截图里的汉字会是方框。Debian：apt-get install fonts-wqy-zenhei')
}

async function main(): Promise<void> {
  sayIfNoChineseFont()
  mkdirSync(FOLDER, { recursive: true })
  const server = await startDemonstration()
  try {
    await fillTheClass(server)
    const browser = await launchBrowser()
    await take(server, browser).finally(() => browser.close())
  } finally {
    await server.close()
  }
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
