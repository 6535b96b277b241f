import { useSyncExternalStore } from 'react'

type Word = { readonly event: 'exposureAuthorization' | 'disagree' } | AgreeingWord
interface AgreeingWord {
  readonly event: 'agree'
  /** WeChat looks whether this button was tapped. */
  readonly buttonId: string
}
type Resolve = (word: Word) => void

/** What of WeChat waits for the person's word. */
const waiting = new Set<Resolve>()
const readers = new Set<() => void>()
let isRefused = false

/**
 * From now on WeChat asks this app, and not the person, before it uses what is private. Who has refused is not asked
 * again until the app is opened anew.
 */
export function watchPrivacy(): void {
  // The typings take the function that is handed over for a result.
  const listen = wx.onNeedPrivacyAuthorization as unknown as
    | ((listener: (resolve: Resolve) => void) => void)
    | undefined
  // A WeChat older than this interface asks nobody.
  listen?.(resolve => {
    if (isRefused) return resolve({ event: 'disagree' })
    waiting.add(resolve)
    changed()
  })
}

export const usePrivacyAsked = (): boolean => useSyncExternalStore(subscribe, () => waiting.size > 0)

/** The question is on the screen. */
export function tellShown(): void {
  for (const resolve of waiting) resolve({ event: 'exposureAuthorization' })
}

export const agree = (buttonId: string): void => settle({ event: 'agree', buttonId })

export function refuse(): void {
  isRefused = true
  settle({ event: 'disagree' })
}

function settle(word: Word): void {
  const all = [...waiting]
  waiting.clear()
  for (const resolve of all) resolve(word)
  changed()
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function changed(): void {
  for (const reader of readers) reader()
}
