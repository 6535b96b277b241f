import { useSyncExternalStore } from 'react'

const readers = new Set<() => void>()
let isOffered = false

/** WeChat fetches a new version by itself. Without a word from here it is used from the next cold start on. */
export function watchForUpdate(): void {
  wx.getUpdateManager?.().onUpdateReady(() => offer(true))
}

export const useUpdateOffered = (): boolean => useSyncExternalStore(subscribe, () => isOffered)

/** It is not spoken of again until the app is opened anew. */
export const putOff = (): void => offer(false)

/** Ends the app and opens its new version. */
export const applyUpdate = (): void => wx.getUpdateManager().applyUpdate()

function offer(now: boolean): void {
  isOffered = now
  for (const reader of readers) reader()
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}
