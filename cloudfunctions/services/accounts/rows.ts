import type { AccountRow } from '../../contract/accounts'
import type { Versioned } from '../../ports/store'
import type { Account } from '../documents/accounts'

/** What an administrator sees of an account: not whose trainee it is, and nothing of its password. */
export function accountRow({ document, version }: Versioned<Account>): AccountRow {
  const { id, name, displayName, role, provider, classIds, closedAt, mustChangePassword } = document
  return {
    accountId: id,
    version,
    name,
    displayName,
    role,
    provider,
    classIds,
    closed: closedAt !== null,
    mustChangePassword,
  }
}
