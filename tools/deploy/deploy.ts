import { ManagerError } from '../../cloudfunctions/adapters/cloudbase-manager'
import { StoreError } from '../../cloudfunctions/ports/store'
import { app } from './app'
import { check } from './check'
import { database } from './database'
import { functionSettings } from './function-settings'
import { functions } from './functions'
import { DeployProblem } from './problem'
import { managerErrorInWords } from './sentences'
import { demand, missingOf, WHERE_TO_GET } from './settings'
import type { Site } from './site'
import { STEP_NAMES, type Step, type StepName } from './step'
import { UploadError } from './uploader'
import { variablesIn } from './variables'

const STEPS: Readonly<Record<StepName, Step>> = {
  database,
  functions,
  settings: functionSettings,
  app,
  check,
}

export interface Wish {
  /** In the order in which they are done. */
  readonly steps: readonly StepName[]
  /** Only says what would be done. */
  readonly dryRun: boolean
}

/** @returns whether all of it was done; what stood in the way has been said */
export async function deploy(wish: Wish, site: Site): Promise<boolean> {
  try {
    await (wish.dryRun ? rehearse(wish, site) : perform(wish, site))
    return true
  } catch (error) {
    const words = inWords(error)
    if (words === null) throw error
    site.say(words)
    return false
  }
}

function inWords(error: unknown): string | null {
  if (error instanceof DeployProblem || error instanceof UploadError) return error.message
  if (error instanceof StoreError) {
    return '云数据库没有答复：请检查网络、CLOUD_ENV 和密钥，再运行一次 npm run deploy -- check。'
  }
  return error instanceof ManagerError ? managerErrorInWords(error) : null
}

function needsOf({ steps }: Wish) {
  return [...new Set(steps.flatMap(name => STEPS[name].needs))]
}

async function perform(wish: Wish, site: Site): Promise<void> {
  demand(needsOf(wish), site.environment)
  // What is set wrongly is told before anything is sent.
  variablesIn(site.environment)
  for (const [at, name] of wish.steps.entries()) {
    site.say(`\n[${at + 1}/${wish.steps.length}] ${name} ${STEPS[name].title}`)
    await STEPS[name].run(site)
  }
  site.say('\n完成。')
}

async function rehearse(wish: Wish, site: Site): Promise<void> {
  for (const [at, name] of wish.steps.entries()) {
    site.say(`\n[${at + 1}/${wish.steps.length}] ${name} ${STEPS[name].title}`)
    for (const line of STEPS[name].plan(site)) site.say(`  ${line}`)
  }
  const missing = missingOf(needsOf(wish), site.environment)
  for (const name of missing) site.say(`\n还缺设置 ${name}：${WHERE_TO_GET[name]}`)
  site.say('\n这是预演：没有连接任何服务器，什么都没有改；已有的不会重做。')
}

export const USAGE = `用法：npm run deploy -- [步骤…] [--dry-run] [--settings 文件]
步骤（不写就依次全做）：
${STEP_NAMES.map(name => `  ${name.padEnd(10)}${STEPS[name].title}`).join('\n')}
说明见 docs/deploy.md。`
