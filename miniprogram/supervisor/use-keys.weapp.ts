import type { Act } from './keys'

/** WeChat hands no keys to a page. */
export function useKeys(_on: boolean, _act: (what: Act) => boolean): void {}
