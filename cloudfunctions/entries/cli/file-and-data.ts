import { parseArgs } from 'node:util'
import { STORE_OPTIONS } from './named-store'
import { UsageError } from './usage-error'

/**
 * The arguments of a command that takes one file and brings it into a store.
 * @param missing what to say when no file is named, or more than one
 * @throws UsageError
 */
export function fileAndData(
  args: readonly string[],
  missing: string,
): { readonly data?: string; readonly cloud?: boolean; readonly file: string } {
  const { values, positionals } = parsed(args)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new UsageError(missing)
  return { ...values, file }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: STORE_OPTIONS, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}
