import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'
import { fontScale } from './font-scale'

const KEPT = 'elder'
const readers = new Set<() => void>()

/** So much larger than usual elder mode is by itself. */
export const ELDER_SCALE = 1.25

/** Who has not chosen here has perhaps in WeChat. */
function isOn(): boolean {
  const chosen: boolean | '' = Taro.getStorageSync(KEPT)
  return chosen === '' ? fontScale() >= ELDER_SCALE : chosen
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

/** Elder mode (big text, big targets), kept on the phone and followed by every open page. */
export function useElder(): readonly [on: boolean, toggle: () => void] {
  const on = useSyncExternalStore(subscribe, isOn)
  const toggle = () => {
    Taro.setStorageSync(KEPT, !on)
    for (const reader of readers) reader()
  }
  return [on, toggle]
}
