import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Nothing that calls home, nothing that needs a graphics card, and no sandbox where the user is root. */
const flags = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** `CHROMIUM` names a browser of the machine's own; otherwise the one in the npm package, unpacked once. */
export async function executable(): Promise<string> {
  const named = process.env.CHROMIUM
  if (!named) return packed.executablePath()
  if (!existsSync(named)) throw new Error(`CHROMIUM names no file: ${named}`)
  return named
}

/** @param more flags of one test's own, a camera for instance */
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: await executable(), headless: true, args: [...flags, ...more] })
