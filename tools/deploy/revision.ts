import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const manifest = z.object({ version: z.string() })

/** The version that package.json names, and which state of the code it is, where git knows it. */
export function revisionOf(root: string): { version: string; description: string } {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const commit = git(root, ['log', '-1', '--format=%h %s'])
  if (commit === null) return { version, description: `版本 ${version}` }
  const changed = git(root, ['status', '--porcelain']) ? '，另有未提交的改动' : ''
  return { version, description: `${commit}${changed}` }
}

/** Null: there is no git, or the code was not taken from one. */
function git(root: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', [...args], { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}
