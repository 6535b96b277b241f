const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/** GB 11643-1999: 17 digits and the check character of their weighted sum modulo 11. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  return checkCharacter(text) === text[17]!.toUpperCase()
}

/** The eighteenth character that the first 17 digits ask for. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return CHECK_CHARACTERS[sum % 11]!
}

/** An ID number with its last characters only, for messages. */
export function maskIdNumber(text: string): string {
  return `${'*'.repeat(Math.max(0, text.length - 4))}${text.slice(-4)}`
}
