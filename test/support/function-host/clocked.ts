import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Instant } from '../../../cloudfunctions/domain/model'

/** What such a function is called with, in place of its own event. */
export interface ClockedEvent {
  /** For this event all its clocks say so. */
  readonly at: Instant
  readonly event: object
}

export interface ClockedResult {
  /** What the function gave back. */
  readonly result: unknown
  /** How long its thread worked on it. */
  readonly activeMs: number
}

interface ClockedFunctions {
  /** As the host wants it: a folder for each function. */
  readonly folder: string
  remove(): void
}

/** Built functions, each under a clock of its own. */
export function clockedFunctions(functionsFolder: string, names: readonly string[]): ClockedFunctions {
  const folder = mkdtempSync(join(tmpdir(), 'jineng-clocked-'))
  const clock = resolve('test/support/function-host/clock.cjs')
  for (const name of names) {
    mkdirSync(join(folder, name))
    const file = resolve(functionsFolder, name, 'index.js')
    const code = `exports.main = require(${JSON.stringify(clock)}).clocked(${JSON.stringify(file)})\n`
    writeFileSync(join(folder, name, 'index.js'), code)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
