import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import type { DemonstrationAccount } from '../../cloudfunctions/entries/local/seed/accounts'

export interface Look {
  readonly width: number
  readonly height: number
  readonly colours?: 'light' | 'dark'
  readonly elder?: boolean
  readonly deviceScaleFactor?: number
}

export const PHONE: Look = { width: 375, height: 812 }
export const DESK: Look = { width: 1440, height: 900 }

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors on the console and in scripts, and requests that failed, as they came. */
  readonly trouble: readonly string[]
  /** Loads the page anew once no request is under way: one that is cut off would count as failed. */
  readonly reload: () => Promise<void>
}

function watch(page: Page): string[] {
  const trouble: string[] = []
  page.on('console', message => message.type() === 'error' && trouble.push(`console: ${message.text()}`))
  page.on('pageerror', error => trouble.push(`script: ${error.message}`))
  page.on('requestfailed', request =>
    trouble.push(`request: ${request.url()} ${request.failure()?.errorText}`),
  )
  page.on('response', answer => answer.status() >= 400 && trouble.push(`${answer.status()}: ${answer.url()}`))
  return trouble
}

/** Reloads once all requests have been answered. */
function reloader(page: Page): () => Promise<void> {
  const underWay = new Set<Request>()
  page.on('request', request => underWay.add(request))
  page.on('requestfinished', request => underWay.delete(request))
  page.on('requestfailed', request => underWay.delete(request))
  return async () => {
    while (underWay.size > 0) await page.waitForTimeout(20)
    await page.reload()
  }
}

/** What somebody signs in with. */
export type Key = Pick<DemonstrationAccount, 'name' | 'password'>

async function signIn(page: Page, { name, password }: Key): Promise<void> {
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** A browser of its own (cookies, storage) that opens the app and signs in, if someone is to sign in. */
export async function visit(
  browser: Browser,
  url: string,
  account: Key | null,
  { width, height, colours = 'light', elder = false, deviceScaleFactor = 1 }: Look,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colours,
    deviceScaleFactor,
  })
  const page = await context.newPage()
  const trouble = watch(page)
  const reload = reloader(page)
  await page.goto(url)
  if (elder) await page.getByRole('button', { name: '大字版' }).click()
  if (account) await signIn(page, account)
  return { page, context, trouble, reload }
}

/** The button of exactly this name, on a page or in a part of one. */
export const press = (scope: Page | Locator, name: string): Promise<void> =>
  scope.getByRole('button', { name, exact: true }).click()
