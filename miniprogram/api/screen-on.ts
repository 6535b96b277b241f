/** Of the browser's lock: let go by the browser itself whenever the page is hidden. */
interface Held {
  release(): Promise<void>
}

/** A browser without it, or with an empty battery, lets the screen go dark as ever: that is no mistake. */
async function hold(): Promise<Held | null> {
  if (!('wakeLock' in navigator)) return null
  try {
    return await navigator.wakeLock.request('screen')
  } catch {
    return null
  }
}

/** Keeps the screen on while the page is shown. @returns lets it go dark again */
export function keepScreenOn(): () => void {
  let isOver = false
  let held: Held | null = null
  const letGo = async () => held?.release()
  const holdNow = async () => {
    if (document.visibilityState !== 'visible') return
    held = await hold()
    if (isOver) await letGo()
  }
  const again = () => void holdNow()
  again()
  document.addEventListener('visibilitychange', again)
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', again)
    void letGo()
  }
}
