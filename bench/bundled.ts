import path from 'node:path'

interface Bundling {
  bundle(entry: string, name: string, options: object): string
}

/** A tool of the measurements as a script of its own. @returns its path */
export function bundledTool(entry: string): string {
  return bundling().bundle(entry, `bench/${path.basename(entry, '.ts')}.cjs`, {
    sources: ['cloudfunctions', 'bench'],
    external: ['libsql', 'autocannon'],
  })
}

/** The server, as `npm start` bundles it. @returns its path */
export function bundledServer(): string {
  return bundling().bundle('cloudfunctions/entries/local/main.ts', 'server.cjs', { packages: 'external' })
}

function bundling(): Bundling {
  // Outside the bundle that this is a part of, so it is found by its place.
  return require(path.resolve('tools/bundle.cjs')) as Bundling
}
