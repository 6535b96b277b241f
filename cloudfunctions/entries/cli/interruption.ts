/** Ends a run from outside: Ctrl-C, `kill`, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What a shell makes of a program that Ctrl-C has ended. */
export const INTERRUPTED = 130

/**
 * Runs something that tidies up when its signal is given, then ends the process at once: a thread of the engine may
 * not be through yet. A second signal is not waited for.
 */
export async function interruptible<T>(
  run: (signal: AbortSignal) => Promise<T>,
  tell: () => void,
): Promise<T> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  for (const signal of SIGNALS) process.once(signal, abort)
  try {
    return await run(stop.signal)
  } catch (cause) {
    if (!stop.signal.aborted) throw cause
    tell()
    return process.exit(INTERRUPTED)
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, abort)
  }
}
