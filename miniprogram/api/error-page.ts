import Taro from '@tarojs/taro'

const PAGE = 'error/index'
/** A browser says so of a layout that it finishes in the next frame; nothing is broken. */
const HARMLESS = /ResizeObserver loop/

export type Trouble = 'failed' | 'missing'

/** Leaves whatever is open for the page that says what happened. An error of that page itself leads nowhere. */
export function openErrorPage(trouble: Trouble): void {
  const open = Taro.getCurrentPages().at(-1)?.route ?? ''
  if (open.includes(PAGE)) return
  Taro.reLaunch({ url: `/${PAGE}?trouble=${trouble}` }).catch(() => {
    // Not even that page can be had, without a line for instance: what is on the screen stays there.
  })
}

/** @param told in the runtime's words, which may hold anything: they are neither kept nor sent */
export function onUncaught(told: unknown): void {
  if (!HARMLESS.test(String(told))) openErrorPage('failed')
}
