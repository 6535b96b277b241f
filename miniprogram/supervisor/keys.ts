/** What a key on the desk does. None of them decides: they go to a day, or make its form ready. */
export type Act = 'next' | 'previous' | 'accepted' | 'rejected' | 'ask' | 'help' | 'leave'

const acts: ReadonlyMap<string, Act> = new Map([
  ['j', 'next'],
  ['k', 'previous'],
  ['1', 'accepted'],
  ['2', 'rejected'],
  ['3', 'ask'],
  ['?', 'help'],
  ['？', 'help'],
  ['Escape', 'leave'],
])

/** Elsewhere the arrows scroll the page. */
const actsInTheQueue: ReadonlyMap<string, Act> = new Map([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
])

type KeyWords = readonly (readonly [keys: string, does: string])[]

const going: KeyWords = [
  ['J 或 ↓', '下一天（↓ 在列表里有效）'],
  ['K 或 ↑', '上一天（↑ 在列表里有效）'],
]

const deciding: KeyWords = [
  ['1', '选“认可”，接着写理由'],
  ['2', '选“不予认可”，接着写理由'],
  ['3', '选“要求说明”，接着写问题'],
]

const always: KeyWords = [
  ['Esc', '离开输入框，回到列表'],
  ['?', '打开或收起这张表'],
]

/**
 * The keys in words, for whoever asks for the list.
 * @param mayDecide otherwise there is no form that a key could make ready
 */
export const keyWordsFor = (mayDecide: boolean): KeyWords => [
  ...going,
  ...(mayDecide ? deciding : []),
  ...always,
]

export interface Stroke {
  readonly key: string
  /** Ctrl, Alt or Command is held: the browser's own shortcut. */
  readonly held: boolean
  /** An input method is putting a character together. */
  readonly composing: boolean
  /** Where the key arrives. */
  readonly at: 'field' | 'queue' | 'page'
}

/** Null: the key is none of ours, or somebody is typing. */
export function actOf({ key, held, composing, at }: Stroke): Act | null {
  if (held || composing) return null
  if (at === 'field') return key === 'Escape' ? 'leave' : null
  const known = key.length === 1 ? key.toLowerCase() : key
  return (at === 'queue' ? actsInTheQueue.get(known) : undefined) ?? acts.get(known) ?? null
}
