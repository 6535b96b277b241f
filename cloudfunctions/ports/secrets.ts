/**
 * Keeps what must not lie readable in the store. Synchronous: it is arithmetic with keys that were read at the start.
 */
export interface Secrets {
  /** The key that new values are sealed with. */
  readonly currentKeyId: string

  /**
   * Seals a text; the same text gives another sealed one each time.
   * @param context where it is kept, e.g. a document and its field: opened anywhere else it is refused
   */
  encrypt(plain: string, context: string): string

  /** @throws SecretsError `unknown-key`; `tampered` also for a value that was moved from another context */
  decrypt(sealed: string, context: string): string

  /**
   * A fingerprint by which equal texts are found without being readable. It needs a key, so it can't be tried out
   * from a copy of the store, and it stays the same when keys are rotated.
   * @param purpose fingerprints of different purposes can't be compared
   */
  blindIndex(plain: string, purpose: string): string

  /** Which key a value was sealed with. @throws SecretsError `tampered` when it is no sealed value */
  keyIdOf(sealed: string): string
}

/**
 * What a person can do about it: `no-keys` bring back the keys that the data was sealed with; `wrong-keys` they are
 * another installation's; `unknown-key` one of them is missing; `damaged-keys` and `unreadable-keys` restore them from
 * the copy; `open-to-others` take away others' right to read them; `not-written` look at the disk; `tampered` the value
 * itself is not what was kept.
 */
export type SecretsFault =
  | 'no-keys'
  | 'wrong-keys'
  | 'unknown-key'
  | 'damaged-keys'
  | 'unreadable-keys'
  | 'open-to-others'
  | 'not-written'
  | 'tampered'

/** A secret could not be kept or opened. Its message names keys and places, never what is secret. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError'

  constructor(
    readonly fault: SecretsFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
