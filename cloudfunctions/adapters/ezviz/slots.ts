/** Lets a bounded number of tasks run at one time; the others wait in the order in which they came. */
export function createSlots(size: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = size
  const waiting: (() => void)[] = []

  const enter = async () => {
    if (free > 0) free -= 1
    else await new Promise<void>(resolve => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  return async task => {
    await enter()
    try {
      return await task()
    } finally {
      leave()
    }
  }
}
