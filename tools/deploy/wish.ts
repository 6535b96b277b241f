import { parseArgs } from 'node:util'
import type { Wish } from './deploy'
import { DeployProblem } from './problem'
import { STEP_NAMES, type StepName } from './step'

export interface Arguments extends Wish {
  readonly settingsFile: string | null
}

/** @throws DeployProblem */
export function argumentsOf(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args)
  const stranger = positionals.find(word => !isStep(word))
  if (stranger !== undefined)
    throw new DeployProblem(`没有“${stranger}”这一步，可以写 ${STEP_NAMES.join('、')}。`)
  const steps = STEP_NAMES.filter(name => positionals.length === 0 || positionals.includes(name))
  return { steps, dryRun: values['dry-run'] ?? false, settingsFile: values.settings ?? null }
}

function parse(args: readonly string[]) {
  try {
    const options = { 'dry-run': { type: 'boolean' }, settings: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new DeployProblem('参数写错了：除步骤外只有 --dry-run 和 --settings 文件。', { cause })
  }
}

function isStep(word: string): word is StepName {
  return STEP_NAMES.some(name => name === word)
}
