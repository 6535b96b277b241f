import { type Operation, operations, type Parsed, type Role } from '../contract/app'
import type { Account } from './documents/accounts'

/**
 * Who may do what to which object: the one place. Roles stand in the contract, beside each operation; here is what a
 * role may do it to. An object that isn't the caller's is refused before anything is read, so the answer is the same
 * whether or not it exists.
 */

type OpenTo = 'sign-in' | 'who-am-i'
export type SignedInOperation = Exclude<Operation, OpenTo>
type ObjectRule<K extends Operation> = (actor: Account, input: Parsed<K>) => boolean

const anyone = () => true
const isTrainee = (actor: Account) => actor.traineeId !== null
const teaches = (actor: Account, input: { readonly classId: string }) =>
  actor.classIds.includes(input.classId)
const supervisesOrTeaches = (actor: Account, input: { readonly classId: string }) =>
  actor.role === 'supervisor' || teaches(actor, input)

const objectRules: { readonly [K in SignedInOperation]: ObjectRule<K> } = {
  'sign-out': anyone,
  'trainee-today': isTrainee,
  'check-in': isTrainee,
  'my-days': isTrainee,
  'class-today': (actor, { classId }) =>
    classId === undefined ? actor.classIds.length > 0 : teaches(actor, { classId }),
  witness: teaches,
  'refresh-recordings': supervisesOrTeaches,
  'class-days': anyone,
  'class-day': supervisesOrTeaches,
  decide: anyone,
}

export function roleMay(role: Role, operation: Operation): boolean {
  const roles: readonly Role[] = operations[operation].roles
  return roles.includes(role)
}

export function mayDo<K extends SignedInOperation>(actor: Account, operation: K, input: Parsed<K>): boolean {
  return roleMay(actor.role, operation) && objectRules[operation](actor, input)
}
