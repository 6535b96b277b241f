import { join } from 'node:path'

/** The folder of the cloud functions, built first when a source is newer. Run from the repository's root. */
export function builtFunctions(): string {
  const tool = require(join(process.cwd(), 'tools/functions.cjs')) as { builtFunctions: () => string }
  return tool.builtFunctions()
}
