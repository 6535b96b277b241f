import Taro from '@tarojs/taro'

/** Tells once the app is no longer to be seen. @returns ends it */
export function onLeaving(tell: () => void): () => void {
  Taro.onAppHide(tell)
  return () => Taro.offAppHide(tell)
}
