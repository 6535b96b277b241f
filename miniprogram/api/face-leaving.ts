/** Tells once the page is no longer to be seen: another tab, another app, the lock. @returns ends it */
export function onLeaving(tell: () => void): () => void {
  const look = () => {
    if (document.visibilityState === 'hidden') tell()
  }
  document.addEventListener('visibilitychange', look)
  return () => document.removeEventListener('visibilitychange', look)
}
