/** The arrows of docs/architecture.md, as absences. Each rule is named for what it forbids. */
const server = '^cloudfunctions/'
const room = name => `^cloudfunctions/${name}/`
const forbid = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid('no-circles', {}, { circular: true }),
    forbid('domain-imports-only-itself', { path: room('domain') }, { pathNot: room('domain') }),
    forbid(
      'contract-imports-only-domain-and-zod',
      { path: room('contract') },
      { pathNot: `${room('(contract|domain)')}|node_modules/zod/` },
    ),
    forbid('ports-import-only-domain', { path: room('ports') }, { pathNot: room('(ports|domain)') }),
    forbid(
      'services-know-no-adapter-and-no-entry',
      { path: room('services') },
      { path: room('(adapters|entries)') },
    ),
    forbid(
      'adapters-know-only-ports-and-domain',
      { path: room('adapters') },
      { path: room('(services|contract|entries)') },
    ),
    forbid(
      'no-adapter-knows-another',
      { path: '^cloudfunctions/adapters/([^/]+)/' },
      { path: room('adapters'), pathNot: '^cloudfunctions/adapters/$1/' },
    ),
    forbid(
      'app-knows-only-the-contract',
      { path: '^miniprogram/' },
      { path: server, pathNot: room('contract') },
    ),
    forbid('server-knows-no-app', { path: server }, { path: '^miniprogram/' }),
    forbid(
      'wx-server-sdk-in-its-adapters-only',
      // The baseline of the cold starts is the SDK and nothing else.
      { pathNot: '^(cloudfunctions|test)/adapters/(cloudbase|wechat-[^/]+)/|^bench/functions/bare\\.cjs$' },
      { path: 'node_modules/wx-server-sdk/' },
    ),
    forbid(
      'sql-in-its-adapters-only',
      // The baseline of the measurements is SQL and nothing else.
      { pathNot: '^(cloudfunctions|test)/adapters/sqlite/|^bench/load/bare\\.ts$' },
      { path: 'node_modules/libsql/' },
    ),
    forbid('product-knows-no-test', { path: '^(cloudfunctions|miniprogram)/' }, { path: '^(test|bench)/' }),
    forbid('nothing-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
      mainFields: ['main', 'types'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
