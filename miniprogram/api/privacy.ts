import { useSyncExternalStore } from 'react'
import { type PrivateKind, privateKindOf } from './private-kind'

type Word = { readonly event: 'exposureAuthorization' | 'disagree' } | AgreeingWord
interface AgreeingWord {
  readonly event: 'agree'
  /** WeChat looks whether this button was tapped. */
  readonly buttonId: string
}
type Resolve = (word: Word) => void

/** What of WeChat waits for the person's word, and what it would touch. */
const waiting = new Map<Resolve, PrivateKind>()
const refused = new Set<PrivateKind>()
const readers = new Set<() => void>()

/**
 * From now on WeChat asks this app, and not the person, before it uses what is private. Who has refused one kind is not
 * asked for that again until the app is opened anew; for another kind they are.
 */
export function watchPrivacy(): void {
  // The typings take the function that is handed over for a result.
  const listen = wx.onNeedPrivacyAuthorization as unknown as
    | ((listener: (resolve: Resolve, about?: { readonly referrer?: string }) => void) => void)
    | undefined
  // A WeChat older than this interface asks nobody.
  listen?.((resolve, about) => {
    const kind = privateKindOf(about?.referrer ?? '')
    if (refused.has(kind)) return resolve({ event: 'disagree' })
    waiting.set(resolve, kind)
    changed()
  })
}

const asked = (): PrivateKind | null => [...waiting.values()][0] ?? null

/** What is asked for now; null: nothing. Of several kinds the first, then the next. */
export const usePrivacyAsked = (): PrivateKind | null => useSyncExternalStore(subscribe, asked)

/** The question is on the screen. */
export function tellShown(): void {
  for (const [resolve, kind] of waiting) if (kind === asked()) resolve({ event: 'exposureAuthorization' })
}

/** It is the whole of the guide that is agreed to: WeChat asks for no other kind any more. */
export const agree = (buttonId: string): void => settle({ event: 'agree', buttonId }, [...waiting.keys()])

export function refuse(): void {
  const kind = asked()
  if (kind === null) return
  refused.add(kind)
  settle(
    { event: 'disagree' },
    [...waiting].flatMap(([resolve, of]) => (of === kind ? resolve : [])),
  )
}

function settle(word: Word, those: readonly Resolve[]): void {
  for (const resolve of those) waiting.delete(resolve)
  for (const resolve of those) resolve(word)
  changed()
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function changed(): void {
  for (const reader of readers) reader()
}
