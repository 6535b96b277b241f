import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, normalize } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../test/support/browser'
import { type DemonstrationServer, startDemonstration } from '../test/support/browser-server'
import { type Look, visit } from '../test/support/browser-visit'
import { FAKE_CAMERA, ToldEngine } from '../test/support/face-trainee'
import { fillTheClass } from './screens/class'
import { screens } from './screens/list'
import { Stage } from './screens/phases'
import type { Mode, Screen } from './screens/screen'
import { takeWeChat } from './screens/wechat'

const KEPT = 'docs/screens'
const TALLEST = 1600
const PHONE = 375
const DESK = 1440
const ALL: readonly Mode[] = ['light', 'dark', 'elder']

const lookOf = (width: number, mode: Mode): Look => ({
  width,
  height: width === DESK ? 1000 : 812,
  colours: mode === 'dark' ? 'dark' : 'light',
  elder: mode === 'elder',
})

/**
 * The page scrolls inside a box of its own: the window is made as tall as that box, within reason. What fills the window
 * fills a phone's.
 */
async function showAll(page: Page, { width, height }: Look): Promise<void> {
  if (await page.locator('.confirmation:visible, .face-step:visible').count()) return
  const wanted = await page.evaluate(() =>
    Math.max(...Array.from(document.querySelectorAll('.taro_page'), box => box.scrollHeight)),
  )
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(height, wanted)) })
  await page.evaluate(() => {
    for (const box of document.querySelectorAll('.taro_page')) box.scrollTo(0, 0)
    window.scrollTo(0, 0)
  })
}

interface Studio {
  readonly server: DemonstrationServer
  readonly browser: Browser
  readonly keyOf: (account: string) => { readonly name: string; readonly password: string }
  readonly folder: string
}

async function take({ server, browser, keyOf, folder }: Studio, screen: Screen, look: Look, mode: Mode) {
  const account = screen.account === null ? null : keyOf(screen.account)
  const { page, context } = await visit(browser, server.url, account, look)
  await screen.go?.(page, server)
  const shows = page.getByText(screen.shows, { exact: true }).filter({ visible: true })
  await shows.first().waitFor()
  await showAll(page, look)
  await screen.focus?.(page).evaluate(part => part.scrollIntoView({ block: 'center' }))
  // What the pointer last rested on looks like what is chosen.
  await page.mouse.move(0, 0)
  const file = join(folder, `${screen.name}-${look.width}-${mode}.png`)
  await page.screenshot({ path: file })
  console.log(file)
  await context.close()
}

/** @param every not only the pictures that are kept, but each screen on a phone and a desk in every mode */
async function takeAll(studio: Studio, every: boolean, wanted: (screen: Screen) => boolean): Promise<void> {
  const stage = new Stage(studio.server)
  for (const screen of screens) {
    if (!wanted(screen)) continue
    await stage.set(screen)
    const all = every && !screen.once
    for (const mode of all ? ALL : (screen.phone ?? [])) await take(studio, screen, lookOf(PHONE, mode), mode)
    for (const mode of all ? ALL : (screen.desk ?? [])) await take(studio, screen, lookOf(DESK, mode), mode)
  }
}

function sayIfNoChineseFont(): void {
  const fonts = execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (!fonts.trim())
    console.error('没有中文字体，截图里的汉字会是方框。Debian：apt-get install fonts-wqy-zenhei')
}

/**
 * `npm run screens`: those in the documentation; `npm run screens -- docs/screens 名称的一部分…`: of these the ones so
 * called. `npm run screens -- 文件夹 [名称的一部分…]`: every state, elsewhere.
 */
async function main(): Promise<void> {
  sayIfNoChineseFont()
  const [folder = KEPT, ...named] = process.argv.slice(2)
  const isNamed = (name: string) => named.length === 0 || named.some(part => name.includes(part))
  mkdirSync(folder, { recursive: true })
  const server = await startDemonstration(undefined, new ToldEngine().engine)
  try {
    const { newcomer } = await fillTheClass(server)
    const keyOf = (account: string) => (account === 'newcomer' ? newcomer : server.account(account))
    const browser = await launchBrowser(FAKE_CAMERA)
    const studio = { server, browser, keyOf, folder }
    try {
      await takeWeChat(studio, isNamed)
      await takeAll(studio, normalize(folder) !== KEPT, ({ name }) => isNamed(name))
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
  }
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
