import { useEffect, useRef, useState } from 'react'
import { useInView } from './in-view'
import { waitBefore } from './pace'

interface Kept {
  /** What the page shows, to tell whether an answer has changed it. */
  readonly shown: string
  readonly goesOn: boolean
  /** Not before this, in milliseconds from now; null: not at all, since nothing will change any more. */
  readonly from: number | null
  readonly refresh: () => void
}

/** Asks again and again while the page is in view; it is asked at once when it comes back, by the question itself. */
export function useKeptFresh({ shown, goesOn, from, refresh }: Kept): void {
  const inView = useInView()
  const [turn, setTurn] = useState(0)
  const changed = useRef({ shown, at: Date.now() })
  if (changed.current.shown !== shown) changed.current = { shown, at: Date.now() }
  const newest = useRef(refresh)
  newest.current = refresh
  const wait = from === null ? null : Math.max(from, waitBefore(Date.now() - changed.current.at, goesOn))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn waits anew.
  useEffect(() => {
    if (wait === null || !inView) return
    const timer = setTimeout(() => {
      newest.current()
      setTurn(old => old + 1)
    }, wait)
    return () => clearTimeout(timer)
  }, [wait, inView, turn])
}
