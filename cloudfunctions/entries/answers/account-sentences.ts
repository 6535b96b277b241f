import type { AccountRefusal } from '../../services/accounts/refusal'

type Conflict = Extract<AccountRefusal, { code: 'account-conflict' }>['what']
type Unfitness = Extract<AccountRefusal, { code: 'unfit-password' }>['why']

export const ACCOUNT_CONFLICTS: Readonly<Record<Conflict, string>> = {
  'name-taken': '这个账号名已经有人使用，请换一个。',
  'changed-meanwhile': '这个账号刚刚被别人修改过，您的修改没有保存。请刷新页面后重新填写。',
  'account-closed': '这个账号已经停用，不能再修改。如需使用请新建账号。',
  'own-account': '不能停用自己的账号，也不能更改自己的角色，请让另一位管理员办理。',
  'trainee-account': '学员账号只属于学员本人，不能与其他角色互换，请另外新建账号。',
}

export const UNFIT_PASSWORDS: Readonly<Record<Unfitness, string>> = {
  'same-as-before': '新密码与原密码相同，请换一个。',
  'holds-the-name': '新密码里不能含有账号名，请换一个。',
}

export const WRONG_CURRENT_PASSWORD = '原密码不对，请检查后再试。'

export const NEW_PASSWORD_FIRST = '您的密码是别人设置的，请先改成只有自己知道的密码，再继续办理。'
