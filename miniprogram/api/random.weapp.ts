import { keyOf } from './random-key'

/** The same from WeChat's own source of randomness. */
export function randomKey(): Promise<string> {
  return new Promise((resolve, reject) =>
    wx.getRandomValues({
      length: 24,
      success: ({ randomValues }) => resolve(keyOf(new Uint8Array(randomValues))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    }),
  )
}
