import { useSyncExternalStore } from 'react'

const readers = new Set<() => void>()
let isReady = false

/** WeChat fetches a new version by itself. Without a word from here it is used from the next cold start on. */
export function watchForUpdate(): void {
  wx.getUpdateManager?.().onUpdateReady(() => {
    isReady = true
    for (const reader of readers) reader()
  })
}

export const useUpdateReady = (): boolean => useSyncExternalStore(subscribe, () => isReady)

/** Ends the app and opens its new version. */
export const applyUpdate = (): void => wx.getUpdateManager().applyUpdate()

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}
