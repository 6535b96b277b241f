const MANY_CHECK_INS = 500_000
const EVERY = 16e6

/**
 * Between the stages of a very long run much has been used and is not needed any more. Left alone, Node would rather
 * take more memory from the machine than look for it; asked (`--expose-gc`), it gives some back. Short runs, and
 * runs without that option, do without.
 */
export function memoryKeeper(checkIns: number): {
  readonly free: () => void
  readonly afterWriting: (bytes: number) => void
} {
  const free = () => {
    if (checkIns >= MANY_CHECK_INS) globalThis.gc?.()
  }
  let freedAt = 0
  const afterWriting = (bytes: number) => {
    if (bytes - freedAt < EVERY) return
    freedAt = bytes
    free()
  }
  return { free, afterWriting }
}
