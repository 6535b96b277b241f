/** An answer of the platform's that says no: its code, and a sentence in its English. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
