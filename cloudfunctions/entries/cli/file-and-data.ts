import { parseArgs } from 'node:util'
import { UsageError } from './usage-error'

/**
 * The arguments of a command that takes one file and brings it into a data folder.
 * @param missing what to say when no file is named, or more than one
 * @throws UsageError
 */
export function fileAndData(
  args: readonly string[],
  missing: string,
): { readonly data: string; readonly file: string } {
  const { values, positionals } = parsed(args)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new UsageError(missing)
  return { data: values.data ?? 'data', file }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}
