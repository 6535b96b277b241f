import type { Browser } from 'playwright-core'
import type { FaceVerifier } from '../../cloudfunctions/ports/face-verifier'
import { launchBrowser } from './browser'
import { type DemonstrationServer, startDemonstration } from './browser-server'
import { type Key, type Look, PHONE, type Visit, visit } from './browser-visit'

interface Options {
  /** Who looks at faces; left out: nobody. */
  readonly faces?: FaceVerifier
  /** The browser's own, a camera for instance. */
  readonly flags?: readonly string[]
  /** The demonstration as it begins, for each test. */
  readonly anew?: boolean
}

/** There from the suite's first test to its last, however that ends. */
interface BrowserSuite {
  readonly server: DemonstrationServer
  readonly browser: Browser
  /** Another browser beside it. */
  launch(flags: readonly string[]): Promise<Browser>
  /** The first page of somebody. @param who an account of the demonstration, or what they sign in with; null: nobody signs in */
  visit(who: string | Key | null, look?: Look): Promise<Visit>
}

/** For a suite: the demonstration with the real pages, and a browser in which they are opened. */
export function openedInBrowser({ faces, flags, anew = false }: Options = {}): BrowserSuite {
  let server: DemonstrationServer
  let browsers: Browser[] = []
  const launch = async (more?: readonly string[]) => {
    const browser = await launchBrowser(more)
    browsers.push(browser)
    return browser
  }
  const [before, after] = anew ? [beforeEach, afterEach] : [beforeAll, afterAll]
  before(async () => {
    server = await startDemonstration(undefined, faces)
    await launch(flags)
  }, 240_000)
  after(async () => {
    await Promise.all(browsers.map(browser => browser.close()))
    browsers = []
    await server?.close()
  })
  return {
    get server() {
      return server
    },
    get browser() {
      return browsers[0]!
    },
    launch,
    visit: (who, look = PHONE) =>
      visit(browsers[0]!, server.url, typeof who === 'string' ? server.account(who) : who, look),
  }
}
