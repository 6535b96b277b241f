import Taro from '@tarojs/taro'
import { randomKey } from './random'

const KEPT = 'device-id'

/** A random name for this phone, made once. It says nothing of the phone, only that it is the same one. */
export async function deviceId(): Promise<string> {
  const kept: string = Taro.getStorageSync(KEPT)
  if (kept) return kept
  const made = await randomKey()
  Taro.setStorageSync(KEPT, made)
  return made
}
