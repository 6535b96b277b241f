import type { KeyListProps } from './key-list'

/** WeChat hands no keys to a page. */
export function KeyList(_: KeyListProps) {
  return null
}
