import { type Operation, operations, type Parsed, type Role } from '../contract/app'
import type { StoreReader } from '../ports/store'
import type { Account } from './documents/accounts'
import { CLASSES } from './documents/classes'
import { read } from './documents/read'

/**
 * Who may do what to which object: the one place. Roles stand in the contract, beside each operation; here is what a
 * role may do it to. What isn't the caller's is refused in the same words whether or not it exists.
 */

type OpenTo = 'sign-in' | 'who-am-i'
export type SignedInOperation = Exclude<Operation, OpenTo>
type ObjectRule<K extends Operation> = (
  store: StoreReader,
  actor: Account,
  input: Parsed<K>,
) => boolean | Promise<boolean>

const byRoleAlone = () => true
const ownself = (_: StoreReader, actor: Account) => actor.traineeId !== null

/**
 * Who looks into all classes: the bureau's people. What tells of several classes at once, or what a trainee wrote of the
 * school, is for them alone.
 */
export function seesAllClasses({ role }: Pick<Account, 'role'>): boolean {
  return role === 'supervisor' || role === 'auditor'
}

/** Instructors have the classes given to them, a provider its own; the bureau's people have all. */
async function ofClass(
  store: StoreReader,
  actor: Account,
  { classId }: { readonly classId: string },
): Promise<boolean> {
  switch (actor.role) {
    case 'instructor':
      return actor.classIds.includes(classId)
    case 'provider':
      return actor.provider !== null && (await read(store, CLASSES, classId))?.provider === actor.provider
    default:
      return seesAllClasses(actor)
  }
}

/** Without a class: those who have all, or a provider's all. An instructor names the class. */
async function listOfClasses(
  store: StoreReader,
  actor: Account,
  { classId }: { readonly classId?: string | undefined },
): Promise<boolean> {
  if (classId !== undefined) return ofClass(store, actor, { classId })
  if (actor.role === 'provider') return actor.provider !== null
  return seesAllClasses(actor)
}

const objectRules: { readonly [K in SignedInOperation]: ObjectRule<K> } = {
  'sign-out': byRoleAlone,
  'trainee-today': ownself,
  'check-in': ownself,
  'my-days': ownself,
  'class-today': (_, actor, { classId }) =>
    classId === undefined ? actor.classIds.length > 0 : actor.classIds.includes(classId),
  witness: ofClass,
  'refresh-recordings': ofClass,
  'start-recording': ofClass,
  'stop-recording': ofClass,
  'camera-check': ofClass,
  'playback-address': ofClass,
  'class-days': listOfClasses,
  'class-day': ofClass,
  'preview-decision': ofClass,
  decide: ofClass,
  'ask-explanation': ofClass,
  explain: ofClass,
  'appeal-day': ownself,
  accesses: byRoleAlone,
  accounts: byRoleAlone,
  'save-account': byRoleAlone,
  'classes-to-give': byRoleAlone,
  'reset-password': byRoleAlone,
  'close-account': byRoleAlone,
  'change-password': byRoleAlone,
  'message-templates': byRoleAlone,
  'keep-consents': byRoleAlone,
  'face-standing': ownself,
  'give-face-consent': ownself,
  'withdraw-face-consent': ownself,
  'choose-way': ownself,
  'open-face': ownself,
  'judge-face': ownself,
  'face-roll': ofClass,
  'enrol-face': ofClass,
  'room-code': ofClass,
  /** A provider finds its own classes' trainees alone: the service leaves out the others. */
  'find-trainee': (_, actor) => actor.role === 'supervisor' || actor.provider !== null,
}

export function roleMay(role: Role, operation: Operation): boolean {
  const roles: readonly Role[] = operations[operation].roles
  return roles.includes(role)
}

export async function mayDo<K extends SignedInOperation>(
  store: StoreReader,
  actor: Account,
  operation: K,
  input: Parsed<K>,
): Promise<boolean> {
  return roleMay(actor.role, operation) && objectRules[operation](store, actor, input)
}
