import type { Role } from '../../cloudfunctions/contract/roles'
import { accountName } from '../../cloudfunctions/services/accounts/name'
import type { PasswordRecord } from '../../cloudfunctions/services/accounts/password'
import { type Account, unboundKey } from '../../cloudfunctions/services/documents/accounts'

type Given = Pick<Account, 'id' | 'name' | 'role'> & Partial<Account> & { readonly password: PasswordRecord }

/** An open account of nobody, but for what is given. */
export function accountWith(given: Given): Account {
  return {
    displayName: given.name,
    traineeId: null,
    traineeClassId: null,
    classIds: [],
    provider: null,
    closedAt: null,
    mustChangePassword: false,
    source: 'administrator',
    wechatKey: unboundKey(given.id),
    wechat: null,
    ...given,
  }
}

/** The account `A-<name>` of somebody so called. */
export function accountCalled(
  name: string,
  role: Role,
  password: PasswordRecord,
  more: Partial<Account> = {},
): Account {
  const known = { id: `A-${name}`, name: accountName(name), displayName: `${name} 的姓名` }
  return accountWith({ ...known, role, password, ...more })
}
