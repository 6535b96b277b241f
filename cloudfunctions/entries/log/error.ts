interface ErrorOnLog {
  readonly type: string
  readonly code?: string | number
  readonly message: string
  /** Where it was thrown, innermost first. */
  readonly at: readonly string[]
  readonly cause?: ErrorOnLog
}

const DEEPEST_CAUSE = 5
const MOST_FRAMES = 12

/** An error with the chain of its causes, without the documents and values that messages quote. */
export function errorOnLog(error: unknown, depth = 0): ErrorOnLog {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', at: [] }
  const code = 'code' in error ? error.code : undefined
  const goesOn = error.cause !== undefined && depth < DEEPEST_CAUSE
  return {
    type: error.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message: withoutValues(error.message),
    at: framesOf(error.stack),
    ...(goesOn && { cause: errorOnLog(error.cause, depth + 1) }),
  }
}

/**
 * Engines and libraries quote what they stumbled over: a piece of a body, a value. It may hold quotes of its own, so
 * what goes is everything from the first of them to the last. Numbers long enough are people's.
 */
const QUOTED = [/".*"/s, /".*$/s, /'.*'/s, /“.*”/s, /`.*`/s]
const LONG_NUMBER = /\d{6,}[\dXx]*/g

function withoutValues(message: string): string {
  const unquoted = QUOTED.reduce((text, quoted) => text.replace(quoted, '…'), message)
  return unquoted.replace(LONG_NUMBER, '…')
}

/** The frames alone: what stands before them is the message once more. */
function framesOf(stack: string | undefined): string[] {
  const frames = (stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return frames.slice(0, MOST_FRAMES).map(line => line.trim().replace(/^at /, ''))
}
