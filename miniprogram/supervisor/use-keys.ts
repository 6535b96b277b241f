import { useLayoutEffect, useRef } from 'react'
import { type Act, actOf, type Stroke } from './keys'

const FIELDS = 'input, textarea, select, [contenteditable="true"]'

function whereOf({ target }: KeyboardEvent): Stroke['at'] {
  if (!(target instanceof Element)) return 'page'
  if (target.closest(FIELDS)) return 'field'
  return target.closest('.class-days') ? 'queue' : 'page'
}

/**
 * The desk's keys, while its page is shown.
 * @param act says whether it did something: if so, the browser is not to do anything of its own
 */
export function useKeys(on: boolean, act: (what: Act) => boolean): void {
  const newest = useRef(act)
  newest.current = act
  // With what is drawn, so that a key pressed at once is heard.
  useLayoutEffect(() => {
    if (!on) return
    const follow = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, isComposing, defaultPrevented } = event
      const held = ctrlKey || altKey || metaKey
      const what = actOf({ key, held, composing: isComposing || defaultPrevented, at: whereOf(event) })
      if (what && newest.current(what)) event.preventDefault()
    }
    document.addEventListener('keydown', follow)
    return () => document.removeEventListener('keydown', follow)
  }, [on])
}
