import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** From here the list stands beside the detail. CSS pixels. */
const WIDE = 1024

const isWide = () => Taro.getSystemInfoSync().windowWidth >= WIDE

/** Whether the window is wide now, also while it is dragged or turned. */
export function useWide(): boolean {
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    const follow = () => setWide(isWide())
    Taro.onWindowResize(follow)
    return () => Taro.offWindowResize(follow)
  }, [])
  return wide
}
