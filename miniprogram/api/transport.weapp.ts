import Taro from '@tarojs/taro'
import type { Posted } from './transport'

const base = process.env.TARO_APP_API
const KEPT = 'session-cookie'

/** WeChat keeps no cookies: the session's cookie is kept here and sent along. `name=value` of one Set-Cookie line. */
function keepCookie(lines: readonly string[] | undefined): void {
  const pair = lines?.[0]?.split(';')[0]
  if (pair) Taro.setStorageSync(KEPT, pair)
}

export async function post(operation: string, input: object): Promise<Posted> {
  const cookie: string = Taro.getStorageSync(KEPT) || ''
  const { statusCode, data, cookies } = await Taro.request<unknown>({
    url: `${base}/api/${operation}`,
    method: 'POST',
    data: input,
    header: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    timeout: 15_000,
  })
  keepCookie(cookies)
  return { status: statusCode, body: data }
}
