import { SettingError } from '../../../cloudfunctions/entries/settings/setting-error'
import { wechatFaceOf } from '../../../cloudfunctions/entries/settings/wechat-face'

const SECRET = '0123456789abcdef0123456789abcdef'
const SET = { WECHAT_APPID: 'wx0123456789abcdef', WECHAT_APP_SECRET: SECRET }
const ACCOUNT = { appId: SET.WECHAT_APPID, appSecret: SECRET }

function complaintOf(settings: Record<string, string>): string {
  try {
    wechatFaceOf(settings)
  } catch (error) {
    if (error instanceof SettingError) return error.message
  }
  return 'none'
}

it('is nothing where no secret is set, though the AppID is there for the upload', () => {
  expect(wechatFaceOf({})).toBeNull()
  expect(wechatFaceOf({ WECHAT_APPID: SET.WECHAT_APPID, WECHAT_APP_SECRET: '' })).toBeNull()
})

it('is the mini-program, at WeChat’s own address unless another is set', () => {
  expect(wechatFaceOf(SET)).toEqual(ACCOUNT)
  expect(wechatFaceOf({ ...SET, WECHAT_API_BASE_URL: '' })).toEqual(ACCOUNT)
  expect(wechatFaceOf({ ...SET, WECHAT_API_BASE_URL: 'https://api2.weixin.qq.com/' })).toEqual({
    ...ACCOUNT,
    baseUrl: 'https://api2.weixin.qq.com',
  })
})

it.each([
  ['no AppID', { WECHAT_APP_SECRET: SECRET }, '还需要设置 WECHAT_APPID'],
  ['an AppID that is none', { ...SET, WECHAT_APPID: 'wx0123456789abcde' }, 'WECHAT_APPID 应为'],
  ['an AppID in capitals', { ...SET, WECHAT_APPID: 'WX0123456789ABCDEF' }, 'WECHAT_APPID 应为'],
  ['half a secret', { ...SET, WECHAT_APP_SECRET: SECRET.slice(1) }, 'WECHAT_APP_SECRET 应为'],
  ['a secret with a blank', { ...SET, WECHAT_APP_SECRET: `${SECRET} ` }, 'WECHAT_APP_SECRET 应为'],
])('complains of %s, and never repeats the secret', (_, settings, words) => {
  expect(complaintOf(settings)).toContain(words)
  expect(complaintOf(settings)).not.toContain(SECRET.slice(1))
})

it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'https://sz.api.weixin.qq.com'])(
  'takes %s as WeChat’s address',
  url => expect(wechatFaceOf({ ...SET, WECHAT_API_BASE_URL: url })).toEqual({ ...ACCOUNT, baseUrl: url }),
)

it.each([
  'http://api.weixin.qq.com',
  'http://127.0.0.1.example.com',
  'https://api.weixin.qq.com/cgi-bin',
  'https://user@api.weixin.qq.com',
  'api.weixin.qq.com',
  'ftp://127.0.0.1',
])('does not send secrets to %s', url => {
  expect(complaintOf({ ...SET, WECHAT_API_BASE_URL: url })).toContain('WECHAT_API_BASE_URL 应为')
})
