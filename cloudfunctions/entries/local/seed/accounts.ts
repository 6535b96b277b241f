import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLES, type Role } from '../../../contract/roles'
import { newPassword } from '../../../services/accounts/new-password'
import { hashPassword, type PasswordCost } from '../../../services/accounts/password'
import { type Account, unboundKey } from '../../../services/documents/accounts'
import type { TraineeRecord } from '../../../services/documents/classes'
import { DEMONSTRATION_CLASS_ID, PROVIDER } from './class'
import { INSTRUCTOR_NAME, STAFF } from './people'

/** What is told about an account that the seed made, its password included: it opens nothing but a demonstration. */
export interface DemonstrationAccount {
  readonly role: Role
  readonly name: string
  readonly password: string
  readonly displayName: string
}

type Plan = Pick<
  Account,
  'role' | 'name' | 'displayName' | 'traineeId' | 'traineeClassId' | 'classIds' | 'provider'
>

const OF_NOBODY = { traineeId: null, traineeClassId: null, classIds: [], provider: null } as const

export function accountPlans(trainees: readonly TraineeRecord[]): Plan[] {
  return [
    ...STAFF.map(person => ({ ...OF_NOBODY, ...person })),
    { ...OF_NOBODY, role: 'provider', name: 'chengxun', displayName: PROVIDER, provider: PROVIDER },
    {
      ...OF_NOBODY,
      role: 'instructor',
      name: 'jiaoshi',
      displayName: INSTRUCTOR_NAME,
      classIds: [DEMONSTRATION_CLASS_ID],
    },
    ...trainees.map(
      ({ id, name, classId }, i): Plan => ({
        ...OF_NOBODY,
        role: 'trainee',
        name: `xueyuan${String(i + 1).padStart(2, '0')}`,
        displayName: name,
        traineeId: id,
        traineeClassId: classId,
      }),
    ),
  ]
}

/** @returns the account with its hash alone, and what is to be told about it */
export async function makeAccount(
  plan: Plan,
  cost: PasswordCost,
): Promise<{ readonly account: Account; readonly told: DemonstrationAccount }> {
  const password = newPassword()
  const { role, name, displayName } = plan
  const id = `demo-account-${name}`
  return {
    account: {
      ...plan,
      id,
      password: await hashPassword(password, cost),
      closedAt: null,
      // Whoever tries the demonstration reads the password from its list at each start.
      mustChangePassword: false,
      source: 'demonstration',
      wechatKey: unboundKey(id),
      wechat: null,
    },
    told: { role, name, password, displayName },
  }
}

const FILE = 'demo-accounts.txt'
const HEADING = '# 演示账号（角色、账号、密码、姓名）。正式使用前请删除这些账号和本文件。'

/** So that a later start can tell them again. Readable by the owner of the data alone. */
export function writeDownAccounts(dataFolder: string, accounts: readonly DemonstrationAccount[]): void {
  const lines = accounts.map(({ role, name, password, displayName }) =>
    [role, name, password, displayName].join('\t'),
  )
  writeFileSync(join(dataFolder, FILE), `${[HEADING, ...lines].join('\n')}\n`, { mode: 0o600 })
}

/** Empty when the file was taken away. */
export function writtenDownAccounts(dataFolder: string): DemonstrationAccount[] {
  const file = join(dataFolder, FILE)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => accountIn(line) ?? [])
}

function accountIn(line: string): DemonstrationAccount | null {
  const [roleText = '', name, password, displayName] = line.split('\t')
  const role = ROLES.find(known => known === roleText)
  if (role === undefined || name === undefined || password === undefined) return null
  return { role, name, password, displayName: displayName ?? name }
}
