import Taro from '@tarojs/taro'

/** WeChat has no keyboard to bring anywhere. */
export function focusOn(..._selectors: readonly string[]): void {}

/** Scrolls to it. */
export const bringTo = (selector: string): void => void Taro.pageScrollTo({ selector })
