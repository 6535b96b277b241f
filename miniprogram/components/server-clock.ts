import { useEffect, useReducer, useState } from 'react'

/**
 * The server's clock, second by second.
 * @param skew server's clock minus this phone's, in milliseconds
 */
export function useServerClock(skew: number): number {
  const [now, setNow] = useState(() => Date.now() + skew)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + skew), 1000)
    return () => clearInterval(timer)
  }, [skew])
  return now
}

/** Clocks and timers may differ by some milliseconds: the moment has surely passed then. */
const SURELY_MS = 50

/**
 * Draws once more when a moment has come, so that a page that stays open says what is so then.
 * @param moment by the same clock as `now`; null: there is none
 */
export function useMoment(moment: number | null, now: number): void {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const left = moment === null ? null : moment - now
  // After each drawing anew, since time has gone on.
  useEffect(() => {
    if (left === null) return
    const timer = setTimeout(draw, left + SURELY_MS)
    return () => clearTimeout(timer)
  })
}
