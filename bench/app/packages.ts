import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What WeChat loads before the first page is on the screen. */
const MOST_MAIN_BYTES = 600_000
/** What it loads before the first page of another role is. */
const MOST_SUBPACKAGE_BYTES = 500_000

export interface Package {
  /** `main`, or the folder of a subpackage. */
  readonly name: string
  readonly bytes: number
  readonly most: number
}

interface AppSettings {
  readonly subPackages?: readonly { readonly root: string }[]
}

/** Of a built mini-program: the main package first, then those that are fetched when they are wanted. */
export function packagesIn(folder: string): readonly Package[] {
  const { subPackages = [] }: AppSettings = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'))
  const subs = subPackages.map(({ root }) => ({
    name: root,
    bytes: bytesIn(join(folder, root)),
    most: MOST_SUBPACKAGE_BYTES,
  }))
  const rest = bytesIn(folder) - subs.reduce((sum, { bytes }) => sum + bytes, 0)
  return [{ name: 'main', bytes: rest, most: MOST_MAIN_BYTES }, ...subs]
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
