import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../../test/support/browser'
import { type DemonstrationServer, startDemonstration } from '../../test/support/browser-server'
import { PHONE, visit } from '../../test/support/browser-visit'
import { type Opening, watchOpening } from './opening'

/**
 * "Slow 4G" as Lighthouse's `mobileSlow4G` and the browser's own developer tools have it, with the factors by which
 * they correct for throttling requests instead of packets: 150 ms × 3.75, 1.6 Mbit/s × 0.9 down, 750 kbit/s × 0.9 up.
 * https://github.com/GoogleChrome/lighthouse/blob/main/core/config/constants.js
 */
const SLOW_4G = {
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
}
const SLOWER_CPU = 4
const MOST_WARM_MS = 1500
const MOST_COLD_MS = 4000
const MOST_SHIFT = 0.02
const TRAINEE = 'xueyuan24'

interface Round {
  readonly cold: Opening
  readonly warm: Opening
}

async function slowDown(line: CDPSession): Promise<void> {
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G })
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU })
}

async function open(page: Page, url: string): Promise<Opening> {
  await page.goto(url, { waitUntil: 'commit' })
  const shown = await page.waitForFunction(() => window.opening?.tappableAt != null && window.opening)
  // What comes after the button may still move it.
  await page.waitForLoadState('networkidle')
  await shown.dispose()
  return page.evaluate(() => {
    if (!window.opening) throw new Error('the page was not watched')
    return window.opening
  })
}

/** Somebody who is signed in opens the app, once with nothing in the browser's cache and once more. */
async function openTwice(browser: Browser, server: DemonstrationServer): Promise<Round> {
  const first = await visit(browser, server.url, server.account(TRAINEE), PHONE)
  await first.page.locator('.check-in-button:enabled').waitFor()
  const storageState = await first.context.storageState()
  await first.context.close()
  const context = await browser.newContext({ viewport: PHONE, storageState })
  await context.addInitScript(watchOpening)
  const page = await context.newPage()
  await slowDown(await context.newCDPSession(page))
  const cold = await open(page, server.url)
  await page.goto('about:blank')
  const warm = await open(page, server.url)
  await context.close()
  return { cold, warm }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

function tell(name: string, openings: readonly Opening[], mostMs: number): boolean {
  const times = openings.map(({ tappableAt }) => Math.round(tappableAt ?? Number.POSITIVE_INFINITY))
  const shift = Math.max(...openings.map(({ shifts }) => shifts))
  const middle = median(times)
  console.log(
    `${name}: the button can be tapped after ${middle} ms (${times.join(', ')}), limit ${mostMs} ms`,
  )
  console.log(`${name}: layout shifts add up to ${shift.toFixed(4)}, limit ${MOST_SHIFT}`)
  return middle <= mostMs && shift <= MOST_SHIFT
}

/**
 * `npm run bench -- first-tap`: how long a trainee waits for the button on a slow phone with a slow line; the median of
 * the rounds. Exit status 1 over a limit.
 */
export async function benchFirstTap(rounds: number): Promise<void> {
  const server = await startDemonstration()
  const measured: Round[] = []
  try {
    const browser = await launchBrowser()
    try {
      for (let n = 0; n < rounds; n += 1) measured.push(await openTwice(browser, server))
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
  }
  const kept = [
    tell(
      'cold',
      measured.map(({ cold }) => cold),
      MOST_COLD_MS,
    ),
    tell(
      'warm',
      measured.map(({ warm }) => warm),
      MOST_WARM_MS,
    ),
  ]
  if (kept.includes(false)) process.exitCode = 1
}
