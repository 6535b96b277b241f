import type { AccountRow } from '../../../cloudfunctions/contract/accounts'
import type { Input } from '../../../cloudfunctions/contract/app'
import type { Role } from '../../../cloudfunctions/contract/roles'

/** What an administrator has typed of an account. */
export interface Draft {
  readonly role: Role | null
  readonly name: string
  readonly displayName: string
  readonly classIds: readonly string[]
  readonly provider: string
  readonly traineeId: string
}

export const blank: Draft = {
  role: null,
  name: '',
  displayName: '',
  classIds: [],
  provider: '',
  traineeId: '',
}

export const draftOf = ({ role, name, displayName, classIds, provider }: AccountRow): Draft => ({
  role,
  name,
  displayName,
  classIds,
  provider: provider ?? '',
  traineeId: '',
})

/** As many as the server takes for one account. */
export const MOST_CLASSES = 200

/** What is still missing, in a sentence; null when it can be sent. */
export function missing(
  { role, name, displayName, classIds, provider, traineeId }: Draft,
  isNew: boolean,
): string | null {
  if (!role) return '请选择角色。'
  if (name.trim().length < 2) return '账号至少 2 个字符。'
  if (!displayName.trim()) return '请填写姓名。'
  if (role === 'instructor' && classIds.length > MOST_CLASSES)
    return `一位教师最多 ${MOST_CLASSES} 个班级，请移除一些。`
  if (role === 'provider' && !provider.trim()) return '请填写单位名称，与班级上登记的一致。'
  if (role === 'trainee' && isNew && !traineeId.trim()) return '请填写学员编号。'
  return null
}

type Fields = Omit<Input<'save-account'>, 'accountKey' | 'accountId' | 'version'>

/** The draft as the server takes it; what belongs to another role is left out. */
export function fieldsOf(draft: Draft, role: Role, isNew: boolean): Fields {
  const { name, displayName, classIds, provider, traineeId } = draft
  return {
    role,
    name: name.trim(),
    displayName: displayName.trim(),
    classIds: role === 'instructor' ? [...classIds] : [],
    provider: role === 'provider' ? provider.trim() : null,
    ...(role === 'trainee' && isNew ? { traineeId: traineeId.trim() } : {}),
  }
}
