/** Names are compared without regard to case, width or the blanks around them. */
export function accountName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
