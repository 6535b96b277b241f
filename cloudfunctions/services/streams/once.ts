/**
 * What is asked for at most once, however often it is decided again what to append: somebody outside is asked, whom a
 * lost race is no reason to ask again.
 */
export function once<A extends unknown[], T>(ask: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let asked: Promise<T> | null = null
  return (...args) => {
    asked ??= ask(...args)
    return asked
  }
}
