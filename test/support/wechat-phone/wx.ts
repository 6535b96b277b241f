import { randomFillSync } from 'node:crypto'
import { cameraApi } from './camera'
import type { PhonePlatform } from './platform'

/** What outlives the app on a phone. */
export type Storage = Map<string, unknown>

interface Told<T> {
  success?(result: T): void
}

interface RandomValues {
  readonly length: number
}

/** Beside these, what `wx` is given from outside: the way to the server, and the way between pages. */
export function phoneApi(storage: Storage, platform: PhonePlatform) {
  const base = {
    SDKVersion: platform.face ? '3.8.12' : '3.8.0',
    version: '8.0.50',
    platform: 'android',
    language: 'zh_CN',
    theme: 'light',
  }
  const { windowWidth } = platform
  const size = { windowWidth, windowHeight: 812, screenWidth: windowWidth, screenHeight: 812, pixelRatio: 2 }
  const told = <T extends object>(info: T) => {
    platform.systemInfoCalls += 1
    return info
  }
  const settings = () => ({
    ...base,
    fontSizeScaleFactor: platform.fontSizeScaleFactor,
    fontSizeSetting: Math.floor(16 * platform.fontSizeScaleFactor),
  })
  return {
    ...platform.api,
    ...platform.face?.api,
    ...cameraApi,
    getStorageSync: (key: string): unknown => (storage.has(key) ? structuredClone(storage.get(key)) : ''),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.parse(JSON.stringify(value))),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    removeStorageSync: (key: string) => void storage.delete(key),
    getSystemInfoSync: () => told({ ...settings(), ...size }),
    getWindowInfo: () => told(size),
    getAppBaseInfo: () => told(settings()),
    getDeviceInfo: () => told(base),
    // A phone's window stays as it is.
    onWindowResize: () => {},
    offWindowResize: () => {},
    canIUse: () => false,
    nextTick: (act: () => void) => queueMicrotask(act),
    getRandomValues: ({ length, success }: RandomValues & Told<{ readonly randomValues: ArrayBuffer }>) =>
      success?.({ randomValues: randomFillSync(new Uint8Array(length)).buffer }),
  }
}
