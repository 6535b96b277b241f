const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** One letter for each byte, 6 random bits in each. */
export const keyOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => ALPHABET.charAt(byte & 63)).join('')
