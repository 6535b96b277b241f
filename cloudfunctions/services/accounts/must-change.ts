import type { Account } from '../documents/accounts'

/** What one may do before one has chosen a password of one's own. */
const BEFORE: ReadonlySet<string> = new Set(['who-am-i', 'sign-out', 'change-password'])

/** Whether an operation waits until the account's owner has changed a password that somebody else knows. */
export function waitsForNewPassword({ mustChangePassword }: Account, operation: string): boolean {
  return mustChangePassword && !BEFORE.has(operation)
}
