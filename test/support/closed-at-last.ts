const left = new Set<() => Promise<unknown>>()

/**
 * What listens keeps a whole run of tests alive, and a test that fails midway does not come to its own closing: whatever
 * is open when its suite ends is closed then, the latest first.
 * @returns closes it at once, however often it is called
 */
export function closedAtLast<T>(close: () => Promise<T>): () => Promise<T> {
  let closing: Promise<T> | null = null
  const closeOnce = () => {
    left.delete(closeOnce)
    closing ??= close()
    return closing
  }
  left.add(closeOnce)
  return closeOnce
}

afterAll(async () => {
  for (const close of [...left].reverse()) await close()
})
