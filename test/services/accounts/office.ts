import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Role } from '../../../cloudfunctions/contract/roles'
import { instantOf } from '../../../cloudfunctions/domain/time'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import type { Note } from '../../../cloudfunctions/services/accounts/note'
import { hashPassword } from '../../../cloudfunctions/services/accounts/password'
import { signedInBy } from '../../../cloudfunctions/services/accounts/sessions'
import { signIn } from '../../../cloudfunctions/services/accounts/sign-in'
import { accessWrites } from '../../../cloudfunctions/services/audit/access'
import { ACCESS_DAYS } from '../../../cloudfunctions/services/documents/access-days'
import { ACCOUNTS, type Account } from '../../../cloudfunctions/services/documents/accounts'
import { CLASSES, TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { sealTrainee } from '../../../cloudfunctions/services/id-numbers/seal'
import { accountCalled } from '../../support/account'
import { openTemporaryStore, type TemporaryStore } from '../../support/stores'

/** Dear passwords are tried in password.test.ts; here they only have to be right. */
const CHEAP = { N: 16, r: 1, p: 1 }
export const PASSWORD = 'pass word 1'
export const START = instantOf('2024-06-03', '08:00')
export const HERE = '192.0.2.1'

/** A store with the accounts `t1` of trainee T1 and one of each other role by its name, and classes C1 and C2. */
export class Office {
  now = START
  readonly clock = { now: () => this.now }
  readonly passwordCost = CHEAP
  readonly ring = newKeyRing()
  readonly secrets = createSecrets(this.ring)

  readonly store: Store

  private constructor(private readonly kept: TemporaryStore) {
    this.store = kept.store
  }

  static async open(): Promise<Office> {
    const office = new Office(await openTemporaryStore())
    await office.#furnish()
    return office
  }

  close(): Promise<void> {
    return this.kept.close()
  }

  signIn(name: string, password = PASSWORD, address = HERE, device: string | null = null) {
    return signIn(this, { name, password }, { address, device })
  }

  /** What a sign-in that must succeed gives the browser to keep. */
  async signedIn(name: string, password = PASSWORD, address = HERE, device: string | null = null) {
    const outcome = await this.signIn(name, password, address, device)
    if (!outcome.done || outcome.session?.kind !== 'begun') throw new Error(`${name} could not sign in`)
    const { token, device: mark = null } = outcome.session
    return { token, device: mark }
  }

  /** The name of whoever a token stands for; null: nobody. */
  async whoIs(token: string | null): Promise<string | null> {
    return (await signedInBy(this, token))?.account.name ?? null
  }

  async account(name: string): Promise<Account> {
    const account = await read(this.store, ACCOUNTS, `A-${name}`)
    if (account === null) throw new Error(`no account ${name}`)
    return account
  }

  noteOf(name: string): Note {
    return act => accessWrites(this, { ...act, accountId: `A-${name}`, requestId: 'r1' })
  }

  /** What was noted, in order. */
  async noted() {
    const streams = await readAll(this.store, ACCESS_DAYS, { index: 'byDate', equal: [] })
    return streams.flatMap(({ accountId, events }) =>
      events.map(({ type, operation, objects }) => ({ accountId, type, operation, objects })),
    )
  }

  /** Enrols a person, known by an ID number, in a class. */
  async enrol(id: string, classId: string, name: string, idNumber?: string): Promise<void> {
    const trainee = {
      id,
      classId,
      name,
      population: 'other',
      ...(idNumber !== undefined && { idNumber }),
    } as const
    const commit = await this.store.commit([insert(TRAINEES, sealTrainee(this.secrets, trainee))])
    if (!commit.committed) throw new Error(`${id} could not be enrolled: ${commit.why}`)
  }

  async #furnish(): Promise<void> {
    const password = await hashPassword(PASSWORD, CHEAP)
    const account = (name: string, role: Role, more: Partial<Account> = {}) =>
      insert(ACCOUNTS, accountCalled(name, role, password, more))
    await this.store.commit([
      ...[classRecord('C1', 'S1'), classRecord('C2', 'S2')].map(record => insert(CLASSES, record)),
      account('t1', 'trainee', { traineeId: 'T1', traineeClassId: 'C1' }),
      account('t2', 'trainee', { traineeId: 'T2', traineeClassId: 'C2' }),
      account('instructor', 'instructor', { classIds: ['C1'] }),
      account('provider', 'provider', { provider: 'S1' }),
      ...(['supervisor', 'finance', 'auditor', 'administrator'] as const).map(role => account(role, role)),
    ])
    await this.enrol('T1', 'C1', '张三')
    await this.enrol('T2', 'C2', '李小四')
  }
}

function classRecord(id: string, provider: string) {
  const training = { id, projectId: 'P1', occupationCode: '6-31-07-03', cameras: [], lessons: [] }
  return { id, title: `${id} 班`, occupation: 'o', provider, room: null, training, lessonTitles: {} }
}
