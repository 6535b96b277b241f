const FORBIDS = 'ORT_DISABLE_TELEMETRY'

/**
 * The runtime's official builds for Linux report to their maker unless this stands in the environment before they
 * start: a lasting number of the machine, names and checksums of the models, how often and how fast they ran. A system
 * that looks at people's faces reports nothing to anybody.
 *
 * To be called on the main thread before any other loads the runtime, which reads the environment of the process; what
 * a thread sets is its own copy.
 */
export function forbidTelemetry(): void {
  process.env[FORBIDS] = '1'
}

/** @throws when whoever started this thread has not forbidden it */
export function mustBeForbidden(): void {
  if (process.env[FORBIDS] !== '1') throw new Error(`Set ${FORBIDS}=1 before the models are opened.`)
}
