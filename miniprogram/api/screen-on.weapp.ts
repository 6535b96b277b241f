import Taro from '@tarojs/taro'

/** A phone that can't goes dark as ever: that is no mistake. */
const tell = (keepScreenOn: boolean) => {
  Taro.setKeepScreenOn({ keepScreenOn }).catch(() => {})
}

/** Keeps the screen on while the app is shown. @returns lets it go dark again */
export function keepScreenOn(): () => void {
  tell(true)
  return () => tell(false)
}
