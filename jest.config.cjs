const { availableParallelism } = require('node:os')

// Here and not in the tests: what they see of the environment is a copy, and the models' runtime reads the real one.
process.env.ORT_DISABLE_TELEMETRY = '1'

const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'commonjs' },
}
const base = {
  rootDir: __dirname,
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
}

/**
 * Services that keep nothing, what one engine alone has (the layouts of older stores), what brings its engines itself,
 * and what counts requests above any engine.
 */
const ONE_ENGINE = [
  'accounts/(address|password)',
  'dataset/(answer|between-engines|broken-files|chunks|fast-lane|large-files|references|same-bytes|two-lanes|values|worked-cases)',
  'documents/',
  'explain/',
  'ingest/(due|requests)',
  'layout/',
]

/**
 * Four kinds of test: rules and server in Node, the services once more on WeChat's cloud over loopback, native
 * components in jsdom, the app in a real browser.
 */
module.exports = {
  // Half as many again as there are processors: each waits for its requests, its disk or its browser a third of the time.
  // A number, since a share of more than 100 % is read as that many workers.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  projects: [
    {
      ...base,
      displayName: 'server',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/test/{domain,contract,services,ports,adapters,entries,bench,cloud,tools}/**/*.test.ts',
      ],
    },
    {
      ...base,
      displayName: 'cloud',
      testEnvironment: 'node',
      globals: { ENGINE: 'cloudbase' },
      testMatch: ['<rootDir>/test/services/**/*.test.ts'],
      testPathIgnorePatterns: ONE_ENGINE.map(path => `<rootDir>/test/services/${path}`),
    },
    {
      ...base,
      displayName: 'native',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/miniprogram/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'browser',
      globalSetup: '<rootDir>/test/support/browser-unpacked.ts',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
  ],
}
