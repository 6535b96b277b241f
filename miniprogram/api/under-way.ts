const underWay = new Set<Promise<unknown>>()

/** Counts as under way until it has ended, however it ends. */
export function counted<T>(work: Promise<T>): Promise<T> {
  underWay.add(work)
  const end = () => void underWay.delete(work)
  work.then(end, end)
  return work
}

/** Resolves when nothing is under way any more, also of what was begun meanwhile. */
export async function allDone(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay)
}
