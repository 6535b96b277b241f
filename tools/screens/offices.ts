import type { Page } from 'playwright-core'
import { withManyClasses } from '../../test/support/many-classes'
import { refuseTooOften } from '../../test/support/refused-often'
import { first, openDay, press, type Screen } from './screen'

async function ofNewInstructor(page: Page): Promise<void> {
  await press(page, '新建账号')
  await page.getByRole('group', { name: '角色', exact: true }).getByRole('button', { name: '教师' }).click()
}

/** Training schools, auditors, finance and administrators. */
export const offices: readonly Screen[] = [
  {
    name: 'provider-days',
    account: 'chengxun',
    phone: ['light', 'dark', 'elder'],
    desk: ['light'],
    shows: '本单位的班级日',
  },
  {
    name: 'provider-explains',
    account: 'chengxun',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: openDay('说明要求待答'),
    shows: '发出说明',
  },
  {
    name: 'auditor-days',
    account: 'shenji',
    phone: ['elder'],
    desk: ['light', 'dark'],
    go: openDay('录像不足 2 段'),
    shows: '说明要求',
  },
  {
    name: 'auditor-accesses',
    account: 'shenji',
    phone: ['light', 'elder'],
    desk: ['light'],
    first: first('jiaoshi refused', refuseTooOften),
    go: page => press(page, /^查阅记录/),
    shows: '被拒绝太多，只记了次数',
  },
  { name: 'finance', account: 'caiwu', phone: ['light', 'dark', 'elder'], shows: /在后续版本开放/ },
  { name: 'accounts', account: 'guanli', phone: ['light', 'elder'], desk: ['light', 'dark'], shows: 'caiwu' },
  {
    name: 'accounts-new',
    account: 'guanli',
    phone: ['light'],
    go: ofNewInstructor,
    shows: '还没有选班级。',
  },
  {
    name: 'accounts-classes',
    account: 'guanli',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: async page => {
      await withManyClasses(page)
      await ofNewInstructor(page)
      await press(page, '选择班级')
      await press(page, /^焊工 2 班/)
      await press(page, /^工业机器人系统操作员 1 班/)
    },
    focus: page => page.getByRole('heading', { name: '选择班级' }),
    shows: /^完成（已选 2 个）$/,
  },
  {
    name: 'accounts-given',
    account: 'guanli',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: async page => {
      await withManyClasses(page)
      await ofNewInstructor(page)
      await press(page, '选择班级')
      await press(page, /^焊工 2 班/)
      await press(page, /^工业机器人系统操作员 1 班/)
      await press(page, /^完成/)
    },
    shows: '负责的班级（可以以后再选）',
  },
  {
    name: 'accounts-close',
    account: 'guanli',
    phone: ['light', 'elder'],
    desk: ['light'],
    go: page => press(page, '停用：许文静'),
    shows: '确定停用账号',
  },
  {
    name: 'accounts-told',
    account: 'guanli',
    phone: ['light'],
    go: async page => {
      await press(page, '重置密码：许文静')
      await press(page, '确定重置密码')
    },
    shows: '已记下，不再显示',
  },
]
