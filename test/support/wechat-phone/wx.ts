import { randomFillSync } from 'node:crypto'

/** What outlives the app on a phone. */
export type Storage = Map<string, unknown>

interface Told<T> {
  success?(result: T): void
  fail?(failure: { readonly errMsg: string }): void
  complete?(): void
}

interface RandomValues {
  readonly length: number
}

/** Beside these, what `wx` is given from outside: the cloud, and the way between pages. */
export function phoneApi(storage: Storage) {
  const base = {
    SDKVersion: '3.8.0',
    version: '8.0.50',
    platform: 'android',
    language: 'zh_CN',
    theme: 'light',
  }
  const size = { windowWidth: 375, windowHeight: 812, screenWidth: 375, screenHeight: 812, pixelRatio: 2 }
  return {
    getStorageSync: (key: string): unknown => (storage.has(key) ? structuredClone(storage.get(key)) : ''),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key: string) => void storage.delete(key),
    getSystemInfoSync: () => ({ ...base, ...size }),
    getWindowInfo: () => size,
    getAppBaseInfo: () => base,
    getDeviceInfo: () => base,
    canIUse: () => false,
    nextTick: (act: () => void) => queueMicrotask(act),
    getRandomValues: ({ length, success }: RandomValues & Told<{ readonly randomValues: ArrayBuffer }>) =>
      success?.({ randomValues: randomFillSync(new Uint8Array(length)).buffer }),
    /** The person has not allowed it. */
    getLocation: ({ fail }: Told<never>) => fail?.({ errMsg: 'getLocation:fail auth deny' }),
  }
}
