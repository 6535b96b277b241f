import { join } from 'node:path'

interface Limits {
  readonly timeoutSeconds: number
  readonly memoryMegabytes: number
}

interface Tool {
  builtFunctions(): string
  readonly FUNCTIONS: Readonly<Record<string, { readonly limits: Limits }>>
}

const tool = (): Tool => require(join(process.cwd(), 'tools/functions.cjs')) as Tool

/** The folder of the cloud functions, built first when a source is newer. Run from the repository's root. */
export function builtFunctions(): string {
  return tool().builtFunctions()
}

/** What the host of a function is to hold it to, as it is deployed. */
export function deployedLimits(fn: string): { readonly timeoutMs: number; readonly memoryMb: number } {
  const found = tool().FUNCTIONS[fn]
  if (found === undefined) throw new Error(`there is no function ${fn}`)
  const { timeoutSeconds, memoryMegabytes } = found.limits
  return { timeoutMs: timeoutSeconds * 1_000, memoryMb: memoryMegabytes }
}
