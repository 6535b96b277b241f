import { useEffect, useState } from 'react'
import type { Input, PlaybackView } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'

export type Address =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly sentence: string }
  | { readonly state: 'known'; readonly view: PlaybackView }

/** Where a stretch is played, asked once: each address is made for who asks, and noted. */
export function useAddress(question: Input<'playback-address'>): readonly [Address, again: () => void] {
  const [turn, setTurn] = useState(0)
  const [known, setKnown] = useState<{ readonly about: string; readonly address: Address } | null>(null)
  const about = JSON.stringify([question, turn])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` stands for the question.
  useEffect(() => {
    let stale = false
    const settle = (address: Address) => !stale && setKnown({ about, address })
    const ask = async () => {
      try {
        settle({ state: 'known', view: await call('playback-address', question) })
      } catch (error) {
        settle({ state: 'failed', sentence: asFailure(error).message })
      }
    }
    void ask()
    return () => {
      stale = true
    }
  }, [about])
  const address: Address = known?.about === about ? known.address : { state: 'asking' }
  return [address, () => setTurn(turn + 1)]
}
