import { noFaceVerifier } from '../../../cloudfunctions/adapters/no-face'
import { SettingError } from '../../../cloudfunctions/entries/settings/setting-error'
import { faceVerifierOf } from '../../../cloudfunctions/entries/wechat/wire/face'
import { FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { startWechatFace, type WechatFace } from '../../support/wechat-face'

const ACCOUNT = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
const CHECK = { name: '张三', idNumber: '310101199801011234', openId: 'o-the-trainee' }

let wechat: WechatFace
beforeEach(async () => {
  wechat = await startWechatFace({ ...ACCOUNT, now: Date.now })
})
afterEach(() => wechat.close())

const environment = () => ({
  WECHAT_APPID: ACCOUNT.appId,
  WECHAT_APP_SECRET: ACCOUNT.appSecret,
  WECHAT_API_BASE_URL: wechat.url,
})

test('without WeChat’s secret nobody verifies faces', () => {
  expect(faceVerifierOf({})).toBe(noFaceVerifier)
  expect(faceVerifierOf({ WECHAT_APPID: ACCOUNT.appId })).toBe(noFaceVerifier)
})

test('a secret without its AppID is told at once', () => {
  expect(() => faceVerifierOf({ WECHAT_APP_SECRET: ACCOUNT.appSecret })).toThrow(SettingError)
})

test('what fails is on the function’s log by its code, for who runs it', async () => {
  const lines = jest.spyOn(console, 'error').mockImplementation(() => {})
  const verifier = faceVerifierOf({ ...environment(), WECHAT_APP_SECRET: 'f'.repeat(32) })
  if (verifier.way !== 'service') throw new Error('it is no service')
  await expect(verifier.open(CHECK)).rejects.toThrow(FaceVerifierError)
  const told = lines.mock.calls.map(([line]) => JSON.parse(line))
  lines.mockRestore()
  expect(told).toMatchObject([{ level: 'error', path: '/cgi-bin/stable_token', errcode: 40125 }])
  expect(JSON.stringify(told)).not.toContain('ffffffff')
})

test('with it WeChat is asked, when the first check is opened and not before', async () => {
  const verifier = faceVerifierOf(environment())
  if (verifier.way !== 'service') throw new Error('it is no service')
  expect(wechat.calls).toEqual([])
  const opened = await Promise.all([verifier.open(CHECK), verifier.open(CHECK)])
  expect(wechat.calls.filter(({ path }) => path.endsWith('stable_token'))).toHaveLength(1)
  const [{ verifyId, number }] = opened
  const check = { ...CHECK, verifyId, number }
  expect(await verifier.verdict(check)).toBeNull()
  wechat.phone(CHECK.openId).requestFacialVerify(verifyId)
  expect(await verifier.verdict(check)).toEqual({ outcome: 'passed', code: '10000' })
})
