import { LEAST_PASSWORD_CHARACTERS } from '../../cloudfunctions/contract/accounts'
import { ROLES } from '../../cloudfunctions/contract/roles'
import { namedInWords, titlesIn } from '../../miniprogram/administrator/accounts/class-titles'
import { blank, type Draft, fieldsOf, missing } from '../../miniprogram/administrator/accounts/draft'
import { roles } from '../../miniprogram/administrator/accounts/roles'
import { cookieLine, withCookies } from '../../miniprogram/api/cookies'
import { amiss, LEAST_CHARACTERS } from '../../miniprogram/password/fit'

const draft = (changed: Partial<Draft>): Draft => ({
  ...blank,
  name: 'zhangsan',
  displayName: '张三',
  ...changed,
})

test('each role of the contract can be given', () => {
  expect([...roles].sort()).toEqual([...ROLES].sort())
})

test('each role is asked for its own particulars', () => {
  expect(missing(draft({}), true)).toBe('请选择角色。')
  expect(missing(draft({ role: 'provider' }), true)).toContain('单位名称')
  expect(missing(draft({ role: 'trainee' }), true)).toContain('学员编号')
  expect(missing(draft({ role: 'trainee' }), false)).toBeNull()
  expect(missing(draft({ role: 'auditor' }), true)).toBeNull()
  expect(missing(draft({ role: 'auditor', name: 'z' }), true)).toContain('至少 2 个')
})

test('only what belongs to the role is sent', () => {
  const typed = draft({ classIds: 'c1，c2 c3', provider: '技校', traineeId: 'T1' })
  const alone = { name: 'zhangsan', displayName: '张三', classIds: [], provider: null }
  expect(fieldsOf(typed, 'instructor', true)).toEqual({
    ...alone,
    role: 'instructor',
    classIds: ['c1', 'c2', 'c3'],
  })
  expect(fieldsOf(typed, 'provider', true)).toEqual({ ...alone, role: 'provider', provider: '技校' })
  expect(fieldsOf(typed, 'trainee', true)).toEqual({ ...alone, role: 'trainee', traineeId: 'T1' })
  expect(fieldsOf(typed, 'trainee', false)).toEqual({ ...alone, role: 'trainee' })
})

test('a new password has the characters that the server asks for, and is typed twice alike', () => {
  expect(LEAST_CHARACTERS).toBe(LEAST_PASSWORD_CHARACTERS)
  const typed = { current: 'given-one', fresh: '12345678', again: '12345678' }
  expect(amiss(typed)).toBeNull()
  expect(amiss({ ...typed, fresh: '1234567', again: '1234567' })).toContain('至少 8 个')
  expect(amiss({ ...typed, again: '12345679' })).toContain('不一样')
  expect(amiss({ ...typed, fresh: 'given-one', again: 'given-one' })).toContain('相同')
  expect(amiss({ ...typed, current: '' })).toContain('现在的密码')
})

test('both cookies of a sign-in are kept, and the one that is taken back is let go', () => {
  const signedIn = withCookies({}, ['session=abc; Path=/; HttpOnly', 'device=d.e; Max-Age=1'])
  expect(cookieLine(signedIn)).toBe('session=abc; device=d.e')
  expect(withCookies(signedIn, ['session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])).toEqual({
    device: 'd.e',
  })
})

test('classes that were listed are called by their names, those typed wrongly by none', () => {
  const page = (classId: string, title: string) => ({
    accounts: [],
    classes: [{ classId, title }],
    next: null,
  })
  const titles = titlesIn([page('c1', '电工 1 班'), page('c2', '焊工 2 班')])
  expect(namedInWords(['c2', 'c9', 'c1'], titles)).toBe('焊工 2 班、电工 1 班')
  expect(namedInWords(['c9'], titles)).toBe('')
})
