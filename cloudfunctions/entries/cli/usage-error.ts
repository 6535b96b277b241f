/** Whoever called us must change something; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
