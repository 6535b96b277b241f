import { StoreError } from '../../ports/store'

type Why =
  | 'no-store'
  | 'in-use'
  | 'being-read'
  | 'file-exists'
  | 'no-file'
  | 'no-folder'
  | 'no-room'
  | 'not-a-store'
  | 'not-closed'
  | 'newer'

/** What the caller can mend: nothing is broken and nothing was changed. */
export class StoreRefusal extends StoreError {
  constructor(
    readonly why: Why,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
