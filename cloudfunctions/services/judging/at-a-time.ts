/**
 * Works through a list in its order, several items at a time, for where each waits for a distant store. What was begun
 * is finished, whatever stops it.
 * @param work answers whether to go on
 * @returns how many of the list's first items were worked through
 * @throws what the work threw first
 */
export async function atATime<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
): Promise<number> {
  let begun = 0
  let goOn = true
  const hand = async () => {
    while (goOn && begun < items.length) {
      const item = items[begun++]!
      try {
        goOn = (await work(item)) && goOn
      } catch (error) {
        goOn = false
        throw error
      }
    }
  }
  const hands = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, hand))
  const failed = hands.find(result => result.status === 'rejected')
  if (failed) throw failed.reason
  return begun
}
