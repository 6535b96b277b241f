import Taro from '@tarojs/taro'
import { cookieLine, withCookies } from './cookies'
import type { Transport } from './transport'

const KEPT = 'cookies'

/** WeChat keeps no cookies: those of the session and of this device are kept here and sent along. */
const kept = (): Record<string, string> => Taro.getStorageSync<Record<string, string> | ''>(KEPT) || {}

/** From WeChat to a server of one's own, at `base`. */
export const overHttp = (base: string): Transport => ({
  // Each request stands for itself.
  open: () => {},
  post: async (operation, input) => {
    const cookie = cookieLine(kept())
    const { statusCode, data, cookies } = await Taro.request<unknown>({
      url: `${base}/api/${operation}`,
      method: 'POST',
      data: input,
      header: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      timeout: 15_000,
    })
    if (cookies?.length) Taro.setStorageSync(KEPT, withCookies(kept(), cookies))
    return { status: statusCode, body: data }
  },
})
