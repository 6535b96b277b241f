/** Tells when the browser says that it is connected again. @returns ends it */
export function onLineBack(tell: () => void): () => void {
  window.addEventListener('online', tell)
  return () => window.removeEventListener('online', tell)
}
