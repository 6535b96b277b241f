import { useEffect, useState } from 'react'
import type { DecisionEffect, Input } from '../../cloudfunctions/contract/app'
import { call } from '../api/call'
import { asFailure } from '../api/use-question'

/** Typing hours is one question, not one for each digit. */
const PAUSE_MS = 300

export type Preview =
  | { readonly state: 'nothing-chosen' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly sentence: string; readonly again: () => void }
  | { readonly state: 'known'; readonly effect: DecisionEffect }

interface Asked {
  /** The ruling that was asked about; another one makes it stale. */
  readonly about: string
  readonly outcome: DecisionEffect | string
}

/**
 * What a ruling would do, asked of the server whenever it changes.
 * @param ruling null: there is none yet
 * @param revision of the day; with another one the effect may be another too
 */
export function usePreview(ruling: Input<'preview-decision'> | null, revision: number): Preview {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [turn, setTurn] = useState(0)
  const about = ruling && JSON.stringify([ruling, revision, turn])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` stands for the ruling.
  useEffect(() => {
    if (ruling === null || about === null) return
    let stale = false
    const settle = (outcome: Asked['outcome']) => !stale && setAsked({ about, outcome })
    const ask = async () => {
      try {
        settle(await call('preview-decision', ruling))
      } catch (error) {
        settle(asFailure(error).message)
      }
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [about])
  if (about === null) return { state: 'nothing-chosen' }
  if (asked?.about !== about) return { state: 'asking' }
  const { outcome } = asked
  if (typeof outcome !== 'string') return { state: 'known', effect: outcome }
  return { state: 'failed', sentence: outcome, again: () => setTurn(turn + 1) }
}
