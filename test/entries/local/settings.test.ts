import { join } from 'node:path'
import { SettingError, settingsOf } from '../../../cloudfunctions/entries/local/settings'

it('listens on this machine at 8787 and keeps its data in ./data when nothing is said', () => {
  expect(settingsOf({}, true)).toEqual({
    host: '127.0.0.1',
    port: 8787,
    dataFolder: join(process.cwd(), 'data'),
    pagesFolder: join(process.cwd(), 'dist', 'h5'),
    publicOrigin: null,
    logLevel: 'warn',
    ezviz: null,
  })
})

it('asks the real platform when there are keys', () => {
  const keys = { EZVIZ_APP_KEY: 'k', EZVIZ_APP_SECRET: 's' }
  expect(settingsOf(keys, false).ezviz).toEqual({ appKey: 'k', appSecret: 's' })
  const elsewhere = settingsOf({ ...keys, EZVIZ_BASE_URL: 'https://e.example' }, false)
  expect(elsewhere.ezviz).toMatchObject({ baseUrl: 'https://e.example' })
})

it.each([
  ['PORT', { PORT: 'x' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '-1' }],
  ['EZVIZ_APP_SECRET', { EZVIZ_APP_KEY: 'k' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'jineng.example' }],
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'https://jineng.example/path' }],
])('says which setting is wrong: %s in %j', (name, environment) => {
  expect(() => settingsOf(environment, true)).toThrow(SettingError)
  expect(() => settingsOf(environment, true)).toThrow(name)
})

it.each(['0', '65535'])('takes port %s', port => {
  expect(settingsOf({ PORT: port }, true).port).toBe(Number(port))
})
