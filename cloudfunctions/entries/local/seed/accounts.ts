import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '../../../contract/app'
import { hashPassword, type PasswordCost } from '../../../services/accounts/password'
import type { Account } from '../../../services/documents/accounts'
import type { TraineeRecord } from '../../../services/documents/classes'
import { DEMONSTRATION_CLASS_ID } from './class'
import { INSTRUCTOR_NAME, SUPERVISOR_NAME } from './people'

/** What is told about an account that the seed made, its password included: it opens nothing but a demonstration. */
export interface DemonstrationAccount {
  readonly role: Role
  readonly name: string
  readonly password: string
  readonly displayName: string
}

type Plan = Pick<Account, 'role' | 'name' | 'displayName' | 'traineeId' | 'classIds'>

export function accountPlans(trainees: readonly TraineeRecord[]): Plan[] {
  return [
    { role: 'supervisor', name: 'jianguan', displayName: SUPERVISOR_NAME, traineeId: null, classIds: [] },
    {
      role: 'instructor',
      name: 'jiaoshi',
      displayName: INSTRUCTOR_NAME,
      traineeId: null,
      classIds: [DEMONSTRATION_CLASS_ID],
    },
    ...trainees.map(
      ({ id, name }, i): Plan => ({
        role: 'trainee',
        name: `xueyuan${String(i + 1).padStart(2, '0')}`,
        displayName: name,
        traineeId: id,
        classIds: [],
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
  return {
    account: {
      ...plan,
      id: `demo-account-${name}`,
      password: await hashPassword(password, cost),
      source: 'demonstration',
    },
    told: { role, name, password, displayName },
  }
}

/** No letters and digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 10

function newPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
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

const ROLE_OF: Readonly<Record<string, Role>> = {
  supervisor: 'supervisor',
  instructor: 'instructor',
  trainee: 'trainee',
}

function accountIn(line: string): DemonstrationAccount | null {
  const [roleText = '', name, password, displayName] = line.split('\t')
  const role = ROLE_OF[roleText]
  if (role === undefined || name === undefined || password === undefined) return null
  return { role, name, password, displayName: displayName ?? name }
}
