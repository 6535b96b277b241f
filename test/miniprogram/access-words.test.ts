import { type AccessView, operations } from '../../cloudfunctions/contract/app'
import {
  inOrder,
  objectsInWords,
  operationInWords,
  unlistedInWords,
  whoInWords,
} from '../../miniprogram/supervisor/accesses/access-words'
import { at } from '../support/timetable'

const access = (more: Partial<AccessView> = {}): AccessView => ({
  accountId: 'A-1',
  displayName: '周敏',
  role: 'supervisor',
  at: at('08:21'),
  type: 'read',
  operation: 'class-day',
  objects: {},
  ...more,
})

test('every question of the contract is called by a word, and what isn’t one by its name', () => {
  for (const operation of Object.keys(operations)) {
    expect(operationInWords(operation)).toMatch(/^[“”\u4e00-\u9fff]+$/)
  }
  expect(operationInWords('import')).toBe('导入数据文件')
  expect(operationInWords('toString')).toBe('其他操作（toString）')
})

test('who did it is told by name and role, without an account by its number', () => {
  expect(whoInWords(access())).toBe('周敏（监管人员）')
  expect(whoInWords(access({ accountId: 'operator', displayName: null, role: null }))).toBe(
    '运行服务的人（命令行）',
  )
  expect(whoInWords(access({ displayName: null, role: null }))).toBe('账号 A-1')
})

test('what it was about is told by the names that are known', () => {
  const titles = new Map([['C2', '焊工 2 班']])
  expect(objectsInWords({ classId: 'C2', date: '2026-11-22', traineeId: 'T1' }, titles)).toBe(
    '焊工 2 班 · 11月22日 周日 · 学员编号 T1',
  )
  expect(objectsInWords({ classId: 'C9', date: '不是日期' }, titles)).toBe('班级 C9 · 不是日期')
  expect(objectsInWords({ traineeIds: '', basis: 'id-photo' }, titles)).toBe('')
})

test('what was only counted is told with the hour, from when on, and how often', () => {
  const refusals = {
    accountId: 'A-1',
    displayName: '孙立军',
    role: 'instructor',
    since: at('10:23'),
    refused: 37,
  } as const
  expect(unlistedInWords(refusals)).toBe('孙立军（教师）：10:00–11:00，10:23 以后又被拒绝 37 次。')
  expect(unlistedInWords({ ...refusals, since: at('10:00') })).toContain('10:00–11:00')
  expect(unlistedInWords({ ...refusals, since: at('10:00') - 1 })).toContain('09:00–10:00')
})

test('supervisors stand before the others, of either the latest first', () => {
  const all = [
    access({ role: 'instructor', at: 3 }),
    access({ at: 1 }),
    access({ role: null, at: 4 }),
    access({ at: 2 }),
  ]
  expect(inOrder(all).map(one => [one.role, one.at])).toEqual([
    ['supervisor', 2],
    ['supervisor', 1],
    [null, 4],
    ['instructor', 3],
  ])
})
