import { useEffect, useState } from 'react'

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
