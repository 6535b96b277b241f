import Taro from '@tarojs/taro'
import { useState } from 'react'

const KEPT = 'keys-off'

/** Whether the desk's keys do anything: whoever speaks to a computer instead of typing turns them off, for good. */
export function useKeysOn(): readonly [on: boolean, turn: () => void] {
  const [on, setOn] = useState(() => Taro.getStorageSync(KEPT) !== true)
  const turn = () => {
    Taro.setStorageSync(KEPT, on)
    setOn(!on)
  }
  return [on, turn]
}
