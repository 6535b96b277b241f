import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'

const KEPT = 'elder'
const readers = new Set<() => void>()

const isOn = () => Taro.getStorageSync(KEPT) === true

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
