import { useDidHide, useDidShow } from '@tarojs/taro'
import { useState } from 'react'

/** Whether the page is the one on the screen: others stay as they are beneath it, and the app may be out of view. */
export function useInView(): boolean {
  const [inView, setInView] = useState(true)
  useDidShow(() => setInView(true))
  useDidHide(() => setInView(false))
  return inView
}
