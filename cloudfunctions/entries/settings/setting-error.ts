export type Environment = Readonly<Record<string, string | undefined>>

/** A setting that can't be used, in a sentence for the person who set it. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}
