import {
  type ClassToGive,
  LEAST_PASSWORD_CHARACTERS,
  MOST_CLASSES as MOST_TAKEN,
} from '../../cloudfunctions/contract/accounts'
import { ROLES } from '../../cloudfunctions/contract/roles'
import { found, inOrder, particularsOf } from '../../miniprogram/administrator/accounts/class-search'
import { namedInWords, titlesIn } from '../../miniprogram/administrator/accounts/class-titles'
import {
  blank,
  type Draft,
  fieldsOf,
  MOST_CLASSES,
  missing,
} from '../../miniprogram/administrator/accounts/draft'
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
  const typed = draft({ classIds: ['c1', 'c2'], provider: '技校', traineeId: 'T1' })
  const alone = { name: 'zhangsan', displayName: '张三', classIds: [], provider: null }
  expect(fieldsOf(typed, 'instructor', true)).toEqual({
    ...alone,
    role: 'instructor',
    classIds: ['c1', 'c2'],
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

test('no more classes are sent than the server takes', () => {
  expect(MOST_CLASSES).toBe(MOST_TAKEN)
  const of = (count: number) =>
    draft({ role: 'instructor', classIds: Array.from({ length: count }, (_, n) => `c${n}`) })
  expect(missing(of(MOST_CLASSES), true)).toBeNull()
  expect(missing(of(MOST_CLASSES + 1), true)).toContain('最多 200 个')
})

test('classes are called by their names where they are known, the first three of many', () => {
  const page = (classId: string, title: string) => ({
    accounts: [],
    classes: [{ classId, title }],
    next: null,
  })
  const titles = titlesIn([page('c1', '电工 1 班'), page('c2', '焊工 2 班')])
  expect(namedInWords([], titles)).toBe('')
  expect(namedInWords(['c2', 'c9', 'c1'], titles)).toBe('焊工 2 班、班级 c9、电工 1 班')
  expect(namedInWords(['c2', 'c9', 'c1', 'c3'], titles)).toBe('焊工 2 班、班级 c9、电工 1 班等 4 个班级')
})

describe('of the classes to choose from', () => {
  const one = (classId: string, more: Partial<ClassToGive> = {}): ClassToGive => ({
    classId,
    title: `${classId} 班`,
    provider: '启航学校',
    room: '实训楼 203',
    dates: { from: '2024-06-03', to: '2024-07-12' },
    over: false,
    ...more,
  })

  test('those that go on come first, of these and of those that are over the latest', () => {
    const july = { from: '2024-07-01', to: '2024-08-09' }
    const classes = [
      one('old', { over: true }),
      one('undated', { dates: null }),
      one('乙'),
      one('甲'),
      one('july', { dates: july }),
      one('old-july', { dates: july, over: true }),
    ]
    const order = inOrder(classes).map(({ classId }) => classId)
    expect(order.slice(0, 1)).toEqual(['july'])
    expect(order.slice(1, 3).sort()).toEqual(['乙', '甲'].sort())
    expect(order.slice(3)).toEqual(['undated', 'old-july', 'old'])
  })

  test('each is told apart by dates, room and provider', () => {
    const dates = { from: '2023-12-04', to: '2024-01-12' }
    expect(particularsOf(one('c'))).toEqual(['2024年6月3日–7月12日 · 实训楼 203', '启航学校'])
    expect(particularsOf(one('c', { over: true, room: null }))).toEqual([
      '2024年6月3日–7月12日（已结束）',
      '启航学校',
    ])
    expect(particularsOf(one('c', { dates, room: null }))[0]).toBe('2023年12月4日–2024年1月12日')
    expect(particularsOf(one('c', { dates: null }))[0]).toBe('还没有课表 · 实训楼 203')
  })

  test.each([
    ['', ['C-1', 'C-2']],
    ['  ', ['C-1', 'C-2']],
    ['焊工', ['C-2']],
    ['焊工 203', []],
    ['6月3日 203', ['C-1']],
    ['启航', ['C-1', 'C-2']],
    ['Ｃ－２', ['C-2']],
    ['c-1', ['C-1']],
    ['电焊', []],
  ])('“%s” finds %j', (typed, ids) => {
    const classes = [one('C-1', { title: '电工 1 班' }), one('C-2', { title: '焊工 2 班', room: null })]
    expect(found(classes, typed).map(({ classId }) => classId)).toEqual(ids)
  })

  test('one that is called as was typed comes before those in which the words merely stand', () => {
    const classes = [one('a', { title: '电工 13 班' }), one('b', { title: '电工 3 班' })]
    expect(found(classes, '电工 3 班').map(({ classId }) => classId)).toEqual(['b', 'a'])
  })
})
