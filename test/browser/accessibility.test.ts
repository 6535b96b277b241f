import { type AxeResults, type RunOptions, source } from 'axe-core'
import type { Page } from 'playwright-core'
import { fillTheClass } from '../../tools/screens/class'
import { screens } from '../../tools/screens/list'
import { Stage } from '../../tools/screens/phases'
import type { Screen } from '../../tools/screens/screen'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE } from '../support/browser-visit'
import { FAKE_CAMERA, ToldEngine } from '../support/face-trainee'

/** axe counts the names of dialogs among its good practices; WCAG asks for the name of every control (4.1.2). */
const WCAG_21_AA: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  rules: { 'aria-dialog-name': { enabled: true } },
}
const CONTRAST: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } }

/** Where the line or the server is made to say no, the browser itself tells so on the console. */
const REFUSALS: Readonly<Record<string, RegExp>> = {
  'trainee-kept': /net::ERR_FAILED$/,
  'trainee-no-line': /net::ERR_(ABORTED|FAILED)$/,
  'trainee-face-resume': /net::ERR_(ABORTED|FAILED)$/,
  'session-over': /^401: |status of 401/,
  'supervisor-conflict': /^409: |status of 409/,
}

const suite = openedInBrowser({ faces: new ToldEngine().engine, flags: FAKE_CAMERA })
let stage: Stage
let newcomer: { readonly name: string; readonly password: string }

beforeAll(async () => {
  newcomer = (await fillTheClass(suite.server)).newcomer
  stage = new Stage(suite.server)
}, 240_000)

/** Each violation with the elements that it is about. */
async function violations(page: Page, options: RunOptions): Promise<readonly string[]> {
  const { violations: found } = await page.evaluate<AxeResults, RunOptions>(
    asked => (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, asked),
    options,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  )
}

const inBothSizes = async (page: Page) => {
  const found: string[] = []
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size)
    // axe takes what is scrolled out of its box for text without a ground.
    await page.evaluate(() => {
      for (const box of document.querySelectorAll('*')) box.scrollTop = 0
    })
    found.push(...(await violations(page, WCAG_21_AA)))
  }
  return found
}

async function inEveryLook(page: Page) {
  await page.evaluate(source)
  const light = await inBothSizes(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(page, CONTRAST)
  await page.emulateMedia({ colorScheme: 'light' })
  // A sheet may lie over the button: it is pressed from within.
  await page
    .getByRole('button', { name: '大字版', includeHidden: true })
    .filter({ visible: true })
    .evaluate((button: HTMLElement) => button.click())
  await page.locator('.page.elder:visible').waitFor()
  return { light, dark, elder: await inBothSizes(page) }
}

const keyOf = ({ account }: Screen) => (account === 'newcomer' ? newcomer : account)

test.each(screens.map(screen => [screen.name, screen] as const))(
  'everybody can perceive and use what stands on the screen %s, and no script complains',
  async (_, screen) => {
    await stage.set(screen)
    const { page, context, trouble } = await suite.visit(keyOf(screen))
    await screen.go?.(page, suite.server)
    await page.getByText(screen.shows, { exact: true }).filter({ visible: true }).first().waitFor()
    expect(await inEveryLook(page)).toEqual({ light: [], dark: [], elder: [] })
    expect(trouble.filter(said => !REFUSALS[screen.name]?.test(said))).toEqual([])
    await context.close()
  },
  60_000,
)
