import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What the developer tools would upload at most. */
export const MOST_BUNDLE_BYTES = 2_000_000

/** What of a bundle comes from where: a package, or a folder of ours. */
export interface Part {
  readonly from: string
  readonly bytes: number
}

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >
}

interface FunctionTools {
  builtFunctions(): string
  sourceOf(fn: string): string
  bundled(
    entry: string,
    outfile: string,
  ): { readonly metafile: Metafile; readonly outputFiles: readonly { readonly contents: Uint8Array }[] }
  readonly FUNCTIONS: Readonly<Record<string, unknown>>
}

/** Outside the bundle that this is a part of, so it is found by its place. */
export function functionTools(): FunctionTools {
  return require(resolve('tools/functions.cjs')) as FunctionTools
}

export function functionNames(): readonly string[] {
  return Object.keys(functionTools().FUNCTIONS)
}

/** @param folder of the built functions */
export function bundleBytes(folder: string, fn: string): number {
  return statSync(join(folder, fn, 'index.js')).size
}

/** Largest first. */
export function bundleParts(fn: string): readonly Part[] {
  const bytes = new Map<string, number>()
  const { bundled, sourceOf } = functionTools()
  const [output] = Object.values(bundled(sourceOf(fn), `${fn}.js`).metafile.outputs)
  for (const [file, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const from = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/')
    bytes.set(from, (bytes.get(from) ?? 0) + bytesInOutput)
  }
  return [...bytes].map(([from, size]) => ({ from, bytes: size })).sort((a, b) => b.bytes - a.bytes)
}
