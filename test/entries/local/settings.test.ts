import { join } from 'node:path'
import { settingsOf } from '../../../cloudfunctions/entries/local/settings'
import { SettingError } from '../../../cloudfunctions/entries/settings/setting-error'

it('listens on this machine at 8787 and keeps its data in ./data when nothing is said', () => {
  expect(settingsOf({}, true)).toEqual({
    host: '127.0.0.1',
    port: 8787,
    dataFolder: join(process.cwd(), 'data'),
    pagesFolder: join(process.cwd(), 'dist', 'h5'),
    publicOrigin: null,
    logLevel: 'warn',
    limits: { session: 240, checkIn: 300, strangers: 1_200, signIn: 600, platform: 6_000 },
    operatorToken: null,
    ezviz: null,
    faces: {
      modelsFolder: join(process.cwd(), 'models', 'face'),
      workerFile: join(process.cwd(), 'dist', 'face-worker.cjs'),
    },
  })
})

describe('faces are looked at on this machine', () => {
  it('unless they are turned off', () => {
    expect(settingsOf({ JINENG_FACE: 'off' }, false).faces).toBeNull()
    expect(settingsOf({ JINENG_FACE: 'embedded' }, false).faces).not.toBeNull()
  })

  it('and any other wish is told as a mistake', () => {
    expect(() => settingsOf({ JINENG_FACE: 'on' }, false)).toThrow(SettingError)
  })
})

describe('the real platform is asked when there are keys', () => {
  const KEYS = { EZVIZ_APP_KEY: 'k', EZVIZ_APP_SECRET: 's' }
  const ezvizOf = (more: Record<string, string>) => settingsOf({ ...KEYS, ...more }, false).ezviz

  it('for the rows of card and cloud, and it records nothing by itself', () => {
    expect(ezvizOf({})).toEqual({
      config: {
        appKey: 'k',
        appSecret: 's',
        rows: { card: 'by-time', cloud: { kind: 'storage' } },
        recording: { kind: 'none' },
      },
      webhookSecret: null,
    })
  })

  it.each([
    [{ EZVIZ_BASE_URL: 'https://e.example' }, { config: { baseUrl: 'https://e.example' } }],
    [{ EZVIZ_DAILY_CALLS: '900' }, { config: { dailyCallBudget: 900 } }],
    [{ EZVIZ_CARD: 'unified' }, { config: { rows: { card: 'unified' } } }],
    [{ EZVIZ_CLOUD: 'cloud-2.0:12' }, { config: { rows: { cloud: { kind: 'cloud-2.0', spaceId: 12 } } } }],
    [{ EZVIZ_RECORDING: 'cloud-1.0:p7' }, { config: { recording: { kind: 'cloud-1.0', projectId: 'p7' } } }],
    [{ EZVIZ_RECORDING: 'cloud-2.0:3' }, { config: { recording: { kind: 'cloud-2.0', spaceId: 3 } } }],
    [{ EZVIZ_WEBHOOK_SECRET: 'w' }, { webhookSecret: 'w' }],
  ])('as is said by %j', (more, asked) => {
    expect(ezvizOf(more)).toMatchObject(asked)
  })

  it.each([
    ['EZVIZ_DAILY_CALLS', '0'],
    ['EZVIZ_CARD', 'both'],
    ['EZVIZ_CLOUD', 'cloud-2.0:x'],
    ['EZVIZ_RECORDING', 'cloud-3.0:1'],
  ])('says that %s can’t be %s', (name, text) => {
    expect(() => ezvizOf({ [name]: text })).toThrow(name)
  })
})

it.each([
  ['PORT', { PORT: 'x' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '-1' }],
  ['EZVIZ_APP_SECRET', { EZVIZ_APP_KEY: 'k' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['LIMIT_SESSION', { LIMIT_SESSION: '0' }],
  ['LIMIT_SIGN_IN', { LIMIT_SIGN_IN: '1.5' }],
  ['OPERATOR_TOKEN', { OPERATOR_TOKEN: 'x'.repeat(23) }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'jineng.example' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'https://jineng.example/path' }],
])('says which setting is wrong: %s in %j', (name, environment) => {
  expect(() => settingsOf(environment, true)).toThrow(SettingError)
  expect(() => settingsOf(environment, true)).toThrow(name)
})

it.each(['0', '65535'])('takes port %s', port => {
  expect(settingsOf({ PORT: port }, true).port).toBe(Number(port))
})

it('takes limits, a level of the log and a token for those who run it', () => {
  const token = 'x'.repeat(24)
  const settings = settingsOf({ LIMIT_SESSION: '1', LOG_LEVEL: 'error', OPERATOR_TOKEN: token }, true)
  expect(settings).toMatchObject({ limits: { session: 1 }, logLevel: 'error', operatorToken: token })
})

it('does not repeat a token that is too short', () => {
  expect(() => settingsOf({ OPERATOR_TOKEN: 'hunter2' }, true)).not.toThrow('hunter2')
})
