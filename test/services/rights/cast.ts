import { type Operation, ROLES, type Role } from '../../../cloudfunctions/contract/app'
import { insert, put } from '../../../cloudfunctions/ports/store'
import { closeAccount } from '../../../cloudfunctions/services/accounts/close'
import { newSession } from '../../../cloudfunctions/services/accounts/sessions'
import { answer } from '../../../cloudfunctions/services/answer'
import { ACCOUNTS, unboundKey } from '../../../cloudfunctions/services/documents/accounts'
import { TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { sealTrainee } from '../../../cloudfunctions/services/id-numbers/seal'
import type { Outcome } from '../../../cloudfunctions/services/outcome'
import { engineSaying } from '../face-engine'
import { accountOf, DATE, judgeAll } from '../kept'
import { at, keyOf, School } from '../school'
import type { Target } from './questions'

export type Whose = 'own' | 'other' | 'missing'
/** Signed in with an account in order, one that must change its password, or one that was closed since. */
export type Standing = 'open' | 'new' | 'closed'

const NAMES: { readonly [R in Role]: string } = {
  trainee: 't1',
  instructor: 'i1',
  provider: 'provider',
  supervisor: 'supervisor',
  finance: 'finance',
  auditor: 'auditor',
  administrator: 'administrator',
}
const ID_NUMBERS = { C1: '11010519491231002X', C2: '440524188001010014' } as const

/** A school on an afternoon after class, with somebody of every role and something of every kind. */
export class Cast {
  readonly #tokens = new Map<string, string>()

  private constructor(
    readonly school: School,
    readonly targets: { readonly [W in Whose]: Target },
  ) {}

  static async open(): Promise<Cast> {
    const school = await School.open()
    await enrolWithIdNumbers(school)
    const cast = new Cast(school, {
      own: await target(school, 'C1', 'CAM1', 'T1', 't1'),
      other: await target(school, 'C2', 'CAM2', 'T3', 't3'),
      missing: MISSING,
    })
    school.now = at(DATE, '12:39')
    await cast.#hire()
    await judgeAll(school)
    school.face = engineSaying('passed')
    return cast
  }

  close(): Promise<void> {
    return this.school.close()
  }

  /** The time at which an operation of a role can be done: recordings within the day's window, decisions after it. */
  setClockFor(operation: Operation): void {
    this.school.now = operation.endsWith('-recording') ? at(DATE, '12:39') : at(DATE, '12:40')
  }

  async ask(
    role: Role,
    operation: Operation,
    input: unknown,
    standing: Standing = 'open',
  ): Promise<Outcome<Operation>> {
    // Signing out takes a session of its own.
    const token = operation === 'sign-out' ? await this.#begin(role, standing) : this.#token(role, standing)
    return this.askWith(token, operation, input)
  }

  askWith(token: string | null, operation: Operation, input: unknown): Promise<Outcome<Operation>> {
    const caller = { token, device: null, address: '192.0.2.1', requestId: 'r1' }
    return answer(this.school.server, caller, operation, input)
  }

  static accountId(role: Role): string {
    return `A-${NAMES[role]}`
  }

  #token(role: Role, standing: Standing): string {
    const token = this.#tokens.get(`${role} ${standing}`)
    if (token === undefined) throw new Error(`${role} is not signed in`)
    return token
  }

  async #begin(role: Role, standing: Standing): Promise<string> {
    const name = standing === 'open' ? NAMES[role] : `${standing}-${role}`
    const session = newSession(this.school.server, await accountOf(this.school, name))
    await this.school.store.commit([session.write])
    return session.token
  }

  async #hire(): Promise<void> {
    const { store } = this.school
    for (const role of ROLES) {
      const open = await accountOf(this.school, NAMES[role])
      const double = (standing: Standing) => ({
        ...open,
        id: `A-${standing}-${role}`,
        name: `${standing}-${role}`,
        wechatKey: unboundKey(`A-${standing}-${role}`),
      })
      await store.commit([
        put(ACCOUNTS, { ...double('new'), mustChangePassword: true }),
        put(ACCOUNTS, double('closed')),
      ])
      for (const standing of ['open', 'new', 'closed'] as const) {
        this.#tokens.set(`${role} ${standing}`, await this.#begin(role, standing))
      }
      const accountId = `A-closed-${role}`
      await closeAccount(this.school.server, { id: 'A-administrator' }, { accountId }, async () => [])
    }
  }
}

const MISSING: Target = {
  classId: 'no-such-class',
  deviceSerial: 'no-such-camera',
  traineeId: 'no-such-trainee',
  idNumber: '11010519491231999X',
  attemptId: 'no-such-attempt',
  requestId: 'no-such-request',
  accountId: 'no-such-account',
  accountVersion: 1,
}

async function enrolWithIdNumbers(school: School): Promise<void> {
  const enrol = (id: string, classId: keyof typeof ID_NUMBERS) => {
    const trainee = {
      id,
      classId,
      name: `学员${id}`,
      population: 'other',
      idNumber: ID_NUMBERS[classId],
    } as const
    return put(TRAINEES, sealTrainee(school.secrets, trainee))
  }
  await school.store.commit([enrol('T1', 'C1'), enrol('T3', 'C2')])
}

async function target(
  school: School,
  classId: keyof typeof ID_NUMBERS,
  deviceSerial: string,
  traineeId: string,
  trainee: string,
): Promise<Target> {
  const taken = await school.tap(trainee, 'end', at(DATE, '11:45'), `end-${trainee}`)
  if (!taken.accepted) throw new Error('the tap was refused')
  const { questions } = await school.answer('supervisor', 'ask-explanation', {
    classId,
    date: DATE,
    question: '为什么？',
    requestKey: keyOf(`asked ${classId}`),
  })
  return {
    classId,
    deviceSerial,
    traineeId,
    idNumber: ID_NUMBERS[classId],
    attemptId: taken.checkIn.attemptId,
    requestId: questions[0]?.requestId ?? '',
    ...(await victim(school, classId)),
  }
}

/** An account to which an administrator may do anything, and nobody is missed. */
export async function victim(
  school: School,
  name: string,
): Promise<Pick<Target, 'accountId' | 'accountVersion'>> {
  const id = `A-victim-${name}`
  const like = await accountOf(school, 'i2')
  const account = { ...like, id, name: `victim-${name}`, wechatKey: unboundKey(id) }
  await school.store.commit([insert(ACCOUNTS, account)])
  return { accountId: id, accountVersion: 1 }
}
