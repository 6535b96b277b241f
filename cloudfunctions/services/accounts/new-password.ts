import { randomInt } from 'node:crypto'

/** No letters and digits that are taken for one another, and none that need a shift key. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
/** Some 50 bits, which five tries in a quarter of an hour don't find. */
const PASSWORD_LENGTH = 10

/** A password that is told once, for somebody to type in from a sheet of paper. */
export function newPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
